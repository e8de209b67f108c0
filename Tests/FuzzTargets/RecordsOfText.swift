import CallAssembly
import CallModel
import Documents
import Extraction
import Foundation
import RuleEngine
import TestSupport

/// From a text to call records, by the project's own rules: what runs in the process that owns the
/// store.
enum RecordsOfText {
  private static let reader: CallReader = {
    do {
      return CallReader(pack: try RulePack.load(folder: Checkout.rules))
    } catch {
      preconditionFailure("the rules do not compile: \(error)")
    }
  }()

  static func read(_ bytes: [UInt8]) -> Bool {
    guard let document = try? DocumentReader().read(bytes, name: "a.txt") else { return false }
    let reading = reader.read(document, path: "a.txt", sha256: "0")
    precondition(reading.texts.count == reading.parsed.calls.count)
    let scalars = Array(document.text.unicodeScalars)
    for call in reading.parsed.calls {
      guard let title = call.title else { continue }
      for evidence in title.evidence { check(evidence, scalars) }
      for deadline in call.windows.flatMap(\.deadlines) {
        for evidence in deadline.date.evidence { check(evidence, scalars) }
      }
    }
    return true
  }

  /// A quote stands where it says.
  private static func check(_ evidence: Evidence, _ scalars: [Unicode.Scalar]) {
    precondition(evidence.start >= 0 && evidence.end <= scalars.count, "a quote out of the text")
    precondition(
      scalars[evidence.start..<evidence.end].elementsEqual(evidence.quote.unicodeScalars),
      "a quote that does not stand in its place")
  }
}
