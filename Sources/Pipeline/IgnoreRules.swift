/// Why a walk passes something by.
package enum SkipReason: String, Hashable, Sendable, CaseIterable, Codable {
  /// Its name begins with a full stop.
  case hidden
  /// Left by a system or a program that is still writing.
  case temporary
  /// Data, program text, pictures, archives: by its name no document.
  case notDocument = "not-document"
  /// Listed in a `.callsignore`.
  case ignored
  /// A FIFO, a socket or a device.
  case special
  /// A symbolic link: what it leads to is read where it stands, or lies outside.
  case link
  case unreadable
}

/// The lines of one `.callsignore`: a pattern each, as in `.gitignore`.
///
/// `#` begins a comment, `!` takes a pattern back, `/` at the end means folders only, a `/`
/// elsewhere binds the pattern to the file's own folder. The last line that matches decides.
struct IgnoreFile: Hashable, Sendable {
  static let name = ".callsignore"

  private struct Line: Hashable {
    var pattern: GlobPattern
    var isNegated: Bool
    var isForFolders: Bool
  }

  private let lines: [Line]

  init(_ text: String) {
    lines = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" }
      .compactMap { Self.line(Substring($0)) }
  }

  private static func line(_ text: Substring) -> Line? {
    var text = text
    if text.first == "\u{FEFF}" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    guard let first = text.first, first != "#" else { return nil }
    let isNegated = first == "!"
    if isNegated { text.removeFirst() }
    let isForFolders = text.last == "/"
    if isForFolders { text.removeLast() }
    guard !text.isEmpty else { return nil }
    let pattern = text.contains("/") ? String(text) : "**/\(text)"
    return Line(pattern: GlobPattern(pattern), isNegated: isNegated, isForFolders: isForFolders)
  }

  /// True for ignored, false for taken back, nil where no line speaks of the path.
  /// - Parameter names: from the file's own folder down.
  func verdict(_ names: ArraySlice<[Unicode.Scalar]>, isFolder: Bool) -> Bool? {
    lines.last { line in
      (isFolder || !line.isForFolders) && line.pattern.matches(names)
    }.map { !$0.isNegated }
  }
}

/// What is passed by without being told.
enum StandardIgnores {
  static func reason(name: String, isFolder: Bool) -> SkipReason? {
    let folded = name.lowercased()
    if systemNames.contains(folded) || name.hasPrefix("~$") || name.hasPrefix("._") {
      return .temporary
    }
    if name.hasPrefix(".") { return .hidden }
    if isFolder { return nil }
    guard let dot = folded.lastIndex(of: ".") else { return nil }
    let ending = String(folded[folded.index(after: dot)...])
    if unfinished.contains(ending) || name.hasSuffix("~") { return .temporary }
    return notDocuments.contains(ending) ? .notDocument : nil
  }

  private static let systemNames: Set<String> = [
    ".ds_store", "thumbs.db", "desktop.ini", "@eadir", "__macosx", ".stfolder", "#recycle",
    "$recycle.bin", "system volume information", "lost+found",
  ]

  private static let unfinished: Set<String> = [
    "part", "partial", "tmp", "temp", "crdownload", "download", "swp", "filepart", "lock",
  ]

  private static let notDocuments: Set<String> = Set(
    """
    json jsonl ndjson geojson yaml yml toml ini cfg conf properties env plist xsd xsl xslt dtd
    css scss less map js mjs cjs ts tsx jsx vue wasm
    sh bash zsh fish bat cmd ps1 py pyc rb pl php lua r swift c h cc cpp hpp m mm java kt scala go
    rs cs fs hs ml sql
    exe dll so dylib o a class jar deb rpm msi app dmg iso img bin
    zip gz tgz bz2 xz zst 7z rar tar
    gif svg ico webp bmp heic psd ai
    mp3 wav ogg flac m4a mp4 m4v mov avi mkv webm
    woff woff2 ttf otf eot
    db sqlite sqlite3 sqlite-wal sqlite-shm sqlite-lock log bak csv tsv xls xlsx ods parquet
    ics vcf
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
