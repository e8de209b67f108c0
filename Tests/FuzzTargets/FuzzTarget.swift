import CallModel
import Documents
import Extraction
import Foundation
import RuleEngine

/// Code of ours that reads or writes bytes which strangers choose, as one function of such bytes each:
/// it ends, or it stops the process by what is broken.
///
/// `Tests/Fuzzing` runs them under libFuzzer; `FuzzReplayTests` runs them over what that kept.
package enum FuzzTarget: String, CaseIterable, Sendable {
  /// The frames that a worker sends, read by the process that owns the store.
  case wire
  /// A profile's file.
  case profile
  /// A file of rules, up to the compiled pack, which then tags a sentence.
  case rules
  /// Texts of a call in each form of a digest.
  case writers
  /// A slide's XML within a sound presentation.
  case slide
  /// Whole files: mails, pages, plain text, archives. No PDF, which poppler reads.
  case documents
  /// The text of a document, up to its call records.
  case records

  package func run(_ bytes: [UInt8]) {
    switch self {
    case .wire: Self.readFrame(bytes)
    case .profile: Self.readProfile(bytes)
    case .rules: Self.compileRules(bytes)
    case .writers: WrittenForms.check(bytes)
    case .slide: Self.read(SlideFile.archive(slide: bytes), name: "a.pptx")
    case .documents: Self.readDocument(bytes)
    case .records: RecordsOfText.read(bytes)
    }
  }

  /// A frame that is taken is one that can be sent again and says the same.
  private static func readFrame(_ bytes: [UInt8]) {
    // Frames from libFuzzer seldom hold their own length; so these bytes are a payload also.
    readFrame(frame: bytes)
    let count = UInt32(bytes.count)
    let head: [UInt8] = [0x43, 0x41, 0x4C, 0x57, WireWriter.version]
    readFrame(frame: head + (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) } + bytes)
  }

  private static func readFrame(frame: [UInt8]) {
    guard let result = try? WireReader.result(of: frame) else { return }
    let again = WireWriter.frame(result)
    guard let read = try? WireReader.result(of: again) else {
      preconditionFailure("a frame that was read cannot be read again")
    }
    precondition(WireWriter.frame(read) == again, "a frame changes when it is sent again")
  }

  private static func readProfile(_ bytes: [UInt8]) {
    _ = try? ProfileLoader.load(Data(bytes))
    bytes.withUnsafeBufferPointer { _ = JSONLine.members(of: $0) }
  }

  /// A rule file may need others: types and a lexicon stand beside it.
  private static func compileRules(_ bytes: [UInt8]) {
    guard bytes.count < 1 << 16 else { return }
    let files = [
      "types.yaml": "types:\n  - {name: day, group: value}\n  - {name: deadline, group: role}\n",
      "words.yaml": "lexicons:\n  - name: until\n    fr: [\"avant le\", \"jusqu'au\"]\n",
      "fuzzed.yaml": String(decoding: bytes, as: UTF8.self),
    ]
    guard let pack = try? RulePack.load(files: files) else { return }
    _ = pack.failedExamples()
    let text = "Les dossiers sont à déposer avant le 6 mai 2027."
    _ = Tagger(pack: pack).tagging(of: Document(format: .text, text: text))
  }

  private static func readDocument(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let names = ["a.eml", "a.html", "a.txt", "a.md", "a.docx", "a.odp", "a.mhtml", "a"]
    let rest = Array(bytes.dropFirst())
    guard !rest.starts(with: Array("%PDF".utf8)) else { return }
    read(rest, name: names[Int(first) % names.count])
  }

  private static func read(_ bytes: [UInt8], name: String) {
    guard let document = try? DocumentReader().read(bytes, name: name) else { return }
    // The invariants that the wire's reader asks for.
    let frame = WireWriter.frame(.success(document))
    precondition((try? WireReader.result(of: frame)) != nil, "a document that cannot be sent")
  }
}
