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
  private let copy: UncroppedCopy

  /// Larger files are not copied.
  private static let longest = 50 << 20

  /// Nil where there is no crop box.
  ///
  /// - Parameters:
  ///   - file: the same file's objects, where they can be read.
  ///   - texts: takes the texts of words.
  ///   - password: opens it.
  init?(
    _ source: UnsafeRawBufferPointer, _ file: PDFFile?, texts: WordTexts, password: String?
  ) {
    guard source.count <= Self.longest,
      let copy = UncroppedCopy(renaming: source) ?? file.flatMap(UncroppedCopy.init(updating:))
    else { return nil }
    do throws(DocumentFailure) {
      document = try PopplerDocument(
        bytes: UnsafeRawBufferPointer(copy.bytes), texts: texts, password: password)
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
private final class UncroppedCopy {
  let bytes: UnsafeMutableRawBufferPointer

  private static let name = Array("/CropBox".utf8)

  /// Nil where none is seen; those in compressed objects are not.
  init?(renaming source: UnsafeRawBufferPointer) {
    guard let first = Self.place(in: source, from: 0) else { return nil }
    bytes = .allocate(byteCount: source.count, alignment: 1)
    bytes.copyMemory(from: source)
    var next: Int? = first
    while let place = next {
      bytes[place + Self.name.count - 1] = UInt8(ascii: "_")
      next = Self.place(in: source, from: place + Self.name.count)
    }
  }

  /// Ends the copy with an update (ISO 32000-1, 7.5.6) in which the pages of compressed objects
  /// stand without their crop boxes; nil where there are none.
  init?(updating file: PDFFile) {
    var update = Array("\n".utf8)
    var table = "xref\n"
    for number in file.croppedNodes.prefix(10_000) {
      guard var object = file.source(of: number) else { continue }
      object.withUnsafeMutableBytes { object in
        var next = Self.place(in: UnsafeRawBufferPointer(object), from: 0)
        while let place = next {
          object[place + Self.name.count - 1] = UInt8(ascii: "_")
          next = Self.place(in: UnsafeRawBufferPointer(object), from: place + Self.name.count)
        }
      }
      let offset = "\(file.bytes.count + update.count)"
      let digits = String(repeating: "0", count: max(0, 10 - offset.utf8.count)) + offset
      table += "\(number) 1\n\(digits) 00000 n \n"
      update += Array("\(number) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    guard update.count > 1, let root = file.trailer["Root"]?.reference,
      let size = file.trailer["Size"]?.integer
    else { return nil }
    let start = file.bytes.count + update.count
    table += "trailer\n<< /Size \(size) /Root \(root) 0 R /Prev \(file.start) >>\n"
    update += Array((table + "startxref\n\(start)\n%%EOF\n").utf8)
    bytes = .allocate(byteCount: file.bytes.count + update.count, alignment: 1)
    bytes.copyMemory(from: file.bytes)
    UnsafeMutableRawBufferPointer(rebasing: bytes[file.bytes.count...])
      .copyBytes(from: update)
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
