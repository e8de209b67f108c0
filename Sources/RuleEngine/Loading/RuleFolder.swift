import Glibc

/// The rule files of a folder.
package enum RuleFolder {
  /// Paths below the folder of all `.yaml` files, sorted by their bytes; links are not followed into
  /// other folders.
  package static func files(in folder: String) -> [String] {
    var files: [String] = []
    collect(in: folder, below: "", into: &files)
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func collect(in folder: String, below prefix: String, into files: inout [String]) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      if isFolder(entry.pointee.d_type, folder + "/" + name) {
        let isTools = prefix.isEmpty && name == "scripts"
        if !isTools { collect(in: folder + "/" + name, below: prefix + name + "/", into: &files) }
      } else if name.hasSuffix(".yaml"), !name.hasPrefix(".") {
        files.append(prefix + name)
      }
    }
  }

  /// Some file systems do not tell a folder's entries apart.
  private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
    guard Int(type) == Int(DT_UNKNOWN) else { return Int(type) == Int(DT_DIR) }
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
