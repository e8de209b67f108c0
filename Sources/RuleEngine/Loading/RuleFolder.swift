import Foundation

/// The rule files of a folder.
package enum RuleFolder {
  /// Paths below the folder of all `.yaml` files, sorted by their bytes.
  package static func files(in folder: String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    var files: [String] = []
    while let file = walk.nextObject() as? String {
      let name = file.split(separator: "/").last ?? ""
      if file.hasSuffix(".yaml"), !name.hasPrefix("."), !file.hasPrefix("scripts/") {
        files.append(file)
      }
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
