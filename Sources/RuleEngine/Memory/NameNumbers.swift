/// Numbers of the names that rules and gazetteers give, in the order in which they came, found by a quick
/// mixture of their bytes.
///
/// The standard library hashes so that nobody can make many names fall together; these come with the
/// program, and are asked for at every turn.
package struct NameNumbers: Sendable {
  package private(set) var names: [String] = []
  /// The name that is looked for from each slot on, from 1; 0 for none. More than half of them are free.
  private var slots = [Int32](repeating: 0, count: 64)

  package init() {}

  package func number(of name: String) -> Int? {
    let place = Int(slots[slot(of: name)])
    return place > 0 ? place - 1 : nil
  }

  /// A new one where it has none.
  package mutating func number(for name: String) -> Int {
    let slot = slot(of: name)
    if slots[slot] > 0 { return Int(slots[slot]) - 1 }
    names.append(name)
    slots[slot] = Int32(truncatingIfNeeded: names.count)
    if names.count * 2 >= slots.count { grow() }
    return names.count - 1
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, name) in names.enumerated() {
      slots[slot(of: name)] = Int32(truncatingIfNeeded: number + 1)
    }
  }

  /// The slot of a name, or the free one where it belongs.
  private func slot(of name: String) -> Int {
    var slot = Self.mixed(name) & (slots.count - 1)
    while case let place = Int(slots[slot]), place > 0, names[place - 1] != name {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  @inline(__always)
  private static func mixed(_ name: String) -> Int {
    // Every name that comes here stands in memory as it is: what would be copied for `withUTF8` is not.
    name.utf8.withContiguousStorageIfAvailable { bytes in
      guard let base = UnsafeRawPointer(bytes.baseAddress) else { return 0 }
      var mixed = UInt64(truncatingIfNeeded: bytes.count)
      func mix(_ more: UInt64) {
        mixed = (mixed ^ more) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed &>> 32
      }
      // Its first and its last bytes, of which some may be the same, and those between.
      switch bytes.count {
      case 8...:
        mix(base.loadUnaligned(as: UInt64.self))
        mix((base + bytes.count - 8).loadUnaligned(as: UInt64.self))
        for i in stride(from: 8, to: bytes.count - 8, by: 8) {
          mix((base + i).loadUnaligned(as: UInt64.self))
        }
      case 4...:
        let first = base.loadUnaligned(as: UInt32.self)
        let last = (base + bytes.count - 4).loadUnaligned(as: UInt32.self)
        mix(UInt64(first) &<< 32 | UInt64(last))
      default: for byte in bytes { mix(UInt64(byte)) }
      }
      return Int(truncatingIfNeeded: mixed)
    } ?? 0
  }
}
