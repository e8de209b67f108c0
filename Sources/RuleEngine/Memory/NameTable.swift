/// Values by the names that rules and gazetteers give, found by a quick mixture of their bytes.
///
/// The standard library hashes so that nobody can make many names fall together; these come with the
/// program, and are asked for at every turn.
struct NameTable<Value> {
  private var names: [String] = []
  private var values: [Value] = []
  /// The name that is looked for from each slot on, from 1; 0 for none. More than half of them are free.
  private var slots = [Int32](repeating: 0, count: 64)

  init() {}

  init(_ values: [String: Value]) {
    for (name, value) in values { self[name] = value }
  }

  subscript(name: String) -> Value? {
    get {
      let place = Int(slots[slot(of: name)])
      return place > 0 ? values[place - 1] : nil
    }
    set {
      guard let newValue else { return }
      let slot = slot(of: name)
      if slots[slot] > 0 {
        values[Int(slots[slot]) - 1] = newValue
        return
      }
      names.append(name)
      values.append(newValue)
      slots[slot] = Int32(names.count)
      if names.count * 2 >= slots.count { grow() }
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, name) in names.enumerated() { slots[slot(of: name)] = Int32(number + 1) }
  }

  /// The slot of a name, or the free one where it belongs.
  private func slot(of name: String) -> Int {
    var slot = Self.mixed(name) & (slots.count - 1)
    while case let place = Int(slots[slot]), place > 0, names[place - 1] != name {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private static func mixed(_ name: String) -> Int {
    var name = name
    return name.withUTF8 { bytes in
      var mixed = UInt64(bytes.count)
      func mix(_ more: UInt64) {
        mixed = (mixed ^ more) &* 0x9E37_79B9_7F4A_7C15
        mixed ^= mixed >> 32
      }
      let raw = UnsafeRawBufferPointer(bytes)
      var i = 0
      while i + 8 <= raw.count {
        mix(raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))
        i += 8
      }
      while i < raw.count {
        mix(UInt64(raw[i]))
        i += 1
      }
      return Int(truncatingIfNeeded: mixed)
    }
  }
}

extension NameTable: Sendable where Value: Sendable {}
