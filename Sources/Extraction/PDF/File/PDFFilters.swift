import CZlib

/// Undoes the filters of streams (ISO 32000-1, 7.4) that structures and page contents use.
enum PDFFilters {
  /// - Parameter limit: most bytes of the result.
  /// - Returns: nil for filters that are not known here, and for damaged data.
  static func decode(
    _ data: UnsafeRawBufferPointer, _ dictionary: [String: PDFObject], limit: Int
  ) -> [UInt8]? {
    let filters = list(dictionary["Filter"]).map(\.name)
    let parameters = list(dictionary["DecodeParms"]).map(\.dictionary)
    var bytes = Array(data)
    for (i, filter) in filters.enumerated() {
      let decoded: [UInt8]?
      switch filter {
      case "FlateDecode", "Fl": decoded = bytes.withUnsafeBytes { inflate($0, limit: limit) }
      case "ASCII85Decode", "A85": decoded = ascii85(bytes)
      case "ASCIIHexDecode", "AHx": decoded = hexadecimal(bytes)
      default: decoded = nil
      }
      guard let decoded else { return nil }
      bytes = decoded
      if i < parameters.count, let own = parameters[i] {
        guard let plain = unpredicted(bytes, own) else { return nil }
        bytes = plain
      }
    }
    return bytes
  }

  private static func list(_ object: PDFObject?) -> [PDFObject] {
    object.map { $0.array ?? [$0] } ?? []
  }

  /// What a cut stream gave is of use still.
  private static func inflate(_ data: UnsafeRawBufferPointer, limit: Int) -> [UInt8]? {
    var stream = z_stream()
    guard let start = data.baseAddress, let count = UInt32(exactly: data.count),
      inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    stream.next_in = UnsafeMutablePointer(mutating: start.assumingMemoryBound(to: UInt8.self))
    stream.avail_in = count
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: max(4096, min(1 << 18, data.count * 4)))
    while true {
      let before = stream.avail_in
      let (status, written) = chunk.withUnsafeMutableBufferPointer { chunk in
        stream.next_out = chunk.baseAddress
        stream.avail_out = UInt32(chunk.count)
        return (CZlib.inflate(&stream, Z_NO_FLUSH), chunk.count - Int(stream.avail_out))
      }
      if status == Z_OK || status == Z_STREAM_END { result += chunk[..<written] }
      if status == Z_STREAM_END { return result }
      if status != Z_OK || stream.avail_in == before && written == 0 {
        return result.isEmpty ? nil : result
      }
      if result.count > limit { return nil }
    }
  }

  /// Takes away PNG predictors (12 to 15 say "any"; each row names its own).
  private static func unpredicted(_ bytes: [UInt8], _ parameters: [String: PDFObject]) -> [UInt8]? {
    let predictor = parameters["Predictor"]?.integer ?? 1
    if predictor == 1 { return bytes }
    let columns = parameters["Columns"]?.integer ?? 1
    let colours = parameters["Colors"]?.integer ?? 1
    let bits = parameters["BitsPerComponent"]?.integer ?? 8
    guard predictor >= 10, (1...100_000).contains(columns), (1...8).contains(colours), bits == 8
    else { return nil }
    let width = columns * colours
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var above = [UInt8](repeating: 0, count: width)
    var place = 0
    while place < bytes.count {
      let kind = bytes[place]
      var row = Array(bytes[(place + 1)..<min(place + 1 + width, bytes.count)])
      for i in row.indices {
        let left = i >= colours ? row[i - colours] : 0
        let corner = i >= colours ? above[i - colours] : 0
        switch kind {
        case 1: row[i] &+= left
        case 2: row[i] &+= above[i]
        case 3: row[i] &+= UInt8((Int(left) + Int(above[i])) / 2)
        case 4: row[i] &+= paeth(left, above[i], corner)
        default: break
        }
      }
      result += row
      row += [UInt8](repeating: 0, count: width - row.count)
      above = row
      place += width + 1
    }
    return result
  }

  private static func paeth(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt8 {
    let p = Int(a) + Int(b) - Int(c)
    let (pa, pb, pc) = (abs(p - Int(a)), abs(p - Int(b)), abs(p - Int(c)))
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
  }

  private static func ascii85(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 5 * 4 + 4)
    // The group so far, and how many signs it has.
    var (value, count) = (UInt32(0), 0)
    func flush() {
      guard count > 1 else { return }
      for _ in count..<5 { value = value &* 85 &+ 84 }
      for k in 0..<count - 1 { result.append(UInt8(truncatingIfNeeded: value >> (24 - 8 * k))) }
    }
    for byte in bytes {
      switch byte {
      case 0x21...0x75:
        value = value &* 85 &+ UInt32(byte - 0x21)
        count += 1
        if count == 5 {
          flush()
          (value, count) = (0, 0)
        }
      case UInt8(ascii: "z"): for _ in 0..<4 { result.append(0) }
      case UInt8(ascii: "~"):
        flush()
        return result
      default: break
      }
    }
    flush()
    return result
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var half: UInt8?
    for byte in bytes {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      case UInt8(ascii: ">"): return result + (half.map { [$0 << 4] } ?? [])
      default: continue
      }
      if let high = half {
        result.append(high << 4 | digit)
        half = nil
      } else {
        half = digit
      }
    }
    return result
  }
}
