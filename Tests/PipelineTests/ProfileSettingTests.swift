import CallModel
import Foundation
import Pipeline
import Testing

/// What a profile would be if it said something else.
@Suite struct ProfileSettingTests {
  private static let base = """
    {"schema": "calls-profile/1", "name": "V", "type": "commune", "country": "FR",
     "projects": [{"id": "p", "title": "T", "budget": {"amount": 10, "currency": "CHF"}}]}
    """

  private func profile(_ settings: String...) throws -> Profile {
    let settings = try settings.map { text throws(ProfileSetting.Fault) in try ProfileSetting(text)
    }
    return try ProfileLoader.load(
      try ProfileSetting.applied(settings, to: Data(Self.base.utf8)))
  }

  @Test func sumsNumbersAndTextsAreSet() throws {
    let changed = try profile(
      "budget.cofinancingPerProject=300000", "projects.p.budget=25.5",
      "projects.0.durationMonths=24",
      "type=region", "languages=[\"fr\",\"en\"]")
    #expect(changed.budget?.cofinancingPerProject == Money(300_000, "EUR"))
    #expect(changed.projects?[0].budget == Money(Decimal(string: "25.5")!, "CHF"))
    #expect(changed.projects?[0].durationMonths == 24)
    #expect(changed.type == .region && changed.languages == ["fr", "en"])
    #expect(try profile() == ProfileLoader.load(Data(Self.base.utf8)))
  }

  @Test(arguments: ["", "budget", "=3", "a..b=1"])
  func whatIsNoSettingIsRefused(_ text: String) {
    #expect(throws: ProfileSetting.Fault.form(text)) { try ProfileSetting(text) }
  }

  @Test func aProjectThatIsNotThereIsNamed() {
    #expect(throws: ProfileSetting.Fault.noMember("x", path: "projects", known: ["p"])) {
      try profile("projects.x.budget=1")
    }
  }

  @Test func theProfileIsCheckedAsAlways() {
    #expect(throws: ProfileRefusal.self) { try profile("projects.p.durationMonths=long") }
    #expect(throws: ProfileRefusal.self) { try profile("colour=blue") }
  }
}
