#if DEBUG
  import Documents
  import Foundation
  import Testing

  @testable import Pipeline

  private let sandboxIsFull = (try? WorkerClient.located()?.sandbox().isFull) ?? false

  /// The sandbox seen from inside, by documents that order a worker to misbehave. Only a worker of
  /// a debug build obeys them.
  @Suite(
    .enabled(
      if: sandboxIsFull,
      "THE SANDBOX IS NOT TESTED: no worker is built, or this kernel lacks Landlock or seccomp"))
  struct WorkerSandboxTests {
    private static let both: [WorkerServing] = [.never, .always]

    private static func outcome(
      _ act: String, _ argument: String = "", serving: WorkerServing,
      limits: WorkerLimits = WorkerLimits()
    ) throws -> String {
      let client = try #require(WorkerClient.located(limits: limits, serving: serving))
      return outcome(act, argument, of: client)
    }

    private static func outcome(_ act: String, _ argument: String, of client: WorkerClient)
      -> String
    {
      let order = Array("CALLS-MISBEHAVE\n\(act)\n\(argument)".utf8)
      switch client.result(of: order, name: "a.txt") {
      case .failure(.unsupported(let detail)), .failure(.crashed(let detail)): return detail
      case .failure(let failure): return failure.id
      case .success: return "read as a text: the worker is no debug build"
      }
    }

    /// A readable and writable file in the home folder, where its path is put for `HOME`.
    private static func withCanary(_ body: (String) throws -> Void) throws {
      let home = try #require(ProcessInfo.processInfo.environment["HOME"])
      let path = home + "/.calls-canary-\(UUID().uuidString)"
      try Data("secret".utf8).write(to: URL(fileURLWithPath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      try body(path)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "secret")
      #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }

    @Test(
      arguments: [
        ("open-file", "HOME", "errno \(EACCES)"),
        ("open-file", "/etc/passwd", "errno \(EACCES)"),
        ("open-file", "/proc/self/environ", "errno \(EACCES)"),
        ("list-folder", "/root", "errno \(EACCES)"),
        ("list-folder", "/tmp", "errno \(EACCES)"),
        ("open-for-writing", "HOME", "errno \(EACCES)"),
        ("open-for-writing", "/dev/null", "errno \(EACCES)"),
        ("make-file", "HOME.new", "errno \(EACCES)"),
        ("make-file", "/tmp/calls-canary", "errno \(EACCES)"),
        ("make-folder", "HOME.new", "errno \(EPERM)"),
        ("delete-file", "HOME", "errno \(EPERM)"),
        ("rename-file", "HOME", "errno \(EPERM)"),
        ("truncate-file", "HOME", "errno \(EPERM)"),
        ("change-mode", "HOME", "errno \(EPERM)"),
        ("internet-socket", "", "errno \(EPERM)"),
        ("unix-socket", "", "errno \(EPERM)"),
        ("kernel-socket", "", "errno \(EPERM)"),
        ("socket-pair", "", "errno \(EPERM)"),
        ("execute", "/bin/true", "signal \(SIGSYS)"),
        ("trace-parent", "", "signal \(SIGSYS)"),
        ("read-parent", "", "signal \(SIGSYS)"),
        ("open-parent-memory", "", "errno \(EACCES)"),
        ("open-parent-environment", "", "errno \(EACCES)"),
        ("signal-parent", "", "errno \(EPERM)"),
        ("signal-group", "", "errno \(EPERM)"),
        ("leave-session", "", "errno \(EPERM)"),
        ("fork", "", "errno \(EPERM)"),
        ("start-thread", "", "errno \(EPERM)"),
        ("raise-limit", "", "errno \(EPERM)"),
        ("writable-code", "", "errno \(EPERM)"),
        // What readers need stays open: the walls are not just everything failing.
        ("list-folder", "/usr/lib", "allowed"),
      ], both)
    func denials(_ act: (name: String, argument: String, denial: String), serving: WorkerServing)
      throws
    {
      try Self.withCanary { canary in
        let argument = act.argument.replacingOccurrences(of: "HOME", with: canary)
        let denial = try Self.outcome(act.name, argument, serving: serving)
        #expect(denial == act.denial)
      }
    }

    @Test(
      arguments: [
        ("hang", "", "time-limit"),
        ("spin", "", "time-limit"),
        ("allocate", "", "memory-limit"),
        ("exit", "3", "exit status 3"),
        ("exit", "0", "reply: notAFrame"),
        ("abort", "", "signal \(SIGABRT)"),
        ("touch-nothing", "", "signal \(SIGSEGV)"),
        ("answer-rubbish", "", "reply: notAFrame"),
        ("answer-endlessly", "", "reply too long"),
      ], both)
    func badEndsConcernOneDocument(
      _ act: (name: String, argument: String, end: String), serving: WorkerServing
    ) throws {
      var limits = WorkerLimits()
      limits.wallSeconds = ["hang", "spin"].contains(act.name) ? 2 : 30
      limits.replyBytes = 100_000
      let client = try #require(WorkerClient.located(limits: limits, serving: serving))
      #expect(Self.outcome(act.name, act.argument, of: client) == act.end)
      #expect(Self.outcome("list-folder", "/tmp", of: client) == "errno \(EACCES)")
    }

    @Test func theEndOfTheClientIsTheEndOfAllItsProcesses() throws {
      let worker = try #require(WorkerClient.located())
      let deadline = Deadline(secondsFromNow: 30)
      let server = try #require(WorkerServer(executable: worker.executable, until: deadline))
      let order = try MemoryFile(Array("CALLS-MISBEHAVE\nhang\n".utf8))
      let pipes = try ReplyPipes()
      let isSent = server.request(order.descriptor, name: "a.txt", pipes)
      try #require(isSent)
      let child = try #require(Self.onlyChild(of: server.pid, until: deadline))
      // As where this process is killed: the server's socket closes, and nothing else is done.
      close(server.socket)
      var status: Int32 = 0
      #expect(waitpid(server.pid, &status, 0) == server.pid)
      while Self.isRunning(child), deadline.secondsLeft > 0 { usleep(2_000) }
      #expect(!Self.isRunning(child))
    }

    private static func onlyChild(of pid: pid_t, until deadline: Deadline) -> pid_t? {
      while deadline.secondsLeft > 0 {
        let path = "/proc/\(pid)/task/\(pid)/children"
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        if let child = text.split(separator: " ").first.flatMap({ pid_t($0) }) { return child }
        usleep(2_000)
      }
      return nil
    }

    /// A zombie that its new parent has not yet reaped runs no more.
    private static func isRunning(_ pid: pid_t) -> Bool {
      guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
        return false
      }
      return !line.contains(") Z ")
    }
  }
#endif
