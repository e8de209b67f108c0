import Foundation
import Testing

/// The reader of an only document starts before the program itself: nobody may see that in what comes
/// out. With a limit told, it does not.
@Suite(.enabled(if: CallsProgram.isBuilt, "the program is not built"))
struct HeadStartTests {
  @Test(arguments: [
    "Corpus/documents/sudoe-2024-fiche.pdf", "Corpus/documents/life-circular-2024.html",
    "Corpus/documents/fiche-poctefa-2024.md", "Corpus/documents/missing.pdf", "Corpus", "broken.pdf",
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
}
