import Foundation
import Testing

@testable import Pipeline
@testable import RuleEngine

@Suite struct RuleLibraryTests {
  private let folder = NSTemporaryDirectory() + "calls-rules-\(UUID().uuidString)"
  private var rules: String { folder + "/Rules" }
  private var cache: String { folder + "/cache" }

  init() throws {
    try FileManager.default.createDirectory(
      atPath: rules + "/gazetteers", withIntermediateDirectories: true)
    try write("entries", "a")
  }

  private func write(_ name: String, _ id: String) throws {
    let text = "type: theme\nentries:\n  - {id: \(id), name: eau}\n"
    try text.write(
      toFile: "\(rules)/gazetteers/\(name).yaml", atomically: true, encoding: .utf8)
  }

  private func library(build: String = "1", cache: String? = nil) -> RuleLibrary {
    RuleLibrary(folder: rules, bundledPack: nil, cacheFolder: cache ?? self.cache, build: build)
  }

  private var packs: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? []).sorted()
  }

  @Test func packIsKeptForTheSameFilesAndBuild() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try library().pack().gazetteer("theme").map(\.id) == ["a"])
    #expect(packs.count == 1)
    #expect(try library().pack().gazetteer("theme").map(\.id) == ["a"])
    #expect(packs.count == 1)
    _ = try library(build: "2").pack()
    #expect(packs.count == 2)
    try write("entries", "b")
    #expect(try library().pack().gazetteer("theme").map(\.id) == ["b"])
    #expect(packs.count == 3)
  }

  @Test func damagedPackIsPassedBy() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try library().pack()
    let path = cache + "/" + (packs.first ?? "")
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count - 3] ^= 0xFF
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(PackArchive.pack(at: path, key: nil) == nil)
    #expect(try library().pack().gazetteer("theme").map(\.id) == ["a"])
    #expect(PackArchive.pack(at: path, key: nil) != nil)
  }

  @Test func worksWithoutACache() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let pack = try library(cache: "/proc/none").pack()
    #expect(pack.gazetteer("theme").map(\.id) == ["a"])
  }

  @Test func bundledPackServesAlone() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bundled = folder + "/share/rules.pack"
    let pack = try library().pack()
    #expect(library().writePack(pack, to: bundled))
    let alone = RuleLibrary(folder: nil, bundledPack: bundled, cacheFolder: nil, build: "")
    #expect(try alone.pack().gazetteer("theme").map(\.id) == ["a"])
    #expect(throws: RuleLibraryError.notFound) {
      try RuleLibrary(folder: nil, bundledPack: nil, cacheFolder: nil, build: "").pack()
    }
    #expect(throws: RuleLibraryError.noRules(folder: cache + "/x")) {
      try RuleLibrary(folder: cache + "/x", bundledPack: nil, cacheFolder: nil, build: "").pack()
    }
  }
}
