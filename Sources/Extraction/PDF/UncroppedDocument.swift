import Documents
import Glibc

/// A second look at a PDF, in which pages have no crop boxes: poppler-glib drops the text outside
/// them before one can ask for it.
///
/// A class only because an optional value that cannot be copied cannot be borrowed yet. It stays in
/// the function that makes it.
final class UncroppedDocument {
  private let document: PopplerDocument
  /// What the document reads from.
  private let copy: RenamedCopy

  /// Larger files are not copied.
  private static let longest = 50 << 20

  /// Nil where no crop box is seen; those in compressed objects are not.
  init?(_ source: UnsafeRawBufferPointer, texts: WordTexts) {
    guard source.count <= Self.longest, let copy = RenamedCopy(of: source) else { return nil }
    do throws(DocumentFailure) {
      document = try PopplerDocument(bytes: UnsafeRawBufferPointer(copy.bytes), texts: texts)
    } catch {
      return nil
    }
    self.copy = copy
  }

  /// All of a page, in places counted from the corner of what is shown; nil where all is shown.
  func content(of index: Int, shown: (width: Double, height: Double), crop: Box) -> PDFPage? {
    let content = document.withPage(index) { whole -> PDFPage? in
      let (size, box) = (whole.size, whole.cropBox)
      guard size.width > shown.width + 1 || size.height > shown.height + 1,
        (box.x1 - box.x0 > box.y1 - box.y0) == (size.width > size.height)
      else { return nil }
      var content = whole.content()
      content.move(by: box.x0 - crop.x0, crop.y1 - box.y1)
      (content.width, content.height) = shown
      return content
    }
    return content ?? nil
  }
}

/// A copy of a file in which each crop box has a name that means nothing.
private final class RenamedCopy {
  let bytes: UnsafeMutableRawBufferPointer

  private static let name = Array("/CropBox".utf8)

  /// Nil where there is none.
  init?(of source: UnsafeRawBufferPointer) {
    guard let first = Self.place(in: source, from: 0) else { return nil }
    bytes = .allocate(byteCount: source.count, alignment: 1)
    bytes.copyMemory(from: source)
    var next: Int? = first
    while let place = next {
      bytes[place + Self.name.count - 1] = UInt8(ascii: "_")
      next = Self.place(in: source, from: place + Self.name.count)
    }
  }

  deinit {
    bytes.deallocate()
  }

  private static func place(in source: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = source.baseAddress else { return nil }
    var place = start
    while source.count - place >= name.count,
      let found = memchr(base + place, Int32(name[0]), source.count - place - name.count + 1)
    {
      place = UnsafeRawPointer(found) - base
      if source[place..<place + name.count].elementsEqual(name) { return place }
      place += 1
    }
    return nil
  }
}

extension PDFPage {
  fileprivate mutating func move(by x: Double, _ y: Double) {
    for i in words.indices {
      words[i].box = words[i].box.moved(by: x, y)
      words[i].pageBox = words[i].pageBox.moved(by: x, y)
    }
    for i in links.indices { links[i].box = links[i].box.moved(by: x, y) }
  }
}

extension Box {
  fileprivate func moved(by x: Double, _ y: Double) -> Box {
    Box(x0 + x, y0 + y, x1 + x, y1 + y)
  }
}
