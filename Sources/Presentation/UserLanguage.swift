/// A language in which `calls` speaks to people.
package enum UserLanguage: String, Hashable, Sendable, Codable, CaseIterable {
  case fr, en

  /// The language asked for: `--locale` first, then what POSIX says of messages (`LC_ALL`,
  /// `LC_MESSAGES`, `LANG`, the first that is not empty). Every locale that is not French, `C`,
  /// `POSIX` and none among them, gives English.
  ///
  /// `Locale.current` is never asked: it differs between machines for the same environment.
  package static func chosen(
    locale: UserLanguage?, environment: [String: String]
  ) -> UserLanguage {
    if let locale { return locale }
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let value = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let code = value.prefix { $0 != "_" && $0 != "." && $0 != "@" && $0 != "-" }
    return UserLanguage(rawValue: code.lowercased()) ?? .en
  }
}
