/// The name of a capture, as a number: normalisers ask for captures by name at every match.
///
/// The 64-bit FNV-1a hash of the name; the compiler of rules refuses two names of one hash.
struct CaptureName: BitwiseCopyable, Hashable, Sendable, ExpressibleByStringLiteral {
  let number: UInt64

  static let none = CaptureName(number: 0)

  /// One bit of 64, which several names may share.
  @inline(__always)
  var mark: UInt64 { 1 &<< (number & 63) }

  init(number: UInt64) { self.number = number }

  init(_ name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    number = hash
  }

  @inline(__always)
  init(stringLiteral name: StaticString) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let bytes = name.utf8Start
    for i in 0..<name.utf8CodeUnitCount {
      hash = (hash ^ UInt64(bytes[i])) &* 0x100_0000_01B3
    }
    number = hash
  }
}
