import Documents

/// The parts of an OpenDocument file (ODF 1.3, part 2).
struct ODFPackage: ~Copyable {
  private var archive: ZipArchive

  /// Throws as `ZipArchive` does, and `.encrypted` where the manifest says that parts are locked.
  static func open(
    _ bytes: UnsafeRawBufferPointer, limits: ReaderLimits
  ) throws(DocumentFailure) -> ODFPackage {
    var package = ODFPackage(archive: try ZipArchive(bytes, limits: limits))
    if let manifest = try package.part("META-INF/manifest.xml"),
      !manifest.descendants("encryption-data", of: 0).isEmpty
    {
      throw .encrypted
    }
    return package
  }

  private init(archive: consuming ZipArchive) { self.archive = archive }

  /// A part as a tree; nil where there is none of this name.
  mutating func part(_ name: String) throws(DocumentFailure) -> MarkupTree? {
    guard let bytes = try archive.read(name) else { return nil }
    return try MarkupParser.xml(bytes, part: name)
  }

  /// The body; throws `.damaged` where there is none.
  mutating func content() throws(DocumentFailure) -> MarkupTree {
    guard let tree = try part("content.xml") else { throw .damaged(detail: "no content.xml") }
    return tree
  }

  /// What the file says of itself (ODF 1.3, part 3, 4).
  mutating func metadata() throws(DocumentFailure) -> Metadata {
    var metadata = Metadata()
    guard let tree = try part("meta.xml") else { return metadata }
    metadata.title = tree.value("title")
    metadata.author = tree.value("initial-creator") ?? tree.value("creator")
    metadata.language = tree.value("language").flatMap(HTMLMetadata.language)
    metadata.modified = tree.value("date").flatMap(HTMLMetadata.day)
    return metadata
  }

  /// What the charts of a part say, by the address that the part gives them.
  mutating func objects(of tree: MarkupTree) throws(DocumentFailure) -> [String: [FlowItem]] {
    var objects: [String: [FlowItem]] = [:]
    for node in tree.descendants("object", of: 0).prefix(Self.mostObjects) {
      guard let address = tree.attribute(":href", of: node), objects[address] == nil else {
        continue
      }
      let name = OfficePackage.resolve(address, from: "") + "/content.xml"
      guard let chart = try part(name), !chart.descendants("chart", of: 0).isEmpty else { continue }
      objects[address] = Self.chart(chart)
    }
    return objects
  }

  private static let mostObjects = 500

  /// Titles of the chart and its axes, then its figures (ODF 1.3, part 3, 11).
  private static func chart(_ tree: MarkupTree) -> [FlowItem] {
    let titles = ["title", "subtitle"].flatMap { tree.descendants($0, of: 0) }.sorted()
      .map { tree.text(of: $0).trimmingSpaces() }.filter { !$0.isEmpty }
    var table = FlowTable()
    for (row, line) in tree.descendants("table-row", of: 0).prefix(500).enumerated() {
      let cells = tree.children(line).filter { tree.name($0) == "table-cell" }
      for (column, cell) in cells.prefix(50).enumerated() {
        let text = ChartText.figure(tree.text(of: cell).trimmingSpaces())
        table.slots.append(
          .init(
            cell: Cell(table: 0, row: row, column: column, isHeader: row == 0),
            items: [.paragraph(FlowParagraph(runs: [.init(text: text)]))]))
      }
    }
    // A chart without figures of its own holds one empty cell.
    let hasFigures = table.slots.contains { !$0.items.lines.isEmpty }
    return titles.map {
      .paragraph(FlowParagraph(role: .caption, runs: [.init(text: $0)]))
    } + (hasFigures ? [.table(table)] : [])
  }
}
