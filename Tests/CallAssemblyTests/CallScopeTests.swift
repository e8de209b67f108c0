import CallModel
import Documents
import Extraction
import Testing

@testable import CallAssembly

/// How many calls a document holds, and what each is called.
@Suite struct CallScopeTests {
  private func titles(_ text: String) throws -> [String] {
    let document = try DocumentReader().read(Array(text.utf8), name: "essai.md")
    let reading = try SeedFactsTests.reader.get().read(document, path: "essai.md", sha256: "0")
    return reading.parsed.calls.map { $0.title?.value ?? "" }
  }

  @Test(
    "titles of the calls",
    arguments: [
      (
        "sections with dates, and a neighbour without a name",
        """
        # La lettre des appels

        ## Interreg Sudoe, quatrième appel

        Dépôt des candidatures jusqu'au 12 avril 2024.

        ## CERV : réseaux de villes

        Clôture de l'appel le 18 avril 2024.

        ## Rivages vivants

        Candidatures avant le 30 mai 2024.

        ## L'agenda

        Réunion le 2 juin 2024 à Pau.
        """,
        [
          "Interreg Sudoe, quatrième appel", "CERV : réseaux de villes", "Rivages vivants",
        ]
      ),
      (
        "a list that says so",
        """
        # Upcoming calls for our towns

        ## LIFE – clean energy

        - Closes 19 September 2024, 17:00

        ## Village halls fund

        - Applications by 3 May 2024
        """,
        ["LIFE – clean energy", "Village halls fund"]
      ),
      (
        "one call with sections",
        """
        # Appel à projets 2024 : eau et solidarité

        ## Calendrier

        Dépôt des dossiers jusqu'au 12 avril 2024.

        ## Montant

        Subvention de 20 000 € au plus.
        """,
        ["Appel à projets 2024 : eau et solidarité"]
      ),
      (
        "a job that speaks of calls",
        """
        # Chargé(e) de projets européens (H/F)

        Poste à pourvoir le 1er juin 2024. Date limite de candidature : 7 avril 2024.

        - répondre aux appels à projets Interreg et LIFE

        Poste financé à 50 % par le FSE+.
        """,
        []
      ),
    ])
  func calls(_ name: String, _ text: String, _ expected: [String]) throws {
    #expect(try titles(text) == expected)
  }
}
