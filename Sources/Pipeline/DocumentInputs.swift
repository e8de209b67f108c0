import Glibc

/// The documents that some paths stand for: files as they are, folders by what a walk finds.
package struct DocumentInputs: Sendable {
  /// In the order of the arguments; those of a folder sorted by the bytes of their paths.
  package private(set) var paths: [String] = []
  /// What the walks passed by.
  package private(set) var skipped: [SkipReason: Int] = [:]
  /// Places in folders that could not be read.
  package private(set) var unreadable: [String] = []
  package private(set) var hasFolder = false
  /// Folders in which no document was found.
  package private(set) var emptyFolders: [String] = []
  /// Arguments at which nothing stands; they are also in `paths`.
  package private(set) var missing: [String] = []

  package init(_ arguments: [String]) throws(FolderWalkError) {
    for argument in arguments {
      guard Self.isFolder(argument) else {
        if !Self.exists(argument) { missing.append(argument) }
        paths.append(argument)
        continue
      }
      hasFolder = true
      let walk = try FolderWalk(argument)
      paths += walk.files.map(\.path)
      if walk.files.isEmpty { emptyFolders.append(argument) }
      unreadable += walk.unreadable
      skipped.merge(walk.skipped) { $0 + $1 }
    }
  }

  package static func exists(_ path: String) -> Bool {
    path == "-" || RawPath.withCString(path) { access($0, F_OK) == 0 }
  }

  package static func isFolder(_ path: String) -> Bool {
    RawPath.withCString(path) { name in
      var status = stat()
      return stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
  }
}
