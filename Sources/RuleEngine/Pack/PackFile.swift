/// Why a pack of rules cannot be taken as it is.
package enum PackFault: Error, Hashable, Sendable {
  /// Cut off, changed, or of a build that lays its tables out otherwise.
  case malformed
  /// Made by another version of the program.
  case version(UInt8)
}

/// What stands before the tables of a pack.
///
///     byte 0      version
///     bytes 8…    form of the tables, number of bytes, checksum of all bytes from 64 on;
///                 64 bits each, in the machine's own order
///
/// The checksum tells a damaged file, not a forged one: a pack is as trusted as the program it came
/// with, or lies in its user's own cache.
extension RulePack {
  /// Rises with every change of what is written.
  package static let packVersion: UInt8 = 15

  /// The pack as bytes, which need no reading: they are the tables themselves.
  package var packed: [UInt8] { [UInt8](image.bytes) }

  static func seal(_ bytes: inout [UInt8]) {
    bytes[0] = packVersion
    let sum = bytes.withUnsafeBytes { checksum(of: $0) }
    let length = UInt64(bytes.count)
    bytes.withUnsafeMutableBytes { all in
      all.storeBytes(of: PackImage.Section.form, toByteOffset: 8, as: UInt64.self)
      all.storeBytes(of: length, toByteOffset: 16, as: UInt64.self)
      all.storeBytes(of: sum, toByteOffset: 24, as: UInt64.self)
    }
  }

  /// The pack that `packed` wrote; any other bytes are a fault.
  package static func load(packed bytes: [UInt8]) throws(PackFault) -> RulePack {
    try load(PackImage(copying: bytes))
  }

  package static func load(_ image: PackImage) throws(PackFault) -> RulePack {
    let bytes = image.bytes
    guard let version = bytes.first else { throw .malformed }
    guard version == packVersion else { throw .version(version) }
    guard bytes.count >= PackImage.headerLength,
      bytes[1..<8].allSatisfy({ $0 == 0 }),
      bytes[32..<PackImage.preamble].allSatisfy({ $0 == 0 }),
      bytes.load(fromByteOffset: 8, as: UInt64.self) == PackImage.Section.form,
      bytes.load(fromByteOffset: 16, as: UInt64.self) == UInt64(bytes.count),
      bytes.load(fromByteOffset: 24, as: UInt64.self) == checksum(of: bytes), image.isWhole
    else { throw .malformed }
    var reader = PackReader([UInt8](image.table(.texts)))
    let texts = try reader.packTexts()
    guard reader.isAtEnd else { throw .malformed }
    return RulePack(image: image, texts: texts, sources: nil)
  }

  /// Of all bytes after the preamble, eight at a time in four lanes.
  private static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    var i = PackImage.preamble
    while i + 32 <= bytes.count {
      let eights = bytes.loadUnaligned(fromByteOffset: i, as: SIMD4<UInt64>.self)
      lanes = (lanes ^ eights) &* 0x9E37_79B9_7F4A_7C15
      lanes ^= lanes &>> 29
      i += 32
    }
    var sum = lanes[0] ^ (lanes[1] &* 3) ^ (lanes[2] &* 5) ^ (lanes[3] &* 7)
    while i < bytes.count {
      sum = (sum ^ UInt64(bytes[i])) &* 0x100_0000_01B3
      i += 1
    }
    return sum
  }
}
