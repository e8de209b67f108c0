/// What the header of a picture tells: how many pages it has, and their sizes in pixels.
struct PictureFile {
  enum Kind: String {
    case png, jpeg, tiff
  }

  let kind: Kind
  /// By page; one but for TIFF.
  private(set) var sizes: [(width: Int, height: Int)] = []

  /// A sheet's longer side, in inches: pictures seldom tell their scale rightly.
  private static let sheet = 11.69
  private static let mostPages = 500

  /// Nil for what is no picture of these kinds.
  static func kind(of bytes: UnsafeRawBufferPointer) -> Kind? {
    guard bytes.count > 3 else { return nil }
    // Its first signs are enough: what is cut short is a damaged picture, not a text.
    if bytes[0] == 0x89, bytes.holds("PNG", at: 1) { return .png }
    if bytes[0] == 0xFF, bytes[1] == 0xD8, bytes[2] == 0xFF { return .jpeg }
    let isTIFF =
      bytes.holds("II", at: 0) && bytes[2] == 42 && bytes[3] == 0
      || bytes.holds("MM", at: 0) && bytes[2] == 0 && bytes[3] == 42
    return isTIFF ? .tiff : nil
  }

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let kind = Self.kind(of: bytes) else { return nil }
    self.kind = kind
    let reader = Integers(bytes: bytes, isBig: !bytes.holds("II", at: 0))
    switch kind {
    case .png:
      if let width = reader.long(16), let height = reader.long(20) { sizes = [(width, height)] }
    case .jpeg: sizes = Self.frame(reader).map { [$0] } ?? []
    case .tiff: sizes = Self.directories(reader)
    }
    guard !sizes.isEmpty, sizes.allSatisfy({ $0.width > 0 && $0.height > 0 }) else { return nil }
  }

  /// As if the page filled a sheet.
  func pixelsPerInch(ofPage index: Int) -> Double {
    Double(max(sizes[index].width, sizes[index].height)) / Self.sheet
  }

  /// Integers of 2 and 4 bytes, in the file's own order.
  private struct Integers {
    let bytes: UnsafeRawBufferPointer
    let isBig: Bool

    func short(_ offset: Int) -> Int? {
      guard let value = bytes.littleEndian16(at: offset) else { return nil }
      return isBig ? (value & 0xFF) << 8 | value >> 8 : value
    }

    func long(_ offset: Int) -> Int? {
      guard let a = short(offset), let b = short(offset + 2) else { return nil }
      return isBig ? a << 16 | b : b << 16 | a
    }
  }

  /// The size in the first start of frame (ISO/IEC 10918-1, B.2.2).
  private static func frame(_ reader: Integers) -> (width: Int, height: Int)? {
    var place = 2
    while place + 9 < reader.bytes.count, reader.bytes[place] == 0xFF {
      let marker = reader.bytes[place + 1]
      if marker >= 0xC0, marker <= 0xCF, ![0xC4, 0xC8, 0xCC].contains(marker) {
        guard let height = reader.short(place + 5), let width = reader.short(place + 7) else {
          return nil
        }
        return (width, height)
      }
      guard marker != 0xFF else {
        place += 1
        continue
      }
      guard let length = reader.short(place + 2), length >= 2 else { return nil }
      place += 2 + length
    }
    return nil
  }

  /// Fields 256 and 257 of each directory (TIFF 6.0, section 2).
  private static func directories(_ reader: Integers) -> [(width: Int, height: Int)] {
    var sizes: [(width: Int, height: Int)] = []
    var seen: Set<Int> = []
    var next = reader.long(4)
    while let place = next, place > 0, sizes.count < mostPages, seen.insert(place).inserted,
      let count = reader.short(place)
    {
      var (width, height) = (0, 0)
      for field in 0..<count {
        let start = place + 2 + 12 * field
        guard let tag = reader.short(start), let type = reader.short(start + 2) else { break }
        let value = (type == 3 ? reader.short(start + 8) : reader.long(start + 8)) ?? 0
        if tag == 256 { width = value }
        if tag == 257 { height = value }
      }
      guard width > 0, height > 0 else { break }
      sizes.append((width, height))
      next = reader.long(place + 2 + 12 * count)
    }
    return sizes
  }
}
