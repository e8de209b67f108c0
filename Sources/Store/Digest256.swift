import CMD

/// SHA-256, by libmd.
package struct Digest256 {
  private var context = SHA2_CTX()

  package init() { SHA256Init(&context) }

  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    SHA256Update(&context, start.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// 64 hexadecimal digits; to be asked once, at the end.
  package mutating func hex() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256Final(&digest, &context)
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// 64 hexadecimal digits.
  package static func hex(of bytes: [UInt8]) -> String {
    var digest = Digest256()
    bytes.withUnsafeBytes { digest.update($0) }
    return digest.hex()
  }
}
