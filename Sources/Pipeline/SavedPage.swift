/// The folder that a browser saves beside a page, with the page's pictures, scripts and frames: it
/// belongs to the page and holds no document of its own.
enum SavedPage {
  /// What browsers put after the page's name, as their language has it.
  private static let endings = [
    "_files", ".files", "-files", "_fichiers", "-fichiers", "_file", "-dateien", "_dateien",
    "_archivos", "_arquivos", "_ficheiros", "_bestanden", "-bestanden", "_pliki", "_soubory",
  ]
  private static let pages = [".html", ".htm", ".xhtml", ".mht", ".mhtml"]

  /// - Parameter entries: the names beside the folder.
  static func isFolder(_ name: String, beside entries: Set<String>) -> Bool {
    let lower = name.lowercased()
    guard let ending = endings.first(where: { lower.hasSuffix($0) && name.count > $0.count }) else {
      return false
    }
    let stem = name.dropLast(ending.count)
    return pages.contains {
      entries.contains(stem + $0) || entries.contains(stem + $0.uppercased())
    }
  }
}
