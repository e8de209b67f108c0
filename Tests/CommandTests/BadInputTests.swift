import Foundation
import TestSupport
import Testing

/// What is wrong gives one clear line, the status of the contract, and the rest goes on.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct BadInputTests {
  private let program: CallsProgram
  private static let good = "Corpus/documents/life-circular-2024.html"

  private static let encrypted: [UInt8] = {
    var writer = PDFWriter()
    writer.isEncrypted = true
    writer.page { $0.text("secret", x: 72, y: 72) }
    return writer.bytes()
  }()

  init() throws {
    program = try CallsProgram()
    let pdf = try program.corpus("documents/sudoe-2024-fiche.pdf")
    try program.write(Array(pdf.prefix(600)), to: "truncated.pdf")
    try program.write(Self.encrypted, to: "encrypted.pdf")
    try program.write("", to: "empty.pdf")
    try program.write("hidden", to: "folder/.nothing")
    let sparse = program.folder + "/sparse.pdf"
    _ = FileManager.default.createFile(atPath: sparse, contents: nil)
    try #require(FileHandle(forWritingAtPath: sparse)).truncate(atOffset: 1 << 30)
  }

  @Test(arguments: [
    ("truncated.pdf", "damaged", 65), ("encrypted.pdf", "encrypted", 65),
    ("empty.pdf", "empty", 65), ("sparse.pdf", "too-large", 65),
    ("missing.pdf", "unreadable", 66),
  ])
  func badDocument(name: String, id: String, status: Int32) throws {
    for locale in ["fr", "en"] {
      let alone = try program.run("parse", "--locale", locale, "--ndjson", name)
      #expect(alone.status == status)
      #expect(alone.errorLines.count == 1)
      #expect(alone.errors.contains(name))
      #expect(alone.outputLines.count == 1)
      #expect(alone.output.contains("\"id\":\"\(id)\""))
    }
  }

  @Test func batchGoesOn() throws {
    let bad = ["truncated.pdf", "encrypted.pdf", "empty.pdf", "sparse.pdf", "missing.pdf"]
    let ending = try program.run(["parse", "--ndjson"] + bad + [Self.good])
    #expect(ending.status == 65)
    #expect(ending.errorLines.count == bad.count)
    #expect(ending.outputLines.count == bad.count + 1)
    // In the order given.
    for (line, name) in zip(ending.outputLines, bad + [Self.good]) {
      #expect(line.contains("\"path\":\"\(name)\""))
    }
    #expect(ending.outputLines.last?.contains("\"error\"") == false)
  }

  @Test func folderIsItsDocuments() throws {
    let empty = try program.run("parse", "folder")
    #expect(empty.status == 0)
    #expect(empty.output == "[]\n")
    #expect(empty.errorLines.count == 1)
    try program.write(try program.corpus("documents/life-circular-2024.html"), to: "folder/a.html")
    let full = try program.run("parse", "--ndjson", "folder")
    #expect(full.outputLines.count == 1)
    #expect(full.output.contains("\"path\":\"folder/a.html\""))
  }

  @Test func failuresAreKeptAndNamed() throws {
    let added = try program.run("add", "empty.pdf", "truncated.pdf", Self.good)
    #expect(added.status == 65)
    let failures = try program.run("failures", "--json")
    #expect(failures.status == 0)
    #expect(failures.output.contains("\"error\" : \"empty\""))
    #expect(failures.output.contains("\"error\" : \"damaged\""))
    try program.write(try program.corpus("documents/faq-closed-call.md"), to: "empty.pdf")
    _ = try program.run("retry", "empty.pdf")
    #expect(try !program.run("failures", "--json").output.contains("empty.pdf"))
  }

  @Test(arguments: [
    (#"{"schema": "calls-profile/1", "name": "x", "type": "regoin", "country": "FR"}"#, "/type"),
    (#"{"schema": "calls-profile/1", "name": "x", "#, "JSON"), ("", "JSON"),
  ])
  func badProfile(text: String, part: String) throws {
    try program.write(text, to: "bad.json")
    let alone = try program.run("match", "--profile", "bad.json")
    #expect(alone.status == 65)
    #expect(alone.errorLines.count == 1)
    #expect(alone.errors.contains(part))
    #expect(alone.errors.contains("bad.json"))
    _ = try program.run("add", Self.good)
    let both = try program.run(
      "match", "--json", "--profile", "bad.json", "--profile", "Corpus/profiles/region.json")
    #expect(both.status == 65)
    #expect(both.output.contains("\"profiles\""))
    #expect(both.output.contains("calls-match/1"))
  }

  @Test func brokenRule() throws {
    try program.write("sumary: x\n", to: "rules/dates/broken.yaml")
    let check = try program.run("rules", "check", "--rules", "rules")
    #expect(check.status == 65)
    #expect(check.errorLines.count == 1)
    #expect(check.errors.contains("dates/broken.yaml:1"))
    #expect(check.errors.contains("summary"))
  }

  static let wrong: [(arguments: [String], status: Int32)] = [
    (["list", "--on", "2024-02-30"], 64), (["nonsense"], 64), (["parse"], 64),
    (["list", "--store", "missing.sqlite"], 66), (["list", "--store", "empty.pdf/x"], 66),
    (["add", "Corpus/documents/faq-closed-call.md", "--store", "/proc/none/x"], 73),
    (["list", "--store", "truncated.pdf"], 65), (["rules", "show", "deadlines/untill"], 66),
    (["match", "--profile", "none.json"], 66), (["parse", "--rules", "none", "x"], 66),
  ]

  @Test(arguments: wrong)
  func statuses(arguments: [String], status: Int32) throws {
    let ending = try program.run(arguments)
    #expect(ending.status == status, "\(ending.errors)")
    #expect(!ending.errors.isEmpty)
    #expect(ending.output.isEmpty)
  }

  /// Where no rules are, the folder is named in the person's language, and nothing else is done.
  @Test(arguments: [
    ["digest", "--profile", "Corpus/profiles/region.json"],
    ["guide", "--profile", "Corpus/profiles/region.json"],
    ["match", "--profile", "Corpus/profiles/region.json"],
    ["add", "Corpus/documents/faq-closed-call.md"],
    ["parse", "Corpus/documents/faq-closed-call.md"],
  ])
  func withoutRules(arguments: [String]) throws {
    _ = try program.run("add", "Corpus/documents/life-circular-2024.html")
    try FileManager.default.createDirectory(
      atPath: program.folder + "/bare", withIntermediateDirectories: true)
    for folder in ["none", "bare"] {
      for (locale, words) in [("fr", "ne contient aucune règle"), ("en", "holds no rules")] {
        let ending = try program.run(arguments + ["--rules", folder, "--locale", locale])
        #expect(ending.status == 66, "\(ending.errors)")
        #expect(ending.output.isEmpty && ending.errors.contains("\(folder) \(words)"))
      }
    }
    let list = try program.run("list", "--json").output
    #expect(list.contains("life-circular-2024") && !list.contains("faq-closed-call"))
  }

  @Test func closedPipeIsNoError() throws {
    let ending = try program.shell("calls rules list --json | head -n 1; true")
    #expect(ending.status == 0)
    #expect(ending.errors.isEmpty)
  }
}
