import Glibc

/// Writes small PDF files with text at given places, for tests.
package struct PDFWriter {
  package enum Font: String, Sendable {
    case regular = "F1"
    case bold = "F2"
  }

  package struct Page {
    var width: Double
    var height: Double
    var rotation = 0
    var content = ""
    var links: [(box: (Double, Double, Double, Double), url: String)] = []
    var hasImage = false
    /// Left and lower edge, right and upper edge, from the lower-left corner.
    package var cropBox: (Double, Double, Double, Double)?
    /// Contents of free-text annotations, each with an appearance of its own.
    var notes: [(text: String, x: Double, y: Double)] = []

    /// Adds an annotation that shows a text, as a form field or a stamp does.
    package mutating func note(_ text: String, x: Double, y: Double) {
      notes.append((escaped(text), x, height - y))
    }

    /// Sets text with its baseline `y` points below the page's upper edge.
    package mutating func text(
      _ text: String, x: Double, y: Double, size: Double = 10, font: Font = .regular
    ) {
      content +=
        "BT /\(font.rawValue) \(size) Tf 1 0 0 1 \(x) \(height - y) Tm (\(escaped(text))) Tj ET\n"
    }

    /// Draws a straight line; `y0` and `y1` count from the page's upper edge.
    package mutating func rule(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      content += "0.5 w \(x0) \(height - y0) m \(x1) \(height - y1) l S\n"
    }

    /// Draws the outline of a box, or fills it.
    package mutating func box(
      _ x: Double, _ y: Double, width: Double, height: Double, isFilled: Bool = false
    ) {
      content +=
        "\(x) \(self.height - y - height) \(width) \(height) re \(isFilled ? "f" : "S")\n"
    }

    /// Fills a disc about a place, drawn as browsers do: in sixteen curves, here as good as straight.
    package mutating func disc(_ x: Double, _ y: Double, radius: Double) {
      let places = (0...16).map { step in
        let angle = Double(step) * .pi / 8
        return "\(x + radius * cos(angle)) \(height - y + radius * sin(angle))"
      }
      content += "\(places[0]) m\n"
      for (a, b) in zip(places, places.dropFirst()) { content += "\(a) \(b) \(b) c\n" }
      content += "h f\n"
    }

    /// Fills what is drawn from here on with a colour, each part from 0 to 1.
    package mutating func colour(_ red: Double, _ green: Double, _ blue: Double) {
      content += "\(red) \(green) \(blue) rg\n"
    }

    /// Draws marked content, which a tag of the structure may name; nil for decoration.
    package mutating func marked(_ content: Int?, _ fill: (inout Page) -> Void) {
      self.content += content.map { "/P << /MCID \($0) >> BDC\n" } ?? "/Artifact BMC\n"
      fill(&self)
      self.content += "EMC\n"
    }

    /// Sets lines one below the other, `leading` points apart.
    package mutating func lines(
      _ lines: [String], x: Double, y: Double, size: Double = 10, leading: Double = 12,
      font: Font = .regular
    ) {
      for (i, line) in lines.enumerated() {
        text(line, x: x, y: y + Double(i) * leading, size: size, font: font)
      }
    }

    /// A rectangle that leads somewhere; `y0` and `y1` count from the page's upper edge.
    package mutating func link(x0: Double, y0: Double, x1: Double, y1: Double, url: String) {
      links.append(((x0, height - y1, x1, height - y0), url))
    }

    /// Draws a one-pixel image over the whole page.
    package mutating func image() {
      hasImage = true
      content += "q \(width) 0 0 \(height) 0 0 cm /I1 Do Q\n"
    }

    private func escaped(_ text: String) -> String {
      var result = ""
      for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x28, 0x29, 0x5C: result += "\\" + String(scalar)
        case 0x20..<0x7F: result.unicodeScalars.append(scalar)
        // The upper half of WinAnsiEncoding is Latin-1.
        case 0xA0...0xFF: result += "\\" + String(scalar.value, radix: 8)
        case 0x2022: result += "\\225"
        case 0x2019: result += "\\222"
        case 0x20AC: result += "\\200"
        default: result += "?"
        }
      }
      return result
    }
  }

  /// A tag of the structure tree.
  package struct Tag {
    let kind: String
    let contents: [(page: Int, content: Int)]
    let tags: [Tag]

    /// - Parameter contents: marked contents, with the indices of their pages.
    package init(_ kind: String, _ contents: [(page: Int, content: Int)] = [], tags: [Tag] = []) {
      self.kind = kind
      self.contents = contents
      self.tags = tags
    }
  }

  package var pages: [Page] = []
  /// The structure tree; empty for a document without tags.
  package var tags: [Tag] = []
  /// Entries of the information dictionary, ASCII.
  package var information: [(key: String, value: String)] = []
  /// Adds an encryption dictionary whose password nobody knows.
  package var isEncrypted = false
  /// Bytes of a stream that nothing uses, behind the pages.
  package var padding = 0

  package init() {}

  /// A4 upright unless told otherwise.
  package mutating func page(
    width: Double = 595, height: Double = 842, rotation: Int = 0, _ fill: (inout Page) -> Void
  ) {
    var page = Page(width: width, height: height, rotation: rotation)
    fill(&page)
    pages.append(page)
  }

  /// The file.
  package func bytes() -> [UInt8] {
    var objects: [String] = []
    func add(_ object: String) -> Int {
      objects.append(object)
      return objects.count
    }
    _ = add("<< /Type /Catalog /Pages 2 0 R >>")
    _ = add("")
    let fonts = ["Helvetica", "Helvetica-Bold"].map {
      add("<< /Type /Font /Subtype /Type1 /BaseFont /\($0) /Encoding /WinAnsiEncoding >>")
    }
    let image = add(
      "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        + "/BitsPerComponent 8 /Length 1 >>\nstream\nA\nendstream")
    let kids = pages.map { page in
      let stream = add(
        "<< /Length \(page.content.utf8.count) >>\nstream\n\(page.content)\nendstream")
      let links = page.links.map { link in
        add(
          "<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [\(link.box.0) \(link.box.1) "
            + "\(link.box.2) \(link.box.3)] /A << /S /URI /URI (\(link.url)) >> >>")
      }
      let notes = page.notes.map { note in
        let content = "BT /F1 10 Tf 2 4 Td (\(note.text)) Tj ET"
        let form = add(
          "<< /Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F1 "
            + "\(fonts[0]) 0 R >> >> /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
        )
        return add(
          "<< /Type /Annot /Subtype /Stamp /F 4 /Rect [\(note.x) \(note.y) \(note.x + 300) "
            + "\(note.y + 20)] /AP << /N \(form) 0 R >> >>")
      }
      let crop = page.cropBox.map { "/CropBox [\($0.0) \($0.1) \($0.2) \($0.3)] " } ?? ""
      return add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(page.width) \(page.height)] "
          + "/Rotate \(page.rotation) \(crop)/Contents \(stream) 0 R "
          + "/Annots [\((links + notes).map { "\($0) 0 R" }.joined(separator: " "))] "
          + "/Resources << /Font << /F1 \(fonts[0]) 0 R /F2 \(fonts[1]) 0 R >> "
          + "/XObject << /I1 \(image) 0 R >> >> >>")
    }
    objects[1] =
      "<< /Type /Pages /Count \(kids.count) /Kids "
      + "[\(kids.map { "\($0) 0 R" }.joined(separator: " "))] >>"
    if !tags.isEmpty {
      let root = add("")
      let inner = tags.map { structure($0, pages: kids, add) }
      objects[root - 1] = "<< /Type /StructTreeRoot /K [\(inner.joined(separator: " "))] >>"
      objects[0] =
        "<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot \(root) 0 R >>"
    }
    if padding > 0 {
      _ = add(
        "<< /Length \(padding) >>\nstream\n\(String(repeating: "A", count: padding))\nendstream")
    }
    let info = add("<< \(information.map { "/\($0.key) (\($0.value))" }.joined(separator: " ")) >>")
    return file(objects, info: info)
  }

  private func structure(_ tag: Tag, pages: [Int], _ add: (String) -> Int) -> String {
    let contents = tag.contents.map {
      "<< /Type /MCR /Pg \(pages[$0.page]) 0 R /MCID \($0.content) >>"
    }
    let inner = tag.tags.map { structure($0, pages: pages, add) }
    let number = add(
      "<< /Type /StructElem /S /\(tag.kind) /K [\((contents + inner).joined(separator: " "))] >>")
    return "\(number) 0 R"
  }

  private func file(_ objects: [String], info: Int) -> [UInt8] {
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (i, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(i + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = "\(offset)"
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    let zeros = String(repeating: "00", count: 32)
    let encryption =
      isEncrypted
      ? "/Encrypt << /Filter /Standard /V 1 /R 2 /O <\(zeros)> /U <\(zeros)> /P -4 >> "
        + "/ID [<\(zeros.prefix(32))> <\(zeros.prefix(32))>] " : ""
    text +=
      "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info \(info) 0 R \(encryption)>>\n"
      + "startxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }
}
