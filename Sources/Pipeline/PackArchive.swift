import Documents
import Foundation
import Glibc
import RuleEngine
import Store

/// A pack in a file: a mark, the key of its sources, its version, zeros up to a round place, then its bytes,
/// which are used as they lie in the file.
enum PackArchive {
  private static let mark = Array("CALR2\n".utf8)
  private static let keyLength = 64
  private static let versionLength = 10
  /// Tables begin at round places in memory; files are mapped at rounder ones.
  private static let headerLength = 192
  /// Packs that a cache keeps: a few checkouts and versions.
  private static let kept = 8

  /// nil where the file is missing, damaged, or made of other sources than `key` says.
  static func pack(at path: String, key: String?) -> RulePack? {
    guard let mapped = mapping(of: path) else { return nil }
    let header = mapped.prefix(headerLength)
    let image = PackImage(UnsafeRawBufferPointer(rebasing: mapped.dropFirst(headerLength))) { _ in
      munmap(UnsafeMutableRawPointer(mutating: mapped.baseAddress), mapped.count)
    }
    guard header.starts(with: mark),
      key.map({ header.dropFirst(mark.count).prefix(keyLength).elementsEqual($0.utf8) }) ?? true
    else { return nil }
    return try? RulePack.load(image)
  }

  /// A file's bytes, read page by page when they are looked at. The file is never written again: a
  /// new one takes its place.
  private static func mapping(of path: String) -> UnsafeRawBufferPointer? {
    let descriptor = RawPath.withCString(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, Int(status.st_size) > headerLength,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != MAP_FAILED
    else { return nil }
    return UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
  }

  /// The version of a pack: a digest of all that it holds.
  static func version(of pack: RulePack) -> String {
    String(Digest256.hex(of: pack.packed).prefix(versionLength))
  }

  /// The version that a pack's file tells; nil where it tells none.
  static func version(at path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    let start = mark.count + keyLength
    guard let header = try? file.read(upToCount: start + versionLength), header.starts(with: mark)
    else { return nil }
    let digits = header.dropFirst(start)
    guard digits.count == versionLength, digits.allSatisfy({ $0 != 0 }) else { return nil }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Writes beside and renames, so that no reader sees half a pack.
  @discardableResult
  static func write(_ pack: RulePack, key: String, to path: String) -> Bool {
    var bytes = mark + Array(key.utf8) + Array(version(of: pack).utf8)
    bytes += [UInt8](repeating: 0, count: headerLength - bytes.count)
    bytes += pack.packed
    let folder = (path as NSString).deletingLastPathComponent
    do {
      if !folder.isEmpty {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
      return true
    } catch {
      return false
    }
  }

  /// Removes all but the newest packs of a cache.
  static func prune(_ folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let packs = names.filter { $0.hasSuffix(".pack") }.compactMap { name -> (Int, String)? in
      let path = folder + "/" + name
      guard case .file(let stamp) = FileKind(at: path) else { return nil }
      return (stamp.modifiedNanoseconds, path)
    }
    for (_, path) in packs.sorted(by: >).dropFirst(kept) {
      try? FileManager.default.removeItem(atPath: path)
    }
  }
}
