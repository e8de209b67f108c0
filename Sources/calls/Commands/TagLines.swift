import Documents
import Foundation
import Pipeline
import Presentation
import RuleEngine

/// `calls tag --ndjson`: texts in, annotations out, a line each; answers as soon as lines are there,
/// so that another program may hold it open.
struct TagLines {
  let tagger: Tagger
  let session: Session

  private struct Question: Decodable {
    var id: Identifier
    var text: String
    /// Rules of all languages are tried on every text.
    var lang: String?
    var referenceDate: String?

    enum CodingKeys: String, CodingKey {
      case id, text, lang
      case referenceDate = "reference_date"
    }
  }

  /// Given back as it came: a text or a number.
  private enum Identifier: Decodable {
    case text(String)
    case number(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    init?(_ scalar: JSONLine.Scalar?) {
      switch scalar {
      case .text(let text): self = .text(text)
      case .number(let number): self = .number(number)
      case nil: return nil
      }
    }
  }

  func run(_ paths: [String]) throws -> Int32 {
    var hasFailed = false
    for path in paths {
      var number = 0
      try lines(of: path) { line in
        number += 1
        guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return [] }
        guard let answer = try answer(line) else {
          hasFailed = true
          session.complain(
            session.wording.say(
              "\(path), ligne \(number) : ce n’est pas un objet JSON avec « id » et « text ». Corrigez cette ligne.",
              "\(path), line \(number): no JSON object with “id” and “text”. Correct that line."))
          return []
        }
        return answer
      }
    }
    return hasFailed ? ExitStatus.badData : ExitStatus.done
  }

  private func answer(_ line: ArraySlice<UInt8>) throws -> [UInt8]? {
    guard let question = question(line) else { return nil }
    let day = question.referenceDate.flatMap { CalendarDay(iso: String($0.prefix(10))) }
    let index = ScalarIndex(question.text)
    var json = JSONBytes()
    var text = question.text
    text.withUTF8 { bytes in
      json.raw("{\"annotations\":[")
      for (i, annotation) in tagger.annotations(in: question.text, on: day).enumerated() {
        if i > 0 { json.raw(",") }
        let value = day.map { annotation.value.placed(after: $0) } ?? annotation.value
        json.annotation(annotation, value: value, index, bytes)
      }
      json.raw("],\"id\":")
      switch question.id {
      case .text(let text): json.string(text)
      case .number(let number): json.number(number)
      }
      json.raw("}\n")
    }
    return json.bytes
  }

  private func question(_ line: ArraySlice<UInt8>) -> Question? {
    let members = line.withUnsafeBufferPointer { JSONLine.members(of: $0) }
    if let members, let id = Identifier(members["id"]), case .text(let text)? = members["text"] {
      switch (members["lang"], members["reference_date"]) {
      case (nil, nil): return Question(id: id, text: text, lang: nil, referenceDate: nil)
      case (.text?, nil): return Question(id: id, text: text, lang: nil, referenceDate: nil)
      case (nil, .text(let day)?), (.text?, .text(let day)?):
        return Question(id: id, text: text, lang: nil, referenceDate: day)
      default: break
      }
    }
    return try? JSONDecoder().decode(Question.self, from: Data(line))
  }

  /// Calls `body` for each line; what it returns is printed once all lines at hand are done.
  private func lines(of path: String, _ body: (ArraySlice<UInt8>) throws -> [UInt8]) throws {
    var rest: [UInt8] = []
    func take(_ chunk: [UInt8], isLast: Bool) throws {
      rest += chunk
      var answers: [UInt8] = []
      var start = 0
      while let end = rest[start...].firstIndex(of: 0x0A) {
        answers += try body(rest[start..<end])
        start = end + 1
      }
      if isLast, start < rest.count { answers += try body(rest[start...]) }
      rest = isLast ? [] : Array(rest[start...])
      if !answers.isEmpty { session.print(answers) }
    }
    guard path == "-" else {
      do {
        try take(try InputFile.bytes(of: path), isLast: true)
      } catch let failure as DocumentFailure {
        if case .empty = failure { return }
        guard DocumentInputs.exists(path) else { throw CommandError.inputMissing(path: path) }
        throw CommandError.inputUnreadable(path: path, detail: failure.id)
      }
      return
    }
    while let chunk = StandardStream.readChunk() { try take(chunk, isLast: false) }
    try take([], isLast: true)
  }
}
