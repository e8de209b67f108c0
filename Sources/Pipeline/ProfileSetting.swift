import CallModel
import Foundation
import Store

/// A change of a profile as a person types it: `budget.cofinancingPerProject=300000`,
/// `projects.p1.durationMonths=24`.
///
/// Steps of the path are member names, places in a list counted from 0, or ids of its members. A
/// bare number where money is due is a sum in the currency that stood there, else in euros; what is no
/// JSON is text. Whether the result is a profile is for `ProfileLoader` to say.
package struct ProfileSetting: Hashable, Sendable {
  package enum Fault: Error, Hashable {
    /// Not of the form `path=value`.
    case form(String)
    /// The list at `path` has no such member.
    case noMember(String, path: String, known: [String])
  }

  private let path: [String]
  private let value: JSONValue

  package init(_ text: String) throws(Fault) {
    guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { throw .form(text) }
    path = text[..<sign].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !path.contains("") else { throw .form(text) }
    let typed = String(text[text.index(after: sign)...])
    value = (try? JSONDecoder().decode(JSONValue.self, from: Data(typed.utf8))) ?? .text(typed)
  }

  /// The bytes of a profile with the settings; bytes that are no JSON stay as they are.
  package static func applied(
    _ settings: [ProfileSetting], to data: Data
  ) throws(Fault) -> Data {
    guard !settings.isEmpty, var profile = try? JSONDecoder().decode(JSONValue.self, from: data)
    else { return data }
    for setting in settings {
      profile = try setting.set(setting.path[...], in: profile, done: [])
    }
    return (try? JSONEncoder().encode(profile)) ?? data
  }

  private func set(
    _ path: ArraySlice<String>, in node: JSONValue?, done: [String]
  ) throws(Fault) -> JSONValue {
    guard let step = path.first else { return leaf(over: node, name: done.last ?? "") }
    if case .list(var members) = node {
      let ids = members.map { $0.fields?["id"].flatMap(Self.text) }
      guard
        let index = ids.firstIndex(of: step)
          ?? Int(step).flatMap({ members.indices.contains($0) ? $0 : nil })
      else {
        throw .noMember(
          step, path: done.joined(separator: "."), known: ids.compactMap(\.self))
      }
      members[index] = try set(path.dropFirst(), in: members[index], done: done + [step])
      return .list(members)
    }
    var fields = node?.fields ?? [:]
    fields[step] = try set(path.dropFirst(), in: fields[step], done: done + [step])
    return .object(fields)
  }

  private func leaf(over old: JSONValue?, name: String) -> JSONValue {
    guard case .number = value, Self.sums.contains(name) else { return value }
    return .object(["amount": value, "currency": old?.fields?["currency"] ?? .text("EUR")])
  }

  /// Fields of a profile that hold money.
  private static let sums: Set<String> = ["cofinancingPerYear", "cofinancingPerProject", "budget"]

  private static func text(_ value: JSONValue) -> String? {
    if case .text(let text) = value { text } else { nil }
  }
}
