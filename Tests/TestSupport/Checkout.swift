import Foundation

/// Where the project and what stands beside it are.
package enum Checkout {
  package static let root: String = {
    var path = #filePath
    for _ in 0..<3 { path = (path as NSString).deletingLastPathComponent }
    return path
  }()

  package static let rules = root + "/Rules"
  package static let corpus = root + "/Corpus"

  /// The material shared by several projects, beside this one; nil where it is absent.
  package static let shared: String? = {
    let path = root + "/../shared"
    return FileManager.default.fileExists(atPath: path + "/seeds") ? path : nil
  }()

  /// Files of a folder with one of the endings, by name.
  package static func files(in folder: String, endings: [String]) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in endings.contains { name.hasSuffix("." + $0) } }.sorted()
      .map { folder + "/" + $0 }
  }
}
