import Foundation
import Pipeline
import Testing

/// Floors hold on every machine, whatever is installed there.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct EvaluateTests {
  private static let gold = #"{"document": {"path": "scan.pdf", "kind": "other"}, "calls": []}"#
  private static let deadline = "« avant le 30 novembre 1999 »"

  @Test func scansStayUnreadUnlessAsked() throws {
    let program = try CallsProgram()
    try program.write(try program.corpus("documents/scan-jumelage-1999.pdf"), to: "scan.pdf")
    try program.write(Self.gold + "\n", to: "gold.jsonl")

    let usual = try program.run("evaluate", ".", "--misses")
    #expect(usual.status == 0)
    #expect(!usual.output.contains(Self.deadline))

    let hasTesseract = try WorkerClient.located()?.recognitionLanguages() != nil
    let asked = try program.run("evaluate", ".", "--misses", "--ocr")
    #expect(asked.output.contains(Self.deadline) == hasTesseract)
    let refused = try program.run(
      ["evaluate", ".", "--misses", "--ocr"], environment: ["CALLS_OCR": "off"])
    #expect(refused.output == usual.output)
  }
}
