import Testing

@testable import Presentation

@Suite struct UserLanguageTests {
  static let cases: [(UserLanguage?, [String: String], UserLanguage)] = [
    (nil, [:], .en), (nil, ["LANG": "C"], .en), (nil, ["LANG": "POSIX"], .en),
    (nil, ["LANG": "C.UTF-8"], .en), (nil, ["LANG": "fr_FR.UTF-8"], .fr),
    (nil, ["LANG": "fr"], .fr), (nil, ["LANG": "fr_CA@euro"], .fr), (nil, ["LANG": "de_DE"], .en),
    (nil, ["LANG": "fr_FR", "LC_MESSAGES": "en_GB.UTF-8"], .en),
    (nil, ["LANG": "en_GB", "LC_MESSAGES": "fr_FR.UTF-8"], .fr),
    (nil, ["LC_MESSAGES": "en_GB", "LC_ALL": "fr_FR.UTF-8"], .fr),
    (nil, ["LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_BE.UTF-8"], .fr),
    (nil, ["LC_ALL": "C", "LANG": "fr_FR.UTF-8"], .en),
    (nil, ["LANG": "fry_NL"], .en), (.fr, ["LANG": "en_GB"], .fr), (.en, ["LC_ALL": "fr_FR"], .en),
  ]

  @Test(arguments: cases)
  func chosen(_ locale: UserLanguage?, _ environment: [String: String], _ expected: UserLanguage) {
    #expect(UserLanguage.chosen(locale: locale, environment: environment) == expected)
  }
}
