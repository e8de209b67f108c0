import Documents

/// The parts of an Office Open XML file and how they refer to each other (ECMA-376, part 2).
struct OfficePackage: ~Copyable {
  struct Relationship: Sendable {
    /// The last word of the relationship's type: `slide`, `notesSlide`, `hyperlink`.
    var kind: String
    /// A part's name without a leading slash, or an address where it is external.
    var target: String
    var isExternal: Bool
  }

  private var archive: ZipArchive

  init(_ bytes: UnsafeRawBufferPointer, limits: ReaderLimits) throws(DocumentFailure) {
    archive = try ZipArchive(bytes, limits: limits)
  }

  /// A part as a tree; nil where there is none of this name.
  mutating func part(_ name: String) throws(DocumentFailure) -> MarkupTree? {
    guard let bytes = try archive.read(name) else { return nil }
    return try MarkupParser.xml(bytes, part: name)
  }

  /// A part as it stands; nil where there is none of this name.
  mutating func bytes(_ name: String) throws(DocumentFailure) -> [UInt8]? {
    try archive.read(name)
  }

  /// The relationships of a part, by id.
  mutating func relationships(of name: String) throws(DocumentFailure) -> [String: Relationship] {
    let slash = name.lastIndex(of: "/")
    let folder = slash.map { String(name[..<$0]) } ?? ""
    let file = slash.map { String(name[name.index(after: $0)...]) } ?? name
    let part = (folder.isEmpty ? "" : folder + "/") + "_rels/" + file + ".rels"
    guard let tree = try self.part(part) else { return [:] }
    var result: [String: Relationship] = [:]
    for node in tree.descendants("Relationship", of: 0) {
      guard let id = tree.attribute("Id", of: node), let type = tree.attribute("Type", of: node),
        let target = tree.attribute("Target", of: node)
      else { continue }
      let isExternal = tree.attribute("TargetMode", of: node) == "External"
      result[id] = Relationship(
        kind: type.split(separator: "/").last.map(String.init) ?? type,
        target: isExternal ? target : Self.resolve(target, from: folder), isExternal: isExternal)
    }
    return result
  }

  /// What the file says of itself (ECMA-376, part 2, 11); `root` are the package's relationships.
  mutating func coreProperties(
    _ root: [String: Relationship]
  ) throws(DocumentFailure) -> Metadata {
    var metadata = Metadata()
    guard let part = root.values.first(where: { $0.kind == "core-properties" }),
      let tree = try self.part(part.target)
    else { return metadata }
    metadata.title = tree.value("title")
    metadata.author = tree.value("creator")
    metadata.language = tree.value("language").flatMap(HTMLMetadata.language)
    metadata.modified = tree.value("modified").flatMap(HTMLMetadata.day)
    return metadata
  }

  /// `../media/a.png` from `ppt/slides` → `ppt/media/a.png`. Never leaves the package.
  static func resolve(_ target: String, from folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for piece in target.split(separator: "/") {
      switch piece {
      case ".": continue
      case "..": if !parts.isEmpty { parts.removeLast() }
      default: parts.append(piece)
      }
    }
    return parts.joined(separator: "/")
  }
}

extension MarkupTree {
  /// The text of the first element of a name, without white space at the ends; nil where empty.
  func value(_ name: String) -> String? {
    let text = descendants(name, of: 0).first.map { self.text(of: $0).trimmingSpaces() }
    return text?.isEmpty == true ? nil : text
  }
}
