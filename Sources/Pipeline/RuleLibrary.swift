import Foundation
import RuleEngine

/// Why there are no rules to work with.
package enum RuleLibraryError: Error, Hashable, Sendable {
  /// Neither rule files nor a pack were found where they are looked for.
  case notFound
  /// The folder asked for does not exist, or holds no rule file.
  case noRules(folder: String)
  case faulty(RuleFaults)
}

/// Gets the rules ready: from a pack made of the same files where there is one, else from the files.
///
/// A pack that is damaged, of another version or made of other files is passed by; a cache that
/// cannot be written is done without.
package struct RuleLibrary: Sendable {
  /// Folder of rule files; nil where only a pack is installed.
  package var folder: String?
  /// Pack that came with the program.
  package var bundledPack: String?
  /// Where packs of other rule files are kept; nil to keep none.
  package var cacheFolder: String?
  /// Tells builds of the program apart, since another one may read the same files otherwise.
  package var build: String

  package init(folder: String?, bundledPack: String?, cacheFolder: String?, build: String) {
    self.folder = folder
    self.bundledPack = bundledPack
    self.cacheFolder = cacheFolder
    self.build = build
  }

  /// The rules as told, else those that came with the program.
  ///
  /// - Parameters:
  ///   - told: `--rules`, else `$CALLS_RULES`.
  ///   - cacheFolder: `$XDG_CACHE_HOME/calls`.
  package static func located(told: String?, cacheFolder: String?) -> RuleLibrary {
    let executable = InputFile.linkTarget("/proc/self/exe")
    let bundled = executable.map {
      (($0 as NSString).deletingLastPathComponent as NSString).deletingLastPathComponent
        + "/share/calls/rules.pack"
    }
    var build = "unknown"
    if let executable, case .file(let stamp) = FileKind(at: executable) {
      build = "\(stamp.size)-\(stamp.modifiedNanoseconds)"
    }
    return RuleLibrary(
      folder: RuleLocation.folder(told: told), bundledPack: told == nil ? bundled : nil,
      cacheFolder: cacheFolder, build: build)
  }

  package func pack() throws(RuleLibraryError) -> RulePack {
    guard let folder else {
      guard let bundledPack, let pack = PackArchive.pack(at: bundledPack, key: nil) else {
        throw .notFound
      }
      return pack
    }
    guard let key = sourceKey(of: folder) else { throw .noRules(folder: folder) }
    if let bundledPack, let pack = PackArchive.pack(at: bundledPack, key: key) { return pack }
    let cacheKey = Digest256.hex(of: Array((build + key).utf8))
    let cached = cacheFolder.map { "\($0)/\(cacheKey.prefix(32)).pack" }
    if let cached, let pack = PackArchive.pack(at: cached, key: cacheKey) { return pack }
    let pack: RulePack
    do {
      pack = try RulePack.load(folder: folder)
    } catch {
      throw .faulty(error)
    }
    if let cacheFolder, let cached {
      PackArchive.write(pack, key: cacheKey, to: cached)
      PackArchive.prune(cacheFolder)
    }
    return pack
  }

  /// Writes the pack that installs with the program; false where it cannot be written.
  package func writePack(_ pack: RulePack, to path: String) -> Bool {
    guard let folder, let key = sourceKey(of: folder) else { return false }
    return PackArchive.write(pack, key: key, to: path)
  }

  /// A digest of the names and contents of all rule files; nil where there are none.
  private func sourceKey(of folder: String) -> String? {
    let files = RuleFolder.files(in: folder)
    guard !files.isEmpty else { return nil }
    var bytes: [UInt8] = []
    for file in files {
      let content = FileManager.default.contents(atPath: folder + "/" + file) ?? Data()
      bytes.append(contentsOf: Array("\(file)\u{0}\(content.count)\u{0}".utf8))
      bytes.append(contentsOf: content)
    }
    return Digest256.hex(of: bytes)
  }
}

/// A pack in a file: a mark, the key of its sources, the digest of its bytes, its bytes.
enum PackArchive {
  private static let mark = Array("CALR1\n".utf8)
  private static let digestLength = 64
  /// Packs that a cache keeps: a few checkouts and versions.
  private static let kept = 8

  /// nil where the file is missing, damaged, or made of other sources than `key` says.
  static func pack(at path: String, key: String?) -> RulePack? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let bytes = [UInt8](data)
    let header = mark.count + 2 * digestLength
    guard bytes.count > header, bytes.starts(with: mark) else { return nil }
    let keyBytes = bytes[mark.count..<mark.count + digestLength]
    if let key, !keyBytes.elementsEqual(key.utf8) { return nil }
    let payload = Array(bytes[header...])
    let digest = bytes[mark.count + digestLength..<header]
    guard digest.elementsEqual(Digest256.hex(of: payload).utf8) else { return nil }
    return try? RulePack.load(packed: payload)
  }

  /// Writes beside and renames, so that no reader sees half a pack.
  @discardableResult
  static func write(_ pack: RulePack, key: String, to path: String) -> Bool {
    let payload = pack.packed
    let bytes = mark + Array(key.utf8) + Array(Digest256.hex(of: payload).utf8) + payload
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
