import CallModel

/// Packs calls for matching, by what is known of the field. Made once for many calls.
package struct CallPacker: Sendable {
  let field: FieldTerms
  /// Tells whether a matter was made by the same knowledge and in the same way.
  package let fingerprint: String

  package init(knowledge: FieldKnowledge) {
    field = FieldTerms(knowledge: knowledge, scanner: TextWords())
    fingerprint = Self.fingerprint(of: knowledge)
  }

  /// What a call speaks of.
  package func matter(of record: CallRecord, _ text: CallText) -> CallMatter {
    CallMatter(of: text, isBare: record.isBare, field: field, scanner: TextWords())
  }

  /// The call with all that a match shows of it.
  package func whole(of record: CallRecord, _ text: CallText) -> PackedCall {
    PackedCall(record, text, field: field, scanner: TextWords())
  }

  private static func fingerprint(of knowledge: FieldKnowledge) -> String {
    var hash = FingerprintHash()
    hash.add("\(CallMatter.version) \(PackedDemands.version) \(PackedCall.version)")
    for theme in knowledge.themes {
      hash.add(theme.id)
      hash.add(theme.labels)
      hash.add(theme.terms)
    }
    for country in knowledge.countries {
      hash.add(country.code)
      hash.add(country.names)
      hash.add(country.terms)
    }
    for body in knowledge.bodies {
      hash.add(body.type.rawValue)
      hash.add(body.terms)
    }
    for concept in knowledge.concepts {
      hash.add(concept.id)
      hash.add(concept.terms)
      hash.add(concept.exact)
      hash.add(concept.notInFrench)
      hash.add(concept.notInEnglish)
      hash.add(concept.weight == 0 ? "silent" : "")
    }
    return String(hash.value, radix: 16)
  }
}

/// FNV-1a over texts, each ended: the same on every machine.
private struct FingerprintHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    value = (value ^ 0xFF) &* 0x100_0000_01b3
  }

  mutating func add(_ texts: [String]) {
    for text in texts { add(text) }
    add("")
  }

  mutating func add(_ texts: [String: String]) {
    for (key, text) in texts.sorted(by: { $0.key < $1.key }) {
      add(key)
      add(text)
    }
    add("")
  }
}
