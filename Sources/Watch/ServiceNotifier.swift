import Glibc

/// Tells systemd how a service goes, where it was started by it (`Type=notify`, see sd_notify(3)).
package struct ServiceNotifier {
  private let socketPath: String?

  /// - Parameter socket: what `NOTIFY_SOCKET` says.
  package init(socket: String?) { socketPath = socket }

  package func ready() { send("READY=1") }

  package func stopping() { send("STOPPING=1") }

  package func status(_ line: String) { send("STATUS=\(line)") }

  /// One datagram; whether anybody takes it is no concern of the watch.
  private func send(_ message: String) {
    guard let path = socketPath, path.hasPrefix("/") || path.hasPrefix("@") else { return }
    var bytes = Array(path.utf8)
    // A name beginning with a NUL lies in no folder.
    if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else { return }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
    let text = Array(message.utf8)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }
}
