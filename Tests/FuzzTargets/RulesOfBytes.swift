import CallModel
import Documents
import Extraction
import Foundation
import RuleEngine
import TestSupport

/// A file of rules among sound ones, up to the compiled pack, which then tags a sentence.
enum RulesOfBytes {
  /// The few rules of the tests of faults: they name each other, as those of the project do.
  private static let base: [String: String] = {
    let folder = Checkout.root + "/Tests/CommandTests/Faults/Rules"
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let files = names.filter { $0.hasSuffix(".yaml") }.map { name in
      (
        name,
        String(
          decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data(),
          as: UTF8.self)
      )
    }
    let base = Dictionary(uniqueKeysWithValues: files)
    precondition((try? RulePack.load(files: base)) != nil, "the rules beside the fuzzed one")
    return base
  }()

  /// Where the file stands decides what it is: by its first byte, in the place of a sound one or
  /// beside them.
  private static let places = [
    "deadlines/fuzzed.yaml", "lexicons/fuzzed.yaml", "gazetteers/fuzzed.yaml",
    "concepts/fuzzed.yaml", "confidence.yaml", "types.yaml", "shapes.yaml", "dates/day.yaml",
    "deadlines/label.yaml", "lexicons/dates.yaml", "gazetteers/kinds.yaml",
  ]

  static func tag(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return false }
    var files = base
    files[places[Int(first) % places.count]] = String(decoding: bytes.dropFirst(), as: UTF8.self)
    guard let pack = try? RulePack.load(files: files) else { return false }
    _ = pack.failedExamples()
    let text = "Les dossiers sont à déposer avant le 6 mai 2027. Date limite : 3 juin 2027."
    _ = Tagger(pack: pack).tagging(of: Document(format: .text, text: text))
    return true
  }

  /// The sound files in their places, and small ones of the project's own rules.
  static var sound: [[UInt8]] {
    let standing = places.enumerated().compactMap { place in
      base[place.element].map { [UInt8(place.offset)] + Array($0.utf8) }
    }
    return standing + written.map { [UInt8($0.place)] + Array($0.text.utf8) }
  }

  /// What rule files may say, by names that the sound ones have.
  private static let written: [(place: Int, text: String)] = [
    (
      0,
      """
      summary: x
      pattern:
        - "<deadline-label> ..8 [ {when:date} ]"
        - "^ ( le | au )? [ {day} _ <month> ]+ !x ',' $"
      annotate: {type: deadline, from: when}
      when: ["sentence: <month>", "block-before: {date}"]
      unless: ["passage: projet"]
      priority: 55
      examples:
        - {text: "Date limite : le [6 mai 2027].", value: "2027-05-06"}
      counter-examples:
        - {text: "le 6 mai", why: no year}
      """
    ),
    (
      0,
      """
      summary: x
      pattern: "[ {from-day:day} - {to-day:day} <month> {year} ]"
      annotate: {type: date, as: daterange}
      suppresses: [time]
      """
    ),
    (
      1,
      """
      summary: x
      words:
        fr: ["dép[ôt|oser|osé(e)] [du|des] dossier(s)", "=dès", "==A", {phrase: juin, value: 6}]
        en: [{phrase: zone AFR, valid: {from: "2022-01-01", to: "2024-06-30"}}]
      """
    ),
    (
      2,
      """
      summary: x
      source: x
      type: programme
      entries:
        - id: interreg-sudoe
          name: Interreg Sudoe
          names: [Sudoe, "Interreg [IV|V]-B Sudoe"]
          exact: [SUDOE]
          weak: [POCTEFA]
          near: [programme]
          attributes: {period: "2021-2027", countries: [ES, FR], follows: interreg-sudoe}
      """
    ),
    (
      3,
      """
      summary: x
      concepts:
        - id: lighting
          is: [energy]
          related: [light]
          weight: 50
          fr: [éclairage public]
          exact: [SDAL]
        - {id: energy, fr: [énergie]}
        - {id: light, en: [light]}
      """
    ),
    (4, "dates/day: 0.9\n"),
    (
      5,
      """
      date: {group: time, also: [when], publish: d, summary: s}
      deadline: {group: date-role, role: true, over: [time]}
      document-kind: {group: document-kind, private: true}
      call-fact: {group: call-fact, private: true}
      """
    ),
    (6, "day: {digits: 1-2, from: 1, to: 31}\nyear: {digits: 4-4}\n"),
  ]
}
