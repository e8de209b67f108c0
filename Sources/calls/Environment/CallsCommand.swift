import ArgumentParser
import Glibc

/// A command: its options, and what it does in a session.
protocol CallsCommand: ParsableCommand {
  var shared: SharedOptions { get }

  /// Does the work; returns the exit status (sysexits).
  func run(in session: Session) throws -> Int32
}

extension CallsCommand {
  mutating func run() throws {
    // A reader that stops reading is no error: writes fail with EPIPE instead of ending the process.
    signal(SIGPIPE, SIG_IGN)
    // Nor is a limit on the size of files, which is a full disk.
    signal(SIGXFSZ, SIG_IGN)
    let session = Session(shared)
    let status: Int32
    do {
      if let fault = session.configurationFault { throw fault }
      status = try run(in: session)
    } catch let exit as ExitCode {
      throw exit
    } catch let error as ValidationError {
      throw error
    } catch {
      let account = ErrorAccount(error, wording: session.wording)
      for line in account.lines { session.complain(line) }
      throw ExitCode(account.status)
    }
    if status != 0 { throw ExitCode(status) }
  }
}

/// Exit statuses by sysexits.h.
enum ExitStatus {
  static let done: Int32 = 0
  static let badData: Int32 = 65
  static let missingInput: Int32 = 66
  static let unavailable: Int32 = 69
  static let fault: Int32 = 70
  static let cannotCreate: Int32 = 73
  static let inputOutput: Int32 = 74
  static let tryLater: Int32 = 75
}

/// The example at the foot of a command's help; a test runs each.
enum Example {
  static func text(_ commands: String...) -> String {
    Help.say("EXEMPLE :\n", "EXAMPLE:\n") + commands.map { "  \($0)" }.joined(separator: "\n")
  }
}
