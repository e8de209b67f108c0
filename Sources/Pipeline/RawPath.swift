import Glibc

/// File names as strings that give their bytes back.
///
/// A file name is any bytes; a Swift string is valid Unicode. Each byte that is no UTF-8 becomes one
/// scalar of U+F780…U+F7FF (private use), and back; a name that holds these very scalars is kept
/// byte by byte in the same way, so that no two names meet.
package enum RawPath {
  private static let base: UInt32 = 0xF700
  private static let escaped: ClosedRange<UInt32> = 0xF780...0xF7FF

  /// The string for the bytes of a name or path.
  package static func string(_ bytes: some Collection<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    var decoder = UTF8.ForwardParser()
    var input = bytes.makeIterator()
    var rest = bytes[...]
    while true {
      let length: Int
      switch decoder.parseScalar(from: &input) {
      case .emptyInput: return String(text)
      case .valid(let encoded):
        length = encoded.count
        let scalar = UTF8.decode(encoded)
        if escaped.contains(scalar.value) {
          text.append(contentsOf: rest.prefix(length).map(escape))
        } else {
          text.append(scalar)
        }
      case .error(let invalid):
        length = invalid
        text.append(contentsOf: rest.prefix(length).map(escape))
      }
      rest = rest.dropFirst(length)
    }
  }

  /// The bytes that a string stands for.
  package static func bytes(_ path: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(path.utf8.count)
    for scalar in path.unicodeScalars {
      if escaped.contains(scalar.value) {
        bytes.append(UInt8(scalar.value - base))
      } else {
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
    return bytes
  }

  /// Calls `body` with the path as C functions want it.
  package static func withCString<Result>(
    _ path: String, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    let characters = bytes(path).map { CChar(bitPattern: $0) } + [0]
    return characters.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("the array has a zero") }
      return body(start)
    }
  }

  /// Whether a path comes before another by the bytes of their UTF-8: no two are equal, as names that
  /// differ in their composition alone are to `<`.
  package static func precedes(_ a: String, _ b: String) -> Bool {
    let order = a.utf8.withContiguousStorageIfAvailable { first in
      b.utf8.withContiguousStorageIfAvailable { second -> Bool in
        let count = min(first.count, second.count)
        guard count > 0, let left = first.baseAddress, let right = second.baseAddress else {
          return first.count < second.count
        }
        let order = memcmp(left, right, count)
        return order == 0 ? first.count < second.count : order < 0
      }
    }
    return (order ?? nil) ?? a.utf8.lexicographicallyPrecedes(b.utf8)
  }

  private static func escape(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}"
  }
}
