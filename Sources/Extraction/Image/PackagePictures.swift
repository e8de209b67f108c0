import Documents

/// Reads the pictures of an office document that has nothing else: scans put on pages or slides.
struct PackagePictures {
  private static let folders = ["word/media/", "ppt/media/", "Pictures/"]
  private static let most = 50

  /// The document with the recognised text of its pictures, in the order of their numbers.
  static func read(
    into document: Document, _ bytes: UnsafeRawBufferPointer, _ limits: ReaderLimits
  ) -> Document {
    guard let pictures = try? pictures(in: bytes, limits), !pictures.isEmpty else {
      return document
    }
    var joiner = DocumentJoiner(document.format)
    for picture in pictures {
      if let page = try? DocumentReader(limits: limits).read(picture, name: "") {
        joiner.append(page, as: nil)
      }
    }
    var result = joiner.document
    guard !result.text.isEmpty else {
      result = document
      result.warnings += joiner.document.warnings.filter { $0.id.hasPrefix("ocr") }.prefix(1)
      return result
    }
    result.pages = []
    result.fragments = []
    for i in result.blocks.indices { (result.blocks[i].page, result.blocks[i].box) = (1, nil) }
    result.metadata = document.metadata
    result.isDeck = document.isDeck
    result.furniture = document.furniture
    result.warnings = joiner.document.warnings.filter { $0.id == "ocr" }.prefix(1).map { $0 }
    return result
  }

  private static func pictures(
    in bytes: UnsafeRawBufferPointer, _ limits: ReaderLimits
  ) throws(DocumentFailure) -> [[UInt8]] {
    var archive = try ZipArchive(bytes, limits: limits)
    let names = archive.names.filter { name in folders.contains { name.hasPrefix($0) } }
    var pictures: [[UInt8]] = []
    // `image2.png` comes before `image10.png`.
    for name in names.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }).prefix(most) {
      if let picture = try archive.read(name) { pictures.append(picture) }
    }
    return pictures
  }
}
