import CallModel
import Foundation

/// JSON as the store keeps it: sorted keys, so that equal values are equal bytes.
enum RecordCoding {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw StoreError.damaged(path: "", detail: "\(type): \(error)")
    }
  }

  /// Keys that say where and how sure, not what: a record that differs in these alone says the same.
  private static let proof: Set<String> = ["evidence", "weight"]
  /// Top-level fields that are no facts of the call.
  private static let frame: Set<String> = ["id", "sections"]

  /// Names of the top-level fields in which two records say something else, sorted.
  static func changedFields(from old: String, to new: String) throws -> [String] {
    let before = try facts(old)
    let after = try facts(new)
    return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
  }

  /// The top-level fields of a record without their proofs; empty ones are left out.
  static func facts(_ record: String) throws -> [String: JSONValue] {
    let fields = try value(JSONValue.self, from: record).without(proof).fields ?? [:]
    return fields.filter { name, value in
      !frame.contains(name) && value != .null && value != .list([])
    }
  }
}
