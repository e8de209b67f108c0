import Foundation
import Testing

/// The reader of an only document starts before the program itself: nobody may see that in what comes
/// out. With a limit told, it does not.
@Suite(.enabled(if: CallsProgram.isBuilt, "the program is not built"))
struct HeadStartTests {
  @Test(arguments: [
    "Corpus/documents/sudoe-2024-fiche.pdf", "Corpus/documents/life-circular-2024.html",
    "Corpus/documents/fiche-poctefa-2024.md", "Corpus/documents/missing.pdf", "Corpus",
    "broken.pdf",
    "empty.pdf", "linked.pdf",
  ])
  func anEarlyReaderReadsTheSame(path: String) throws {
    let program = try CallsProgram()
    try program.write("%PDF-1.4\nnothing", to: "broken.pdf")
    try program.write("", to: "empty.pdf")
    try FileManager.default.createSymbolicLink(
      atPath: program.folder + "/linked.pdf",
      withDestinationPath: "Corpus/documents/sudoe-2024-fiche.pdf")
    let early = try program.run("extract", "--format", "json", path)
    let late = try program.run("extract", "--limit", "wall=29", "--format", "json", path)
    #expect(early.output == late.output)
    #expect(early.errors == late.errors)
    #expect(early.status == late.status)
    // The text is read without the places of words, by either.
    let text = try program.run("extract", "--format", "text", path)
    #expect(text.output == (try program.run("extract", "--limit", "wall=29", path)).output)
    if let place = early.output.range(of: "\"fragments\":[") {
      #expect(!path.hasSuffix(".pdf") || early.output[place.upperBound...].first == "{")
    }
  }

  @Test func anEarlyReaderThatNobodyAsksForEnds() throws {
    let program = try CallsProgram()
    let path = "Corpus/documents/sudoe-2024-fiche.pdf"
    let ending = try program.run("extract", "--no-such-option", path)
    #expect(ending.status == 64)
    // Two documents, of which the first is not the one that was begun.
    let both = try program.run("extract", "Corpus/documents/fiche-poctefa-2024.md", path)
    #expect(both.status == 0)
    #expect(both.output.contains("\u{C}"))
  }
  /// What it has said is taken as soon as it is whole; whatever it does then, it ends.
  @Test func aWholeReplyIsTakenFromAReaderThatDoesNotEnd() throws {
    let program = try CallsProgram()
    let own = try #require(CallsProgram.executables)
    try program.write("Un appel à projets.", to: "a.txt")
    try program.write(
      """
      #!/bin/sh
      echo $$ > '\(program.folder)/pid'
      '\(own)/calls-worker' "$@"
      exec >&- 2>&- sleep 600
      """, to: "bin/calls-worker")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.folder + "/bin/calls-worker")
    let copy = program.folder + "/bin/calls"
    if link(own + "/calls", copy) != 0 { try program.copy(own + "/calls", to: "bin/calls") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: copy)
    process.arguments = ["extract", "--format", "text", program.folder + "/a.txt"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.contains("Un appel"))
    let pid = try String(contentsOfFile: program.folder + "/pid", encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    // Nothing is left of it but its place in the table of processes, until somebody clears that.
    var left = 2_000
    while left > 0, let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline"),
      !line.isEmpty
    {
      usleep(10_000)
      left -= 1
    }
    #expect(left > 0)
  }
}
