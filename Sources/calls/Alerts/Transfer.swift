import CCurl
import Foundation

/// Where something is sent to: a web address or a mail server. No user, no password stands in it.
struct ServerAddress: Hashable {
  enum Scheme: String { case http, https, smtp, smtps }

  let scheme: Scheme
  let host: String
  let text: String

  /// nil for another scheme, a user before the host, spaces, and control characters.
  init?(_ text: String) {
    guard let end = text.range(of: "://"),
      let scheme = Scheme(rawValue: String(text[..<end.lowerBound])),
      text.utf8.count <= 2_000, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      !text.contains("\\")
    else { return nil }
    let rest = text[end.upperBound...]
    let place = rest.prefix { !"/?#".contains($0) }
    let parts = place.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, !host.isEmpty, parts.count <= 2,
      host.utf8.allSatisfy({ Self.letters.contains($0) }),
      parts.count == 1 || (UInt16(parts[1]) ?? 0) > 0
    else { return nil }
    self.scheme = scheme
    self.host = host.lowercased()
    self.text = text
  }

  private static let letters = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-".utf8)

  /// On this machine, where nobody listens in.
  var isHere: Bool {
    host == "localhost" || host.hasPrefix("127.") && !host.contains { $0.isLetter }
  }
  var isMail: Bool { scheme == .smtp || scheme == .smtps }
}

/// A word that is nobody else's: it stands in a file of its own, which nobody else may read, and
/// goes neither into a message nor onto a command line.
enum SecretFile {
  static func read(_ path: String) throws -> String {
    var state = stat()
    guard stat(path, &state) == 0 else {
      throw AlertError.secret(path: path, fault: .unreadable(String(cString: strerror(errno))))
    }
    guard state.st_mode & 0o077 == 0 else { throw AlertError.secret(path: path, fault: .open) }
    guard state.st_size <= 4_096, let data = FileManager.default.contents(atPath: path) else {
      throw AlertError.secret(path: path, fault: .unreadable("\(state.st_size)"))
    }
    let text = String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init)
    guard let text, !text.isEmpty, text.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
      throw AlertError.secret(path: path, fault: .empty)
    }
    return text
  }
}

/// One transfer by libcurl, which is loaded then.
struct Transfer {
  enum Ending: Hashable {
    /// 2xx.
    case done
    /// It certainly was not taken.
    case refused(String)
    /// All was said, and no answer came.
    case unanswered(String)
  }

  var address: ServerAddress
  var user: String?
  var password: String?
  /// A PEM file.
  var authorities: String?
  var totalSeconds = 30

  /// Hands a mail to a server for one receiver.
  func mail(_ message: [UInt8], from: String, to: String) -> Ending {
    run(message) { transfer, answer in
      from.withCString { from in
        to.withCString { to in
          transfer.from = from
          transfer.to = to
          return calls_curl_mail(&transfer, &answer)
        }
      }
    }
  }

  /// - Parameter headers: lines without their ends.
  func post(_ body: [UInt8], headers: [String]) -> Ending {
    let lines = headers.map { strdup($0) }
    defer { for line in lines { free(line) } }
    let pointers: [UnsafePointer<CChar>?] = lines.map { $0.map { UnsafePointer($0) } } + [nil]
    return run(body) { transfer, answer in
      pointers.withUnsafeBufferPointer { pointers in
        transfer.headers = pointers.baseAddress
        return calls_curl_post(&transfer, &answer)
      }
    }
  }

  // The strings live as long as the call: each is handed in from a scope around it.
  private func run(
    _ body: [UInt8], _ call: (inout calls_transfer, inout calls_answer) -> Int32
  ) -> Ending {
    var answer = calls_answer()
    let strings = [address.text, user, password, authorities].map { $0.flatMap { strdup($0) } }
    defer { for string in strings { free(string) } }
    var transfer = calls_transfer()
    transfer.url = strings[0].map { UnsafePointer($0) }
    transfer.user = strings[1].map { UnsafePointer($0) }
    transfer.password = strings[2].map { UnsafePointer($0) }
    transfer.authorities = strings[3].map { UnsafePointer($0) }
    transfer.requires_tls = address.isHere ? 0 : 1
    transfer.connect_seconds = 15
    transfer.total_seconds = totalSeconds
    let result = body.withUnsafeBufferPointer { bytes in
      transfer.body = bytes.baseAddress
      transfer.length = bytes.count
      return call(&transfer, &answer)
    }
    guard result == 0 else { return .refused("libcurl.so.4 (apt install libcurl4)") }
    return ending(answer)
  }

  private func ending(_ answer: calls_answer) -> Ending {
    let words = withUnsafeBytes(of: answer.detail) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if answer.code == 0 {
      return address.isMail || (200..<300).contains(answer.status)
        ? .done : .refused("HTTP \(answer.status)")
    }
    // A mail server that heard all of a mail and did not say no may have taken it.
    if address.isMail, answer.is_body_sent != 0, answer.status < 400 { return .unanswered(words) }
    return .refused(words)
  }
}
