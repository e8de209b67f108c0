import ArgumentParser
import Documents
import Foundation
import Pipeline

/// What reading one document may cost, and what opens locked ones.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .customLong("limit"),
    help: .say(
      "Ce que la lecture d’un document peut coûter, par exemple wall=60 ; peut "
        + "être répété. « calls config show » les donne toutes.",
      "What reading one document may cost, such as wall=60; may be repeated. "
        + "“calls config show” lists them all.", value: "name=number"))
  var settings: [LimitSetting] = []

  @Option(
    help: .say(
      "Un fichier de mots de passe, un par ligne, à essayer sur les PDF verrouillés.",
      "A file of passwords, one a line, to be tried on locked PDFs.", value: "file"))
  var passwordFile: String?

  /// Of a command that takes none.
  static var none: LimitOptions {
    var options = LimitOptions()
    (options.settings, options.passwordFile) = ([], nil)
    return options
  }
}

/// A `--limit` as typed.
struct LimitSetting: ExpressibleByArgument, Sendable {
  var limit: ReadingLimit
  var value: Int

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let limit = ReadingLimit(rawValue: parts[0]), let value = Int(parts[1]),
      limit.range.contains(value)
    else { return nil }
    self.limit = limit
    self.value = value
  }

  static var allValueStrings: [String] {
    ReadingLimit.allCases.map { "\($0.rawValue)=\($0.range.lowerBound)..\($0.range.upperBound)" }
  }
}

extension ReadingLimit {
  /// `MiB`, `s`, or nothing for a number.
  var unitName: String {
    switch unit {
    case .mebibytes: "MiB"
    case .seconds: "s"
    case .number: ""
    }
  }
}

// Option, then environment, then configuration, then the usual.
extension Session {
  /// A limit and who sets it.
  func limit(_ limit: ReadingLimit, _ told: LimitOptions) -> (value: Int, origin: String) {
    if let setting = told.settings.last(where: { $0.limit == limit }) {
      return (setting.value, "--limit")
    }
    let configured = configuration.limit(limit)
    return configured.map { ($0.value, $0.path) } ?? (limit.usual, "usual")
  }

  func readingLimits(_ told: LimitOptions) -> ReadingLimits {
    var limits = ReadingLimits()
    for name in ReadingLimit.allCases { limits[name] = limit(name, told).value }
    return limits
  }

  /// Path of the file of passwords and who names it; nil where there is none.
  func passwordFile(_ told: LimitOptions) -> (path: String, origin: String)? {
    if let path = told.passwordFile { return (path, "--password-file") }
    if let path = variable("CALLS_PASSWORD_FILE") { return (path, "CALLS_PASSWORD_FILE") }
    return configuration.text(.passwordFile).map { ($0.value, $0.path) }
  }

  /// The lines of the file of passwords. They are said nowhere: no message, record or store has them.
  func passwords(_ told: LimitOptions) throws -> [String] {
    guard let (path, _) = passwordFile(told) else { return [] }
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw DocumentInputs.exists(path)
        ? CommandError.inputUnreadable(path: path, detail: "") : .inputMissing(path: path)
    }
    guard data.count <= 64 << 10 else { throw CommandError.tooManyPasswords(path: path) }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
  }
}
