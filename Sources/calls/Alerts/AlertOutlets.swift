import Foundation
import Pipeline
import Store

/// Files, and mails through a program that takes them as `sendmail -t` does.
struct AlertOutlets: AlertTransport {
  /// Program and arguments that take a message on standard input.
  var mailProgram: [String]

  static let usualMailProgram = ["/usr/sbin/sendmail", "-t", "-i"]
  private static let secondsToSend = 120.0

  func hand(_ alert: StoredAlert) throws -> AlertFate {
    switch alert.channel {
    case .file: write(alert)
    case .mail: mail(alert)
    }
  }

  private func write(_ alert: StoredAlert) -> AlertFate {
    // Standard output was written by whoever asks to settle it.
    guard !alert.destination.isEmpty else { return .delivered }
    do {
      try Data(alert.message).write(
        to: URL(fileURLWithPath: alert.destination), options: .atomic)
      return .delivered
    } catch {
      return .refused(detail: error.localizedDescription)
    }
  }

  private func mail(_ alert: StoredAlert) -> AlertFate {
    // Programs of this kind take the line ends of the system.
    let message = alert.message.filter { $0 != 13 }
    let run = ProgramRun.run(mailProgram, input: message, seconds: Self.secondsToSend)
    switch run.ending {
    case .exited(0): return .delivered
    case .exited(let status):
      return .refused(detail: run.complaint.isEmpty ? "exit \(status)" : run.complaint)
    case .notStarted(let detail):
      return .refused(detail: "\(mailProgram.first ?? ""): \(detail)")
    case .killed(let signal): return .unknown(detail: "signal \(signal)")
    case .timedOut: return .unknown(detail: "\(Int(Self.secondsToSend)) s")
    }
  }
}
