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
  /// Texts of a call in a form of a digest.
  case writers
  /// A part of an office file whose other parts are sound.
  case office
  /// Whole files: mails, pages, plain text, archives. No PDF, which poppler reads.
  case documents
  /// The text of a document, up to its call records.
  case records

  /// Whether the input was read, compiled or written, and not refused.
  @discardableResult
  package func run(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .wire: Self.readFrame(bytes)
    case .profile: Self.readProfile(bytes)
    case .rules: RulesOfBytes.tag(bytes)
    case .writers: WrittenForms.check(bytes)
    case .office: OfficeFile.archive(bytes).map { Self.read($0.bytes, name: $0.name) } ?? false
    case .documents: Self.readDocument(bytes)
    case .records: RecordsOfText.read(bytes)
    }
  }

  /// What stands before a frame's length.
  static let frameStart: [UInt8] = [0x43, 0x41, 0x4C, 0x57, WireWriter.version]

  /// A frame that is taken is one that can be sent again and says the same.
  private static func readFrame(_ bytes: [UInt8]) -> Bool {
    // Frames from libFuzzer seldom hold their own length; so these bytes are a payload also.
    let count = UInt32(bytes.count)
    let length = (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }
    let isFrame = readWhole(frame: bytes)
    return readWhole(frame: frameStart + length + bytes) || isFrame
  }

  private static func readWhole(frame: [UInt8]) -> Bool {
    guard let result = try? WireReader.result(of: frame) else { return false }
    let again = WireWriter.frame(result)
    guard let read = try? WireReader.result(of: again) else {
      preconditionFailure("a frame that was read cannot be read again")
    }
    precondition(WireWriter.frame(read) == again, "a frame changes when it is sent again")
    return true
  }

  private static func readProfile(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { _ = JSONLine.members(of: $0) }
    return (try? ProfileLoader.load(Data(bytes))) != nil
  }

  /// What a document's name ends in, by its first byte.
  static let endings = ["eml", "html", "txt", "md", "docx", "odp", "mhtml", "odt", ""]

  private static func readDocument(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    let rest = Array(bytes.dropFirst())
    guard !rest.starts(with: Array("%PDF".utf8)) else { return false }
    return read(rest, name: "a." + endings[Int(first) % endings.count])
  }

  private static func read(_ bytes: [UInt8], name: String) -> Bool {
    guard let document = try? DocumentReader().read(bytes, name: name) else { return false }
    // The invariants that the wire's reader asks for.
    let frame = WireWriter.frame(.success(document))
    precondition((try? WireReader.result(of: frame)) != nil, "a document that cannot be sent")
    return true
  }
}
