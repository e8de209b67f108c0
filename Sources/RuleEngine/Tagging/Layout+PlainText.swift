import Documents
import Glibc

extension Layout {
  /// A plain text: one unit a paragraph (blank lines part them), a list item, or a heading (`# `).
  package init(plainText text: String) {
    var copy = text
    self = copy.withUTF8 { Layout(plainText: $0) }
  }

  init(plainText bytes: UnsafeBufferPointer<UInt8>) {
    self.init()
    var heading: Int?
    var leadIn: Int?
    var start: Int?
    var end = 0
    var lineStart = 0
    func close() {
      guard let first = start, end > first else { return }
      let isItem = Self.isItem(bytes, first)
      let isHeading = bytes[first] == 0x23
      if isItem, let leadIn { addOver(leadIn) }
      if !isHeading, let heading { addOver(heading) }
      add(
        TextRange(first, end), isHeading ? .heading : isItem ? .listItem : .paragraph,
        continues: false)
      if isHeading { heading = units.count - 1 }
      if !isItem { leadIn = bytes[end - 1] == 0x3A ? units.count - 1 : nil }
      start = nil
    }
    while lineStart < bytes.count {
      let lineEnd = bytes.end(ofLineAt: lineStart)
      var first = lineStart
      while first < lineEnd, bytes[first] == 0x20 || bytes[first] == 0x09 || bytes[first] == 0x0D {
        first += 1
      }
      var last = lineEnd
      while last > first, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x0D { last -= 1 }
      if first == last {
        close()
      } else {
        if start == nil || Self.isItem(bytes, first) || bytes[first] == 0x23 { close() }
        if start == nil { start = first }
        end = last
        if bytes[first] == 0x23 { close() }
      }
      lineStart = lineEnd + 1
    }
    close()
  }

  /// `- `, `* `, `• ` and the like.
  static func isItem(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 1 < bytes.count else { return false }
    switch bytes[index] {
    case 0x2D, 0x2A: return bytes[index + 1] == 0x20
    case 0xE2:
      return index + 2 < bytes.count && (bytes[index + 1] == 0x80 || bytes[index + 1] == 0x97)
    default: return false
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The next line feed, or the end.
  fileprivate func end(ofLineAt start: Int) -> Int {
    guard let base = baseAddress, start < count,
      let found = memchr(base + start, 0x0A, count - start)
    else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
