import Documents
import Foundation
import RuleEngine

/// The measures, by the name they have on the command line.
enum Bench {
  enum Fault: Error {
    case unreadable(String)
    case usage
  }

  static func run(_ command: String, _ rest: [String]) throws {
    switch command {
    case "speed":
      guard rest.count > 2, let size = Int(rest[1]) else { throw Fault.usage }
      try speed(Tagger(pack: .load(folder: rest[0])), text(rest[2...], megabytes: size))
    case "phrases": try phrases(text(rest[...], megabytes: 16))
    case "length":
      guard rest.count > 1 else { throw Fault.usage }
      try length(Tagger(pack: .load(folder: rest[0])), rest[1...])
    case "hostile":
      guard rest.count > 1 else { throw Fault.usage }
      try hostile(Tagger(pack: .load(folder: rest[0])), text(rest[1...], megabytes: 1))
    case "start":
      guard rest.count > 1 else { throw Fault.usage }
      try start(rest[0], rest[1])
    case "dump":
      guard rest.count > 1 else { throw Fault.usage }
      try dump(Tagger(pack: .load(folder: rest[0])), rest[1...])
    default: throw Fault.usage
    }
  }

  // MARK: Measures

  private static func speed(_ tagger: Tagger, _ text: String) {
    report("tokens and phrases", text, rounds: 3) { tagger.phraseCount(in: text) }
    report("everything", text, rounds: 1) { tagger.annotations(in: text).count }
    print("resident at most: \(peakMegabytes()) MB")
  }

  /// Names made of the words of the text itself, so that all of them occur in it.
  private static func phrases(_ text: String) throws {
    let words = text.prefix(3_000_000).split { !$0.isLetter }.map(String.init)
    var seen = Set<String>()
    var names: [String] = []
    for i in words.indices.dropLast(3) where names.count < 50_000 {
      let name = words[i...(i + 1 + i % 3)].joined(separator: " ")
      if seen.insert(name.lowercased()).inserted { names.append(name) }
    }
    print("\(names.count) phrases of the text")
    for count in [100, names.count] {
      let pack = try RulePack.load(files: gazetteers(Array(names.prefix(count))))
      let tagger = Tagger(pack: pack)
      report("\(count) phrases", text, rounds: 5) { tagger.phraseCount(in: text) }
    }
  }

  private static func gazetteers(_ names: [String]) -> [String: String] {
    var files: [String: String] = [:]
    for first in stride(from: 0, to: names.count, by: 2000) {
      var yaml = "summary: \"Names.\"\nsource: \"Benchmark\"\ntype: place\nentries:\n"
      for i in first..<min(first + 2000, names.count) {
        yaml += "  - id: n\(i)\n    name: \"\(names[i])\"\n"
      }
      files["gazetteers/names-\(first).yaml"] = yaml
    }
    return files
  }

  private static func length(_ tagger: Tagger, _ files: ArraySlice<String>) throws {
    for size in [1, 4, 16, 64, 100] {
      let text = try text(files, megabytes: size)
      report("\(size) MB", text, rounds: 1) { tagger.annotations(in: text).count }
    }
    print("resident at most: \(peakMegabytes()) MB")
  }

  private static func hostile(_ tagger: Tagger, _ ordinary: String) {
    let base = seconds { _ = tagger.annotations(in: ordinary) }
    print("ordinary: \(Int(base * 1000)) ms a MB")
    for (name, unit) in Hostile.units {
      let text = String(repeating: unit, count: ordinary.utf8.count / unit.utf8.count + 1)
      let time = seconds { _ = tagger.annotations(in: text) }
      let ratio = time / base * Double(ordinary.utf8.count) / Double(text.utf8.count)
      print("\(name): \((ratio * 100).rounded() / 100) of ordinary text")
    }
    for (name, text) in Hostile.made(of: ordinary) {
      let time = seconds { _ = tagger.annotations(in: text) }
      let ratio = time / base * Double(ordinary.utf8.count) / Double(text.utf8.count)
      print("\(name): \((ratio * 100).rounded() / 100) of ordinary text")
    }
  }

  private static func start(_ folder: String, _ sentence: String) throws {
    let bytes = try RulePack.load(folder: folder).packed
    print("pack: \(bytes.count) bytes")
    var times: [Double] = []
    for _ in 0..<9 {
      var pack: RulePack?
      times.append(try cpu { pack = try RulePack.load(packed: bytes) })
      if let pack {
        times[times.count - 1] += cpu { _ = Tagger(pack: pack).annotations(in: sentence) }
      }
    }
    times.sort()
    print("load and one sentence: \(times[4] * 1000) ms CPU (median of \(times.count))")
  }

  private static func dump(_ tagger: Tagger, _ files: ArraySlice<String>) throws {
    for file in files {
      let text = try read(file)
      let annotations = tagger.annotations(in: text)
      print("\(file): \(annotations.count)")
      for annotation in annotations {
        let attributes = annotation.attributes.map { "\($0.key)=\($0.value)" }
          .joined(separator: " ")
        print(
          annotation.type, annotation.range.start, annotation.range.end,
          annotation.valueRange.start, annotation.valueRange.end, annotation.value.description,
          attributes, annotation.rule)
      }
    }
  }

  // MARK: Help

  private static func read(_ file: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Fault.unreadable(file)
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// The files' texts one after the other, over and over.
  private static func text(_ files: ArraySlice<String>, megabytes: Int) throws -> String {
    let once = try files.map { try read($0) }.joined(separator: "\n\n")
    guard !once.isEmpty else { throw Fault.usage }
    var text = ""
    text.reserveCapacity(megabytes * 1_000_000 + once.utf8.count)
    while text.utf8.count < megabytes * 1_000_000 { text += once + "\n\n" }
    return text
  }

  private static func report(_ name: String, _ text: String, rounds: Int, _ body: () -> Int) {
    var best = Double.infinity
    var count = 0
    for _ in 0..<rounds { best = min(best, cpu { count = body() }) }
    let speed = Double(text.utf8.count) / 1_000_000 / best
    print("\(name): \((speed * 100).rounded() / 100) MB/s (\(count) found)")
  }

  private static func seconds(_ body: () -> Void) -> Double {
    (0..<2).map { _ in cpu(body) }.min() ?? 0
  }

  /// CPU time of this process: other work on the machine does not count.
  private static func cpu(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
  }

  private static func peakMegabytes() -> Int {
    // The kernel's own count: « VmHWM:   12345 kB ».
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) / 1024
  }
}
