import CFileSystem
import Glibc
import Pipeline

/// The kernel's hints that something changed in a set of folders.
final class Inotify {
  /// What a batch of events says: that a look is worth while, and which files were touched.
  struct Hints {
    var isEmpty = true
    var touched: Set<String> = []
  }

  let descriptor: Int32
  private var folders: [Int32: String] = [:]
  private var watched: [String: Int32] = [:]

  /// Nil where the kernel gives no more instances.
  init?() {
    descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else { return nil }
  }

  deinit { close(descriptor) }

  /// Narrow, since a wider mask fills the queue of 16,384 events sooner.
  private static let mask =
    UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO) | UInt32(IN_MOVED_FROM) | UInt32(IN_CREATE)
    | UInt32(IN_DELETE) | UInt32(IN_DELETE_SELF) | UInt32(IN_MOVE_SELF) | UInt32(IN_ONLYDIR)

  /// Watches exactly these folders; returns those that cannot be, with the reason.
  func watch(_ wanted: [String]) -> [(folder: String, reason: PollingReason)] {
    let kept = Set(wanted)
    for (folder, watch) in watched where !kept.contains(folder) {
      inotify_rm_watch(descriptor, watch)
      watched[folder] = nil
      if folders[watch] == folder { folders[watch] = nil }
    }
    var failed: [(folder: String, reason: PollingReason)] = []
    for folder in wanted {
      if let reason = add(folder) { failed.append((folder, reason)) }
    }
    return failed
  }

  /// Adding a folder again gives its watch again, also after it was moved away and made anew.
  private func add(_ folder: String) -> PollingReason? {
    if Self.isRemote(folder) { return .networkFileSystem }
    let watch = RawPath.withCString(folder) { inotify_add_watch(descriptor, $0, Self.mask) }
    guard watch >= 0 else {
      switch errno {
      case ENOSPC: return .tooManyWatches
      // It went meanwhile; the next look will tell.
      case ENOENT, ENOTDIR: return nil
      default: return .unavailable(detail: String(cString: strerror(errno)))
      }
    }
    if let old = watched[folder], old != watch, folders[old] == folder { folders[old] = nil }
    watched[folder] = watch
    folders[watch] = folder
    return nil
  }

  /// Takes all events that wait.
  func hints() -> Hints {
    var hints = Hints()
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return hints }
      var offset = 0
      while offset + MemoryLayout<inotify_event>.size <= count {
        let event = buffer.withUnsafeBytes {
          $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        }
        let name = offset + MemoryLayout<inotify_event>.size
        let end = name + Int(event.len)
        if event.mask & UInt32(IN_IGNORED) == 0 { hints.isEmpty = false }
        let bytes = buffer[name..<min(end, count)].prefix { $0 != 0 }
        if let folder = folders[event.wd], !bytes.isEmpty {
          hints.touched.insert(folder + "/" + RawPath.string(bytes))
        }
        offset = end
      }
    }
  }

  /// File systems whose changes are made elsewhere, or that do not tell them (`statfs(2)`).
  private static let remoteTypes: Set<Int> = [
    0x6969,  // NFS
    0x517B,  // SMB
    0xFF53_4D42,  // CIFS
    0xFE53_4D42,  // SMB2
    0x6573_5546,  // FUSE (sshfs, WebDAV, cloud drives)
    0x0102_1997,  // 9P
    0x00C3_6400,  // Ceph
    0x5346_414F,  // AFS
    0x7375_7245,  // Coda
    0x786F_4256,  // VirtualBox shared folders
  ]

  static func isRemote(_ folder: String) -> Bool {
    let type = RawPath.withCString(folder) { calls_filesystem_type($0) }
    return remoteTypes.contains(type & 0xFFFF_FFFF) && type != -1
  }
}
