import Foundation
import RuleEngine
import Store

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

  /// A mark that changes with the rules and with the program; no rule file is read for it.
  package var mark: String {
    let files = folder.flatMap { RuleStamp(folder: $0) }?.text ?? bundledPack ?? ""
    return Digest256.hex(of: Array((build + files).utf8))
  }

  /// Ten hex digits that change with what the rules say; the same on any machine.
  ///
  /// - Parameter pack: this library's; where it came from a file, that tells its version.
  package func version(of pack: RulePack) -> String {
    let file = folder == nil ? bundledPack : cached?.path
    return file.flatMap(PackArchive.version) ?? PackArchive.version(of: pack)
  }

  /// The pack that a cache holds of the folder's files, and its key; nil where none is kept.
  private var cached: (path: String, key: String)? {
    guard let folder, let cacheFolder, let stamp = RuleStamp(folder: folder) else { return nil }
    let key = cacheKey(stamp)
    return ("\(cacheFolder)/\(key.prefix(32)).pack", key)
  }

  private func cacheKey(_ stamp: RuleStamp) -> String {
    Digest256.hex(of: Array((build + stamp.text).utf8))
  }

  package func pack() throws(RuleLibraryError) -> RulePack {
    guard let folder else {
      guard let bundledPack, let pack = PackArchive.pack(at: bundledPack, key: nil) else {
        throw .notFound
      }
      return pack
    }
    guard let stamp = RuleStamp(folder: folder) else { throw .noRules(folder: folder) }
    let cacheKey = cacheKey(stamp)
    let cached = cacheFolder.map { "\($0)/\(cacheKey.prefix(32)).pack" }
    if let cached, let pack = PackArchive.pack(at: cached, key: cacheKey) { return pack }
    stamp.waitUntilPast()
    let pack = try currentPack(of: folder)
    // Files that changed while they were read are read again next time.
    if let cacheFolder, let cached, RuleStamp(folder: folder) == stamp {
      PackArchive.write(pack, key: cacheKey, to: cached)
      PackArchive.prune(cacheFolder)
    }
    return pack
  }

  /// The pack that came with the program where it was made of the same files, else a new one.
  private func currentPack(of folder: String) throws(RuleLibraryError) -> RulePack {
    if let bundledPack, let key = sourceKey(of: folder),
      let pack = PackArchive.pack(at: bundledPack, key: key)
    {
      return pack
    }
    do {
      return try RulePack.load(folder: folder)
    } catch {
      throw .faulty(error)
    }
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
