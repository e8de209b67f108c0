import CallModel
import Testing

@testable import CallAssembly

/// What a call is about: its words and its programmes, not those who apply or what is paid.
@Suite struct ThemeFieldTests {
  struct About {
    var title = "Appel à projets 2026"
    var body: String
    var themes: Set<String>
    var others: Set<String> = []
  }

  @Test(arguments: [
    About(
      body: "Les projets portent sur la biodiversité. Peuvent candidater les universités.",
      themes: ["biodiversity"], others: ["higher-education"]),
    About(
      title: "Appel à projets FICOL", body: "Les projets portent sur la gestion des déchets.",
      themes: ["waste"]),
    About(
      title: "Fonds citoyen franco-allemand", body: "Un appel à projets pour les communes.",
      themes: ["town-twinning", "citizenship"]),
    About(
      title: "Erasmus+ Jeunesse : appel à projets", body: "Le programme ouvre un appel.",
      themes: ["youth-mobility"]),
    About(
      body: "Un projet prêt à l'emploi ; these projects may well start in outre-mer.", themes: [],
      others: ["employment", "research", "drinking-water", "coast-sea"]),
  ])
  func themesAreWhatTheCallSpeaksOf(_ about: About) throws {
    let call = try ShortCall.read(title: about.title, body: about.body)
    let found = Set(call.themes.map(\.id))
    #expect(found.isSuperset(of: about.themes), "\(found)")
    #expect(found.isDisjoint(with: about.others), "\(found)")
    #expect(call.themes.allSatisfy { !$0.evidence.isEmpty })
  }

  @Test func aPartBesideTheWiderThemeStands() throws {
    let call = try ShortCall.read(
      title: "Appel à projets 2026",
      body: "Les projets portent sur l'eau et l'assainissement, la santé, le sport et la culture.")
    #expect(Set(call.themes.map(\.id)).isSuperset(of: ["water", "sanitation"]))
  }

  @Test func aPartInPassingCountsForTheWiderTheme() throws {
    let call = try ShortCall.read(
      title: "Appel à projets spectacle vivant, théâtre, danse et cirque",
      body: "Le spectacle vivant et le théâtre sont soutenus, la musique aussi.")
    #expect(call.themes.first?.id == "performing-arts")
    #expect(!call.themes.contains { $0.id == "music" })
  }
}
