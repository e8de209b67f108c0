import CallModel
import Documents
import Matching
import Store

extension MatchableCall {
  package init(_ call: StoredCall) {
    self.init(id: call.id, document: call.path, record: call.record, text: call.text)
  }
}

/// The calls of a store, ready to be matched with any number of profiles on one day; what was decided of
/// them is heeded.
package struct StoredMatching: Sendable {
  package let day: CalendarDay
  private let store: Store
  private let matcher: Matcher
  private let decisions: [Decision]

  /// Reads all calls that are not withdrawn, packed where they were packed before.
  package init(store: Store, knowledge: FieldKnowledge, day: CalendarDay) throws(StoreError) {
    let packer = CallPacker(knowledge: knowledge)
    let table = try MatchTable(store: store, packer: packer)
    matcher = Matcher(
      calls: table.calls, knowledge: knowledge, packer: packer,
      whole: { Self.whole($0, in: store, packer.fingerprint) })
    decisions = try store.decisions(until: day)
    self.store = store
    self.day = day
  }

  package func reports(
    _ profiles: [Profile], options: MatchOptions = MatchOptions()
  ) -> [MatchReport] {
    matcher.reports(
      profiles, on: day, options: options, decisions: decisions, programmes: programmesOfGrants)
  }

  /// Of calls that gave something, by call.
  private var programmesOfGrants: [String: [String]] {
    decisions.filter { !$0.outcomes.isEmpty }.reduce(into: [:]) {
      $0[$1.call] = Self.call($1.call, in: store)?.record.programmes.map(\.id)
    }
  }

  /// The records of the calls that reports show, by id.
  package func records(of reports: [MatchReport]) -> [String: CallRecord] {
    let ids = Set(reports.flatMap { $0.matches + $0.nearMisses }.map(\.call))
    return ids.reduce(into: [:]) { $0[$1] = Self.call($1, in: store)?.record }
  }

  /// A call as a match shows it: packed, else read from its record.
  private static func whole(
    _ id: String, in store: Store, _ fingerprint: String
  ) -> MatchableCall? {
    let bytes = try? store.packedCall(id, fingerprint: fingerprint)
    return bytes.flatMap { PackedCall(bytes: $0).call(id: id) } ?? call(id, in: store)
  }

  private static func call(_ id: String, in store: Store) -> MatchableCall? {
    guard case .found(let call)? = try? store.call(matching: id) else { return nil }
    return MatchableCall(call)
  }
}

/// The packed calls of a store.
package struct MatchTable {
  /// By id.
  let calls: [MatchableCall]

  /// What is not packed by today's lexicon is packed now, without keeping it.
  init(store: Store, packer: CallPacker) throws(StoreError) {
    var calls: [MatchableCall] = []
    for row in try store.matchRows(fingerprint: packer.fingerprint) {
      if let call = Self.call(row) {
        calls.append(call)
      } else if case .found(let stored) = try store.call(matching: row.id) {
        calls.append(MatchableCall(stored))
      }
    }
    self.calls = calls
  }

  private static func call(_ row: MatchRow) -> MatchableCall? {
    row.packed.flatMap {
      MatchableCall(
        id: row.id, document: row.path, demands: PackedDemands(bytes: $0.demands),
        matter: CallMatter(bytes: $0.matter))
    }
  }

  /// Packs the calls of a store that are not packed by today's lexicon, so that no match has to. They
  /// are kept by the hundred: what is done stays done, and a large store needs no more memory.
  /// - Parameter progress: told how many are packed, of how many.
  package static func refresh(
    _ store: Store, knowledge: FieldKnowledge, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(StoreError) {
    let packer = CallPacker(knowledge: knowledge)
    let ids = try store.unpackedCalls(fingerprint: packer.fingerprint)
    for start in stride(from: 0, to: ids.count, by: 100) {
      progress(start, ids.count)
      var made: [String: MatchRow.Packed] = [:]
      for id in ids[start..<min(start + 100, ids.count)] {
        guard case .found(let call) = try store.call(matching: id) else { continue }
        made[id] = MatchRow.Packed(
          demands: PackedDemands(of: call.record, title: call.text.title).bytes,
          matter: packer.matter(of: call.record, call.text).bytes,
          whole: packer.whole(of: call.record, call.text).bytes)
      }
      try store.keep(made, fingerprint: packer.fingerprint)
    }
  }
}
