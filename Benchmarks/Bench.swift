import CallAssembly
import Documents
import Foundation
import Pipeline
import RuleEngine

/// The measures, by the name they have on the command line.
enum Bench {
  enum Fault: Error {
    case unreadable(String)
    /// No `calls-worker` lies beside the program, and `CALLS_WORKER` names none.
    case noWorker
    case usage
  }

  static func run(_ command: String, _ rest: [String]) throws {
    switch command {
    case "speed":
      guard rest.count > 2, let size = Int(rest[1]) else { throw Fault.usage }
      try speed(
        Tagger(pack: pack(of: rest[0])), CallTexts(files: rest[2...], megabytes: size))
    case "phrases": try phrases(CallTexts(files: rest[...], megabytes: 16))
    case "rules":
      guard rest.count > 1 else { throw Fault.usage }
      try rules(Tagger(pack: pack(of: rest[0])), rest[1...])
    case "length":
      guard rest.count > 1 else { throw Fault.usage }
      try length(Tagger(pack: pack(of: rest[0])), rest[1...])
    case "hostile":
      guard rest.count > 1 else { throw Fault.usage }
      try hostile(
        Tagger(pack: pack(of: rest[0])),
        CallTexts(files: rest[1...], megabytes: 1).documents().joined(separator: "\n\n"))
    case "records":
      guard rest.count > 1 else { throw Fault.usage }
      try records(pack(of: rest[0]), rest[1...])
    case "start":
      guard rest.count > 1 else { throw Fault.usage }
      try start(rest[0], rest[1])
    case "pack": _ = try rest.first.map { try library(of: $0).pack() }
    case "alerts":
      guard rest.count > 2 else { throw Fault.usage }
      try AlertBench.run(
        rules: rest[0], profile: rest[1], sizes: rest[2...].compactMap { Int($0) })
    case "dump":
      guard rest.count > 1 else { throw Fault.usage }
      try dump(Tagger(pack: pack(of: rest[0])), rest[1...])
    case "match": try MatchBench.run(rest)
    default: throw Fault.usage
    }
  }

  // MARK: Rules

  /// The rules as `calls` has them: mapped from a file, by a process that did not compile them.
  private static func pack(of folder: String) throws -> RulePack {
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    compiler.arguments = ["pack", folder]
    try compiler.run()
    compiler.waitUntilExit()
    return try library(of: folder).pack()
  }

  private static func library(of folder: String) -> RuleLibrary {
    RuleLibrary.located(told: folder, cacheFolder: NSTemporaryDirectory() + "calls-bench")
  }

  // MARK: Measures

  /// Documents as long as calls are, then the same as one text; annotations are kept to the end.
  private static func speed(_ tagger: Tagger, _ texts: CallTexts) {
    let documents = texts.documents()
    report("tokens and phrases", documents, rounds: 3) { tagger.phraseCount(in: $0) }
    report("everything", documents, rounds: 5) { text in
      kept.append(tagger.annotations(in: text))
      return kept[kept.count - 1].count
    }
    let checksum = kept.reduce(0) { $0 &* 31 &+ Checksum.of($1) }
    print("checksum of types, places and values: \(String(UInt(bitPattern: checksum), radix: 16))")
    kept = []
    report("everything, as one text", [documents.joined(separator: "\n\n")], rounds: 1) {
      tagger.annotations(in: $0).count
    }
    print("resident at most: \(peakMegabytes()) MB")
  }

  /// The rules by the steps that their patterns take, with their share of all.
  private static func rules(_ tagger: Tagger, _ files: ArraySlice<String>) throws {
    let costs = tagger.costs(over: try files.map { try read($0) })
    let all = costs.reduce(0) { $0 + $1.steps }
    print("steps, share in percent, tries, matches, rule")
    for cost in costs.prefix(60) {
      let share = Double(cost.steps) / Double(max(all, 1)) * 100
      print(cost.steps, (share * 10).rounded() / 10, cost.tries, cost.matches, cost.rule)
    }
    print("\(all) steps, \(costs.reduce(0) { $0 + $1.tries }) tries")
  }

  /// Phrases of one to six words that occur in the text: a hundred, and fifty thousand or as many
  /// as it has. All take turns, so that what else the machine does slows all of them.
  private static func phrases(_ texts: CallTexts) throws {
    let documents = texts.documents()
    let bytes = documents.reduce(0) { $0 + $1.utf8.count }
    for draw in CallTexts.Draw.allCases {
      let all = texts.phrases(50_000, draw)
      print("\(all.count) phrases of the text, drawn by \(draw.rawValue)")
      let counts = [100, 1_000, 10_000, all.count].filter { $0 <= all.count }
      let taggers = try counts.map { count in
        let step = all.count / count
        let some = (0..<count).map { all[$0 * step] }
        return Tagger(pack: try RulePack.load(files: gazetteers(some)))
      }
      var sums = [UInt](repeating: 0, count: counts.count)
      var found = [Int](repeating: 0, count: counts.count)
      var best = [Double](repeating: .infinity, count: counts.count)
      for _ in 0..<15 {
        for i in counts.indices {
          var count = 0
          let time = cpu {
            for text in documents {
              count += taggers[i].names(
                in: text, into: UnsafeMutableBufferPointer(rebasing: names[count...]))
            }
          }
          best[i] = min(best[i], time)
          found[i] = count
          sums[i] = names[..<count].reduce(0) { $0 &+ Checksum.of($1) }
        }
      }
      for (i, count) in counts.enumerated() {
        let ratio = (best[0] / best[i] * 100).rounded() / 100
        print(
          "\(count) phrases: \(megabytes(bytes, in: best[i])) MB/s, \(ratio) of the speed with 100"
            + " (\(found[i]) found, checksum \(sums[i]))")
      }
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
      let text = try CallTexts(files: files, megabytes: size).documents().joined(separator: "\n\n")
      report("\(size) MB", [text], rounds: 1) { tagger.annotations(in: $0).count }
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

  /// From documents already read to their records; files that cannot be read are passed by.
  private static func records(_ pack: RulePack, _ files: ArraySlice<String>) throws {
    let documents = files.compactMap { try? document($0) }
    let bytes = documents.reduce(0) { $0 + $1.text.utf8.count }
    let reader = CallReader(pack: pack)
    let tagger = Tagger(pack: pack)
    // Each round by itself: on a machine that others use too, the best tells what the work costs, the
    // median what they leave of it.
    let rounds = max(9, 12_000_000 / max(bytes, 1))
    func report(_ name: String, _ body: (Document) -> Int) {
      var count = 0
      let times = (0..<rounds).map { _ in
        count = 0
        return cpu { for document in documents { count += body(document) } }
      }.sorted()
      let (best, median) = (megabytes(bytes, in: times[0]), megabytes(bytes, in: times[rounds / 2]))
      print(
        "\(name): \(best) MB/s at best, \(median) in the median of \(rounds) rounds (\(count) found)"
      )
    }
    print("\(documents.count) documents, \(bytes) bytes of text")
    report("annotations") { tagger.annotations(in: $0).count }
    report("records") {
      reader.read($0, path: "", sha256: String(repeating: "0", count: 64)).texts.count
    }
  }

  /// Megabytes in a second, with two decimals.
  private static func megabytes(_ bytes: Int, in seconds: Double) -> Double {
    (Double(bytes) / 10_000 / seconds).rounded() / 100
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

  /// The text of a file: as it is where it is text, else what the reader of its format makes of it.
  static func read(_ file: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Fault.unreadable(file)
    }
    guard !file.hasSuffix(".txt") else { return String(decoding: data, as: UTF8.self) }
    return (try? document(file).text) ?? ""
  }

  /// A document as `calls` has it: read by the worker, whose memory is its own; pictures stay unread.
  private static func document(_ file: String) throws -> Document {
    var limits = WorkerLimits()
    limits.recognisesPictures = false
    guard let worker = WorkerClient.located(limits: limits) else { throw Fault.noWorker }
    return try worker.read(path: file)
  }

  /// Of the process at work, so that nothing is left out as unused.
  nonisolated(unsafe) private static var kept: [[Annotation]] = []
  /// All names of a round; sixteen megabytes hold no more.
  nonisolated(unsafe) private static let names = UnsafeMutableBufferPointer<Tagger.NamedPlace>
    .allocate(capacity: 16_000_000)

  /// Runs over all texts some times, and tells the best speed in megabytes a second of CPU time.
  @discardableResult
  private static func report(
    _ name: String, _ texts: [String], rounds: Int, _ body: (String) -> Int
  ) -> Double {
    var best = Double.infinity
    var count = 0
    for _ in 0..<rounds {
      kept.removeAll(keepingCapacity: true)
      count = 0
      best = min(best, cpu { for text in texts { count += body(text) } })
    }
    let speed = Double(texts.reduce(0) { $0 + $1.utf8.count }) / 1_000_000 / best
    print("\(name): \((speed * 100).rounded() / 100) MB/s (\(count) found)")
    return speed
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
