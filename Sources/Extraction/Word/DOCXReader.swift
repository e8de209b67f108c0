import Documents

/// Reads Word documents (ECMA-376, part 1, 17): the body in order, notes at the end of their
/// section, headers, footers, comments and deletions apart.
package struct DOCXReader: FormatReader {
  package let formats: [DocumentFormat] = [.docx]

  package init() {}

  /// Throws `.damaged` for a broken archive or part, `.encrypted` for locked entries, `.tooLarge`
  /// for archives beyond the limits, `.empty` for a document without any text.
  package func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document {
    var file = try DOCXFile.open(bytes, limits: limits)
    var context = DOCXContext(
      styles: DOCXStyles(try file.part("styles")),
      numbering: DOCXNumbering(try file.part("numbering")))
    for kind in ["footnote", "endnote"] {
      context.notes[kind] = try file.notes(kind, context)
    }
    var writer = FlowWriter(limit: limits.textBytes)
    var story = try file.body(context, limits)
    writer.write(story.story.items(of: story.node))
    for kind in ["header", "footer"] {
      for text in try file.runningTexts(kind, context) {
        writer.add(kind == "header" ? .header : .footer, text)
      }
    }
    let read = story.story.context
    writer.add(.navigation, read.contents.joined(separator: "\n"))
    for text in read.deletions { writer.add(.deletion, text) }
    for text in try file.comments(context) { writer.add(.comment, text) }
    var document = try writer.document(.docx, metadata: try file.metadata())
    if read.lacksChunk { document.warnings.append(.init(id: "unreadable-part")) }
    return document
  }
}

/// The parts of a Word file by what they are.
private struct DOCXFile: ~Copyable {
  private var package: OfficePackage
  private let root: [String: OfficePackage.Relationship]
  private let main: String
  private let links: [String: OfficePackage.Relationship]
  /// By kind, in the order of their ids.
  private let parts: [String: [String]]

  static func open(
    _ bytes: UnsafeRawBufferPointer, limits: ReaderLimits
  ) throws(DocumentFailure) -> DOCXFile {
    var package = try OfficePackage(bytes, limits: limits)
    let root = try package.relationships(of: "")
    let main = root.values.first { $0.kind == "officeDocument" }?.target ?? "word/document.xml"
    let links = try package.relationships(of: main)
    return DOCXFile(package: package, root: root, main: main, links: links)
  }

  private init(
    package: consuming OfficePackage, root: [String: OfficePackage.Relationship], main: String,
    links: [String: OfficePackage.Relationship]
  ) {
    self.package = package
    (self.root, self.main, self.links) = (root, main, links)
    parts = links.sorted { $0.key < $1.key }.filter { !$0.value.isExternal }
      .reduce(into: [:]) { $0[$1.value.kind, default: []].append($1.value.target) }
  }

  mutating func part(_ kind: String) throws(DocumentFailure) -> MarkupTree? {
    guard let name = parts[kind]?.first else { return nil }
    return try package.part(name)
  }

  mutating func metadata() throws(DocumentFailure) -> Metadata {
    try package.coreProperties(root)
  }

  mutating func body(
    _ context: DOCXContext, _ limits: ReaderLimits
  ) throws(DocumentFailure) -> (story: DOCXStory, node: Int) {
    guard let tree = try package.part(main) else { throw .damaged(detail: "no \(main)") }
    guard let node = tree.descendants("body", of: 0).first else {
      throw .damaged(detail: "no body in \(main)")
    }
    var context = context
    context.drawings = try DrawingTexts.texts(of: links, in: &package)
    context.chunks = try DOCXChunks.texts(of: links, in: &package, limits)
    return (DOCXStory(tree, links: links, context: context), node)
  }

  /// The stories of a part's elements of one name, with the element's id and type.
  private mutating func stories(
    _ element: String, in name: String, _ context: DOCXContext
  ) throws(DocumentFailure) -> [(id: String, type: String?, items: [FlowItem])] {
    guard let tree = try package.part(name) else { return [] }
    let links = try package.relationships(of: name)
    return tree.descendants(element, of: 0).map { node in
      var story = DOCXStory(tree, links: links, context: context)
      return (
        tree.attribute(":id", of: node) ?? "", tree.attribute(":type", of: node),
        story.items(of: node)
      )
    }
  }

  /// `kind` is `footnote` or `endnote`. Separators and the like are none.
  mutating func notes(
    _ kind: String, _ context: DOCXContext
  ) throws(DocumentFailure) -> [String: FlowNote] {
    var notes: [String: FlowNote] = [:]
    for name in parts[kind + "s"] ?? [] {
      for note in try stories(kind, in: name, context)
      where note.type == nil || note.type == "normal" {
        notes[note.id] = FlowNote(
          paragraphs: note.items.paragraphs, isEndnote: kind == "endnote")
      }
    }
    return notes
  }

  /// The texts of headers or footers.
  mutating func runningTexts(
    _ kind: String, _ context: DOCXContext
  ) throws(DocumentFailure) -> [String] {
    var texts: [String] = []
    for name in parts[kind] ?? [] {
      let root = kind == "header" ? "hdr" : "ftr"
      texts += try stories(root, in: name, context).map { $0.items.lines }
    }
    return texts
  }

  mutating func comments(_ context: DOCXContext) throws(DocumentFailure) -> [String] {
    var texts: [String] = []
    for name in parts["comments"] ?? [] {
      texts += try stories("comment", in: name, context).map { $0.items.lines }
    }
    return texts
  }
}
