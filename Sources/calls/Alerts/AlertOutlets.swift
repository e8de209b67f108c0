import Digest
import Foundation
import Pipeline
import Store

/// What takes mails.
enum MailRoute: Hashable {
  /// Program and arguments that take a message on standard input, as `sendmail -t` does.
  case program([String])
  case server(MailServer)

  static let usual = MailRoute.program(["/usr/sbin/sendmail", "-t", "-i"])
}

/// An SMTP server. Beyond this machine it must speak TLS: from the first byte (`smtps`), or by
/// STARTTLS before anything else (`smtp`).
struct MailServer: Hashable {
  var address: ServerAddress
  var user: String?
  var passwordFile: String?
  /// A PEM file, where the server's certificate is of an authority of one's own.
  var authorities: String?
}

/// Files, mails and hooks.
struct AlertOutlets: AlertTransport {
  var mail = MailRoute.usual
  var hooks: [Configuration.Hook] = []

  static let secondsToSend = 120
  private static let secondsOfAHook = 30

  func hand(_ alert: StoredAlert) throws -> AlertFate {
    switch alert.channel {
    case .file: return write(alert)
    case .mail:
      switch mail {
      case .program(let program): return run(program, alert)
      case .server(let server): return try send(alert, by: server)
      }
    case .hook:
      // One that stands in the configuration no more is called no more.
      guard let hook = hooks.first(where: { $0.mark == alert.destination }) else {
        return .delivered
      }
      return call(hook, alert)
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

  // MARK: Mail

  private func run(_ program: [String], _ alert: StoredAlert) -> AlertFate {
    // Programs of this kind take the line ends of the system.
    let message = alert.message.filter { $0 != 13 }
    let run = ProgramRun.run(program, input: message, seconds: Double(Self.secondsToSend))
    switch run.ending {
    case .exited(0): return .delivered
    case .exited(let status):
      return .refused(detail: run.complaint.isEmpty ? "exit \(status)" : run.complaint)
    case .notStarted(let detail): return .refused(detail: "\(program.first ?? ""): \(detail)")
    case .killed(let signal): return .unknown(detail: "signal \(signal)")
    case .timedOut: return .unknown(detail: "\(Self.secondsToSend) s")
    }
  }

  /// A message that is left from before the server was set may have several receivers.
  private func send(_ alert: StoredAlert, by server: MailServer) throws -> AlertFate {
    var transfer = Transfer(address: server.address)
    transfer.totalSeconds = Self.secondsToSend
    transfer.user = server.user
    transfer.authorities = server.authorities
    do {
      transfer.password = try server.passwordFile.map(SecretFile.read)
    } catch let AlertError.secret(path, fault) {
      return .refused(detail: "\(path): \(fault)")
    }
    guard let sender = MailRenderer.sender(of: alert.message) else {
      return .refused(detail: "From")
    }
    let receivers = alert.destination.components(separatedBy: ", ").compactMap(MailAddress.init)
    var fates: [AlertFate] = []
    for receiver in receivers {
      switch transfer.mail(alert.message, from: sender, to: receiver.address) {
      case .done: fates.append(.delivered)
      case .refused(let detail): fates.append(.refused(detail: "\(server.address.host): \(detail)"))
      case .unanswered(let detail):
        fates.append(.unknown(detail: "\(server.address.host): \(detail)"))
      }
    }
    guard let failed = fates.first(where: { $0 != .delivered }) else {
      return fates.isEmpty ? .refused(detail: "To") : .delivered
    }
    // Taken for one and refused for another: it may not be taken back.
    if case .refused(let detail) = failed, fates.contains(.delivered) {
      return .unknown(detail: detail)
    }
    return failed
  }

  // MARK: Hooks

  private func call(_ hook: Configuration.Hook, _ alert: StoredAlert) -> AlertFate {
    switch hook.target {
    case .run(let program):
      let run = ProgramRun.run(
        program, input: alert.message, seconds: Double(Self.secondsOfAHook))
      return run.ending == .exited(0) ? .delivered : .refused(detail: run.account)
    case .post(let address, let tokenFile):
      var headers = [
        "Content-Type: application/json; charset=utf-8", "User-Agent: calls/\(Calls.version)",
        "Idempotency-Key: \(Digest256.hex(of: alert.message).prefix(32))", "Expect:",
      ]
      do {
        if let tokenFile {
          headers.append("Authorization: Bearer \(try SecretFile.read(tokenFile))")
        }
      } catch {
        return .refused(detail: "\(tokenFile ?? ""): \(error)")
      }
      switch Transfer(address: address, totalSeconds: Self.secondsOfAHook)
        .post(alert.message, headers: headers)
      {
      case .done: return .delivered
      case .refused(let detail), .unanswered(let detail):
        return .refused(detail: "\(address.host): \(detail)")
      }
    }
  }
}
