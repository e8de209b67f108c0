import Glibc

/// A regular file that a walk found.
package struct FoundFile: Hashable, Sendable {
  /// See `RawPath` for names that are no UTF-8.
  package var path: String
  package var stamp: FileStamp

  package init(path: String, stamp: FileStamp) {
    self.path = path
    self.stamp = stamp
  }
}

/// Why a folder cannot be walked at all.
package enum FolderWalkError: Error, Hashable, Sendable {
  case missing(path: String)
  case notFolder(path: String)
  case unreadable(path: String, detail: String)
}

/// Finds the files of a folder that may be documents.
///
/// Nothing is opened but folders and `.callsignore` files, nothing is changed. Symbolic links below
/// the root are not followed, so there is no way out of it and no loop.
package struct FolderWalk: Sendable {
  /// Sorted by the bytes of their paths.
  package private(set) var files: [FoundFile] = []
  /// The root and every folder below that was entered, sorted.
  package private(set) var folders: [String] = []
  package private(set) var skipped: [SkipReason: Int] = [:]
  /// Folders and files whose state could not be read, sorted; counted in `skipped`.
  package private(set) var unreadable: [String] = []

  /// Walks a folder and all below.
  package init(_ root: String) throws(FolderWalkError) {
    let root = Self.trimmed(root)
    let entries = try Self.rootEntries(root)
    visit(root, entries: entries, level: Level(depth: 0, files: []), names: [])
    files.sort { RawPath.precedes($0.path, $1.path) }
    folders.sort(by: RawPath.precedes)
    unreadable.sort(by: RawPath.precedes)
  }

  /// Throws where a folder could not be walked.
  package static func check(_ root: String) throws(FolderWalkError) {
    _ = try rootEntries(trimmed(root))
  }

  private static func rootEntries(_ root: String) throws(FolderWalkError) -> [String] {
    guard isFolder(root) else {
      throw exists(root) ? .notFolder(path: root) : .missing(path: root)
    }
    guard let entries = entries(of: root) else {
      throw .unreadable(path: root, detail: String(cString: strerror(errno)))
    }
    return entries
  }

  /// The `.callsignore` files that hold for a folder, outermost first, each with its depth.
  private struct Level {
    var depth: Int
    var files: [(depth: Int, file: IgnoreFile)]
  }

  private mutating func visit(
    _ folder: String, entries: [String], level: Level, names: [[Unicode.Scalar]]
  ) {
    folders.append(folder)
    var level = level
    if entries.contains(IgnoreFile.name),
      let text = Self.ignoreText(folder + "/" + IgnoreFile.name)
    {
      level.files.append((level.depth, IgnoreFile(text)))
    }
    level.depth += 1
    let beside = Set(entries)
    for name in entries where name != IgnoreFile.name {
      let path = folder == "/" ? "/" + name : folder + "/" + name
      let kind = FileKind(at: path)
      let names = names + [Array(name.unicodeScalars)]
      if let reason = Self.reason(name: name, kind: kind, names: names, level: level) {
        skipped[reason, default: 0] += 1
        if reason == .unreadable { unreadable.append(path) }
        continue
      }
      if kind == .folder, SavedPage.isFolder(name, beside: beside) {
        skipped[.notDocument, default: 0] += 1
        continue
      }
      switch kind {
      case .file(let stamp): files.append(FoundFile(path: path, stamp: stamp))
      case .folder:
        if let inner = Self.entries(of: path) {
          visit(path, entries: inner, level: level, names: names)
        } else {
          skipped[.unreadable, default: 0] += 1
          unreadable.append(path)
        }
      case .link, .special, .missing, .unreadable: break
      }
    }
  }

  /// Why an entry is passed by; nil where it is to be read. A `.callsignore` wins over what is
  /// ignored by itself, an inner one over an outer one.
  private static func reason(
    name: String, kind: FileKind, names: [[Unicode.Scalar]], level: Level
  ) -> SkipReason? {
    let isFolder = kind == .folder
    switch kind {
    case .link: return .link
    case .special: return .special
    case .unreadable: return .unreadable
    // It went between the listing and the look.
    case .missing: return .temporary
    case .file, .folder: break
    }
    for (depth, file) in level.files.reversed() {
      if let isIgnored = file.verdict(names[depth...], isFolder: isFolder) {
        return isIgnored ? .ignored : nil
      }
    }
    return StandardIgnores.reason(name: name, isFolder: isFolder)
  }
}

// MARK: - The file system

extension FolderWalk {
  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static func exists(_ path: String) -> Bool {
    RawPath.withCString(path) { access($0, F_OK) == 0 }
  }

  /// The root may itself be a link to a folder.
  private static func isFolder(_ path: String) -> Bool {
    RawPath.withCString(path) { name in
      var status = stat()
      return stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
  }

  /// Names in a folder without `.` and `..`; nil with `errno` where it cannot be read.
  private static func entries(of folder: String) -> [String]? {
    guard let handle = RawPath.withCString(folder, { opendir($0) }) else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if bytes != [0x2E], bytes != [0x2E, 0x2E] { names.append(RawPath.string(bytes)) }
    }
    return names
  }

  private static let ignoreLimit = 1 << 20

  /// The first mebibyte of a `.callsignore`; nil where it is no regular file.
  private static func ignoreText(_ path: String) -> String? {
    let file = RawPath.withCString(path) {
      open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), ignoreLimit))
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    return count < 0 ? nil : RawPath.string(bytes.prefix(count))
  }
}
