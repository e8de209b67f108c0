import TestSupport

/// Office files whose parts and relations lead out of them.
enum TraversalArchives {
  private static let names: [(label: String, name: String)] = [
    ("above", "../../calls-out.txt"), ("absolute", "/tmp/calls-out.txt"),
    ("backslashes", "..\\..\\calls-out.txt"), ("drive", "C:\\calls-out.txt"),
    ("long", String(repeating: "n/", count: 32_000)), ("device", "/dev/shm/calls-out"),
  ]
  private static let targets: [(label: String, target: String)] = [
    ("file", "file:///etc/passwd"), ("http", "http://127.0.0.1:9/x"), ("share", "\\\\127.0.0.1\\x"),
    ("above", "../../../../etc/passwd"), ("absolute", "/etc/passwd"),
    ("own", "ppt/presentation.xml"),
  ]

  /// Files by their names; each is read or refused.
  static var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for (label, name) in names { files["name-\(label).pptx"] = deck(more: [.init(name, "out")]) }
    for (label, target) in targets {
      files["inner-\(label).pptx"] = deck(slide: target)
      files["outer-\(label).pptx"] = deck(slide: target, mode: " TargetMode=\"External\"")
      files["image-\(label).html"] = page(target)
    }
    // Names that no writer takes: one that ends within, and one that two parts bear.
    let marked = deck(more: [
      .init("nul-name.txt", "x"), .init("twin-1", "a"), .init("twin-2", "b"),
    ])
    files["name-nul.pptx"] = changed(marked, "nul-name", to: "nul\u{0}name")
    files["name-twice.pptx"] = changed(marked, "twin-2", to: "twin-1")
    return files
  }

  private static func page(_ target: String) -> [UInt8] {
    Array(
      """
      <!DOCTYPE html><base href="\(target)"><title>Appel</title><link rel="stylesheet" \
      href="\(target)"><iframe src="\(target)"></iframe><img src="\(target)"><p>Texte</p>
      """.utf8)
  }

  private static func deck(
    slide: String = "slides/slide1.xml", mode: String = "", more: [ArchiveWriter.Entry] = []
  ) -> [UInt8] {
    func relations(_ kind: String, _ target: String, _ mode: String = "") -> String {
      "<Relationships><Relationship Id=\"s\" Type=\"urn:x/\(kind)\" Target=\"\(target)\"\(mode)/>"
        + "</Relationships>"
    }
    return ArchiveWriter.archive(
      [
        .init("_rels/.rels", relations("officeDocument", "ppt/presentation.xml")),
        .init(
          "ppt/presentation.xml",
          "<p:presentation xmlns:p=\"urn:p\" xmlns:r=\"urn:r\"><p:sldIdLst>"
            + "<p:sldId id=\"1\" r:id=\"s\"/></p:sldIdLst></p:presentation>"),
        .init("ppt/_rels/presentation.xml.rels", relations("slide", slide, mode)),
        .init(
          "ppt/slides/slide1.xml",
          "<p:sld xmlns:p=\"urn:p\" xmlns:a=\"urn:a\"><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>"
            + "Appel à projets</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:sld>"),
      ] + more)
  }

  /// Every occurrence of some bytes replaced by as many others.
  private static func changed(_ bytes: [UInt8], _ old: String, to new: String) -> [UInt8] {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    var bytes = bytes
    for start in bytes.indices.dropLast(old.count) where bytes[start...].starts(with: old) {
      bytes.replaceSubrange(start..<start + old.count, with: new)
    }
    return bytes
  }
}
