import CallModel

/// A call with all that a match shows of it, packed: what eligibility and readiness ask for with its
/// passages, its text, and where its words stand. Read for the calls that are shown alone.
package struct PackedCall: Hashable, Sendable {
  /// Changes with the form of the bytes.
  package static let version = 1

  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  init(_ record: CallRecord, _ text: CallText, field: FieldTerms, scanner: TextWords) {
    var writer = PackedWriter(keepsProofs: true)
    writer.text(text.title)
    writer.list(text.passages) {
      $0.text($1.text)
      $0.number($1.start)
      $0.number($1.page)
    }
    for part in DemandPart.allCases { writer.part(part, of: record, title: nil) }
    writer.list(record.prerequisites) {
      $0.text($1.id)
      $0.text($1.text)
      $0.proofs($1.evidence)
    }
    writer.list(record.parties.filter { $0.role == .technicalSupport }) {
      $0.text($1.name)
      $0.proofs($1.evidence)
    }
    writer.append(CallPlaces(of: text, field: field, scanner: scanner).bytes)
    bytes = writer.bytes
  }

  /// The call again; nil for bytes that are none of ours. Of its record, what matching does not ask
  /// for is missing; roles and headings of passages and
  /// the path of its document too.
  package func call(id: String) -> MatchableCall? {
    bytes.withUnsafeBytes { bytes in
      var reader = PackedReader(bytes, keepsProofs: true)
      do throws(PackedReader.Damaged) {
        let text = try reader.callText()
        var record = CallRecord()
        record.id = id
        for part in DemandPart.allCases { try reader.part(part, into: &record) }
        try reader.support(&record)
        var call = MatchableCall(id: id, document: "", record: record, text: text)
        call.places = CallPlaces(bytes: Array(bytes[reader.position...]))
        return call
      } catch {
        return nil
      }
    }
  }
}

extension PackedReader {
  fileprivate mutating func callText() throws(Damaged) -> CallText {
    let title = try text()
    let passages = try list { reader throws(Damaged) in
      let text = try reader.text()
      let start = try reader.number()
      return CallText.Passage(
        role: .summary, heading: nil, text: text, start: start, page: try reader.number())
    }
    return CallText(title: title, passages: passages)
  }

  fileprivate mutating func support(_ record: inout CallRecord) throws(Damaged) {
    record.prerequisites = try list { reader throws(Damaged) in
      Prerequisite(id: try reader.text(), text: try reader.text(), evidence: try reader.proofs())
    }
    record.parties = try list { reader throws(Damaged) in
      Party(
        id: "", name: try reader.text(), role: .technicalSupport, evidence: try reader.proofs())
    }
  }
}
