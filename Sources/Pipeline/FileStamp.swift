import Glibc

/// What changes when a file does.
package struct FileStamp: Hashable, Sendable {
  package var size: Int
  /// Since 1970.
  package var modifiedNanoseconds: Int
  package var inode: Int

  package init(size: Int, modifiedNanoseconds: Int, inode: Int) {
    self.size = size
    self.modifiedNanoseconds = modifiedNanoseconds
    self.inode = inode
  }

  init(_ status: stat) {
    self.init(
      size: Int(status.st_size),
      modifiedNanoseconds: status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec,
      inode: Int(bitPattern: UInt(status.st_ino)))
  }
}

/// What stands at a path, links not followed.
package enum FileKind: Hashable, Sendable {
  case file(FileStamp)
  case folder, link
  /// A FIFO, a socket or a device.
  case special
  case missing
  case unreadable(detail: String)

  package init(at path: String) {
    self = RawPath.withCString(path) { name in
      var status = stat()
      guard lstat(name, &status) == 0 else {
        return errno == ENOENT || errno == ENOTDIR
          ? .missing : .unreadable(detail: String(cString: strerror(errno)))
      }
      return FileKind(status)
    }
  }

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(FileStamp(status))
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .special
    }
  }
}
