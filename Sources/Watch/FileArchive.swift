import CFileSystem
import Foundation
import Glibc
import Pipeline
import Store

/// A folder to which files go once they are read, each under its path below the watched folder.
///
/// A file is never overwritten and never lost: what has the name already stays, the newcomer gets a
/// number; across file systems the copy is synchronised and compared before the file is removed.
package struct FileArchive: Sendable {
  private let folder: String
  /// The watched folders, without slashes at their ends.
  private let roots: [String]

  package init(folder: String, roots: [String]) {
    self.folder = folder
    self.roots = roots.sorted { $0.count > $1.count }
  }

  /// Moves a file; returns where it stands now.
  func take(_ path: String, sha256: String) throws(SystemFault) -> String {
    let root = roots.first { path.hasPrefix($0 + "/") }
    let name = root.map { String(path.dropFirst($0.count + 1)) } ?? path.lastName
    try makeFolders(folder + "/" + name)
    for number in 0..<10_000 {
      let place = folder + "/" + (number == 0 ? name : name.numbered(number))
      switch Self.renameUnlessTaken(path, place) {
      case 0: return place
      case EEXIST: continue
      case EXDEV:
        guard try copy(path, to: place, sha256: sha256) else { continue }
        return place
      case let code: throw SystemFault(code: code)
      }
    }
    throw SystemFault(code: EEXIST)
  }

  private func makeFolders(_ path: String) throws(SystemFault) {
    let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    guard !parent.isEmpty, !DocumentInputs.isFolder(parent) else { return }
    try makeFolders(parent)
    guard RawPath.withCString(parent, { mkdir($0, 0o777) }) == 0 || errno == EEXIST else {
      throw SystemFault(code: errno)
    }
  }

  private static func renameUnlessTaken(_ path: String, _ place: String) -> Int32 {
    RawPath.withCString(path) { from in
      RawPath.withCString(place) { calls_rename_new(from, $0) }
    }
  }

  /// Copies to another file system, then removes; false where the name is taken.
  private func copy(
    _ path: String, to place: String, sha256: String
  ) throws(SystemFault) -> Bool {
    let passing = folder + "/.new-" + UUID().uuidString
    defer { _ = RawPath.withCString(passing) { unlink($0) } }
    guard case .taken(let snapshot) = FileSnapshot.take(path: path), snapshot.sha256 == sha256
    else { throw SystemFault(code: EBUSY) }
    let error = snapshot.read { Self.write($0, to: passing) }
    guard error == 0 else { throw SystemFault(code: error) }
    guard case .taken(let copy) = FileSnapshot.take(path: passing), copy.sha256 == sha256 else {
      throw SystemFault(code: EIO)
    }
    switch Self.renameUnlessTaken(passing, place) {
    case 0: break
    case EEXIST: return false
    case let code: throw SystemFault(code: code)
    }
    guard RawPath.withCString(path, { unlink($0) }) == 0 else { throw SystemFault(code: errno) }
    return true
  }

  private static func write(_ source: Int32, to path: String) -> Int32 {
    let file = RawPath.withCString(path) {
      open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
    guard file >= 0 else { return errno }
    defer { close(file) }
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    while true {
      let count = read(source, &chunk, chunk.count)
      if count == 0 { return fsync(file) == 0 ? 0 : errno }
      guard count > 0 else { return errno }
      var written = 0
      while written < count {
        let part = chunk[written..<count].withUnsafeBytes {
          Glibc.write(file, $0.baseAddress, $0.count)
        }
        guard part > 0 else { return errno }
        written += part
      }
    }
  }
}

extension String {
  fileprivate var lastName: String {
    lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }

  /// `a/b.pdf` as `a/b-2.pdf`.
  fileprivate func numbered(_ number: Int) -> String {
    let name = lastName
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      return "\(self)-\(number)"
    }
    let ending = name[dot...]
    return "\(dropLast(ending.count))-\(number)\(ending)"
  }
}
