/// Files inside the text of old mails, as `uuencode` writes them: a line `begin 644 NAME`, lines of which
/// the first sign tells the length, a line `end`.
enum UUEncoding {
  struct File {
    var name: String
    var bytes: [UInt8]
    /// As it stands in the text.
    var source: [UInt8]
  }

  private static let mostFiles = 50

  /// The bytes of the first file in a body; nil where there is none.
  static func decode(_ body: ArraySlice<UInt8>) -> [UInt8]? {
    parted(Array(body)).files.first?.bytes
  }

  /// A text without the files in it, and these.
  static func parted(_ text: [UInt8]) -> (text: [UInt8], files: [File]) {
    var files: [File] = []
    var rest: [ArraySlice<UInt8>] = []
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    var i = 0
    while i < lines.count {
      if files.count < mostFiles, let name = name(lines[i]),
        let (bytes, end) = content(lines[(i + 1)...])
      {
        let source = Array(lines[i..<end].joined(separator: [0x0A]))
        files.append(File(name: name, bytes: bytes, source: source))
        i = end
      } else {
        rest.append(lines[i])
        i += 1
      }
    }
    return files.isEmpty ? (text, []) : (Array(rest.joined(separator: [0x0A])), files)
  }

  /// The name in a line `begin 644 NAME`.
  private static func name(_ line: ArraySlice<UInt8>) -> String? {
    let parts = line.split(separator: 0x20, maxSplits: 2)
    guard parts.count == 3, parts[0].elementsEqual("begin".utf8), (3...4).contains(parts[1].count),
      parts[1].allSatisfy({ (0x30...0x37).contains($0) })
    else { return nil }
    let name = String(decoding: parts[2], as: UTF8.self).trimmingSpaces()
    return name.isEmpty ? nil : name
  }

  /// The bytes of the lines up to `end`, and the line after it; nil where other lines stand between.
  private static func content(
    _ lines: ArraySlice<ArraySlice<UInt8>>
  ) -> (bytes: [UInt8], end: Int)? {
    var bytes: [UInt8] = []
    for i in lines.indices {
      let line = lines[i].last == 0x0D ? lines[i].dropLast() : lines[i]
      if line.elementsEqual("end".utf8) { return (bytes, i + 1) }
      guard let first = line.first else { continue }
      guard (0x20...0x60).contains(first) else { return nil }
      let length = Int((first - 0x20) & 0x3F)
      // Spaces at the end may have got lost.
      guard line.count <= 2 + (length + 2) / 3 * 4 else { return nil }
      var decoded: [UInt8] = []
      for group in 0..<(length + 2) / 3 {
        var bits: UInt32 = 0
        for k in 1...4 {
          let place = line.startIndex + group * 4 + k
          let sign = place < line.endIndex ? line[place] : 0x20
          guard (0x20...0x60).contains(sign) else { return nil }
          bits = bits << 6 | UInt32((sign - 0x20) & 0x3F)
        }
        for shift in [16, 8, 0] as [UInt32] {
          decoded.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
      }
      bytes += decoded.prefix(length)
    }
    return nil
  }
}
