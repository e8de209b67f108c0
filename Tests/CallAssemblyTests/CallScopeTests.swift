import CallModel
import Documents
import Extraction
import Testing

@testable import CallAssembly

/// How many calls a document holds, and what each is called.
@Suite struct CallScopeTests {
  private func calls(_ text: String, name: String = "essai.md") throws -> [CallRecord] {
    let document = try DocumentReader().read(Array(text.utf8), name: name)
    return try SeedFactsTests.reader.get().read(document, path: name, sha256: "0").parsed.calls
  }

  private func titles(_ text: String) throws -> [String] {
    try calls(text).map { $0.title?.value ?? "" }
  }

  @Test("a programme and a day that span two rows are those of both") func spanningCells() throws {
    let calls = try calls(
      """
      <h1>Calendrier</h1><table>
      <tr><th>Programme</th><th>Date limite</th><th>Appel</th></tr>
      <tr><td rowspan="2">CERV</td><td rowspan="2">18 mars 2027</td><td>Lavoirs et fontaines</td></tr>
      <tr><td>Sentiers partagés</td></tr>
      <tr><td>LIFE</td><td>31 mai 2027</td><td>Vergers de village</td></tr>
      </table>
      """, name: "essai.html")
    #expect(
      calls.map { $0.title?.value } == [
        "Lavoirs et fontaines", "Sentiers partagés", "Vergers de village",
      ])
    #expect(calls.map { $0.programmes.map(\.id) } == [["cerv"], ["cerv"], ["life"]])
    #expect(
      calls.map { $0.windows.first?.deadlines.first?.date.date?.iso } == [
        "2027-03-18", "2027-03-18", "2027-05-31",
      ])
  }

  @Test("items that link to calls") func linkedItems() throws {
    let calls = try calls(
      """
      <h1>Appels à projets ouverts</h1><ul>
      <li><a href="/a">Sentiers partagés</a> – clôture le 15 avril 2027</li>
      <li><a href="/b">Lavoirs et fontaines</a> – clôture le 30 mai 2027</li></ul>
      """, name: "essai.html")
    #expect(calls.map { $0.title?.value } == ["Sentiers partagés", "Lavoirs et fontaines"])
  }

  @Test(
    "calls of a mail, each under its programme's name and parted by dashes",
    arguments: ["---\n", "\n"])
  func dashes(mark: String) throws {
    let entries = [
      "Erasmus+ Sport\nDate limite : 5 mars 2027\nBudget : 7 M€\n",
      "CERV – Jumelages de villes\nDate limite : 18 septembre 2027\n",
      "LIFE – Climat\nDate limite : 22 septembre 2027\n",
    ]
    let calls = try calls(
      "Lettre d'appels n° 12\n\n" + mark + entries.joined(separator: mark), name: "essai.txt")
    #expect(calls.map { $0.programmes.map(\.id) } == [["erasmus-plus-sport"], ["cerv"], ["life"]])
    #expect(calls.map(\.amounts.count) == [1, 0, 0])
  }

  @Test("calls as a list of terms") func terms() throws {
    let calls = try calls(
      """
      <h1>Agenda</h1><dl>
      <dt>Fonds vert, écoles</dt><dd>Clôture le 15 avril 2027. Taux : 50 %.</dd>
      <dt>FICOL</dt><dd>Clôture le 30 juin 2027.</dd></dl>
      """, name: "essai.html")
    #expect(calls.map { $0.title?.value } == ["Fonds vert, écoles", "FICOL"])
  }

  @Test("a call whose name spans two rows has the days of both") func spannedName() throws {
    let calls = try calls(
      """
      <h1>Le calendrier</h1><table>
      <tr><th>Appel</th><th>Relève</th><th>Date limite</th></tr>
      <tr><td rowspan="2">Sentiers partagés</td><td>1re</td><td>30 avril 2027</td></tr>
      <tr><td>2e</td><td>30 septembre 2027</td></tr>
      <tr><td>Lavoirs et fontaines</td><td>unique</td><td>31 mai 2027</td></tr>
      </table>
      """, name: "essai.html")
    let days = calls.map { call in
      call.windows.flatMap { $0.deadlines.compactMap { $0.date.date?.iso } }
    }
    #expect(calls.map { $0.title?.value } == ["Sentiers partagés", "Lavoirs et fontaines"])
    #expect(days == [["2027-04-30", "2027-09-30"], ["2027-05-31"]])
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
        "sections of one call, which closes on one day with the year and without",
        """
        # Projets numériques : cahier des charges

        ## 1. Quels projets sont attendus par l'appel à projets ?

        Les dossiers sont à déposer jusqu'au 18 mars 2024.

        ## 2. Quel est le calendrier de l'appel à projets ?

        Ouverture de l'appel : 24 janvier - 18 mars
        """,
        ["Projets numériques : cahier des charges"]
      ),
      (
        "a row whose scheme is open all year",
        """
        # Appels à projets ouverts

        | Appel | Financeur | Date limite | Taux |
        |---|---|---|---|
        | Haies et bocages | Région Bretagne | 15/03/2027 | 80 % |
        | Mobilités douces | ADEME | 30/06/2027 | 60 % |
        | Vergers anciens | ADEME | 30/09/2027 | 50 % |
        | Fonds chaleur | ADEME | au fil de l'eau | 45 % |
        """,
        ["Haies et bocages", "Mobilités douces", "Vergers anciens", "Fonds chaleur"]
      ),
      (
        "a table whose days stand first",
        """
        # Le calendrier

        | Clôture | Appel | Budget |
        |---|---|---|
        | 30 avril 2027 | Sentiers partagés | 40 000 € |
        | 31 mai 2027 | Lavoirs et fontaines | 25 000 € |
        """,
        ["Sentiers partagés", "Lavoirs et fontaines"]
      ),
      (
        "a table of two columns",
        """
        # Open calls

        | Funding opportunity | Deadline |
        |---|---|
        | Harbour skills | 30 April 2027 |
        | Quiet nights | 31 May 2027 |
        """,
        ["Harbour skills", "Quiet nights"]
      ),
      (
        "a table whose rows are numbered",
        """
        # Le calendrier

        | N° | Intervention | Date limite |
        |---|---|---|
        | 1 | Sentiers partagés | 30 avril 2027 |
        | 2 | Lavoirs et fontaines | 31 mai 2027 |
        | 3 | Vergers de village | 30 juin 2027 |
        """,
        ["Sentiers partagés", "Lavoirs et fontaines", "Vergers de village"]
      ),
      (
        "a table of the steps of one call",
        """
        # Appel à projets Sentiers partagés

        | Étape | Date |
        |---|---|
        | Clôture de la première étape | 30 avril 2027 |
        | Clôture de la seconde étape | 30 septembre 2027 |
        """,
        ["Appel à projets Sentiers partagés"]
      ),
      (
        "items of a mail",
        """
        # Objet : les appels du mois

        Bonjour, voici les appels à projets ouverts :

        1. Interreg France-Suisse, petits projets. Date limite : 15 avril 2027. Taux : 80 %.
        2. LEADER Pays de Guéret, circuits courts. Date limite : 30 mai 2027.

        Bien à vous
        """,
        ["Interreg France-Suisse, petits projets", "LEADER Pays de Guéret, circuits courts"]
      ),
      (
        "items that are the steps of one call",
        """
        # Appel à projets Sentiers partagés

        Le calendrier de l'appel à projets :

        - première relève : clôture le 15 avril 2027
        - seconde relève : clôture le 30 mai 2027
        """,
        ["Appel à projets Sentiers partagés"]
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
        "a newsletter without headings, a paragraph for each programme",
        """
        Bonjour à tous,

        Le programme Interreg Espace Alpin ouvre son sixième appel aux communes. Les dossiers sont \
        à déposer avant le 15 janvier 2027 à 13 h.

        Le programme Erasmus+ lance un appel pour les partenariats. La date limite est fixée au 5 \
        mars 2027.

        Bonne lecture !
        """,
        [
          "Le programme Interreg Espace Alpin ouvre son sixième appel aux communes.",
          "Le programme Erasmus+ lance un appel pour les partenariats.",
        ]
      ),
      (
        "a list that does not say of what, whose items begin with other programmes",
        """
        Bonjour,

        Ci-dessous ce qui est ouvert :

        * France 2030, projets de filières : relève jusqu'au 15 décembre 2030, aide de 100 à 500 k€
        * Fonds vert : ouverture annoncée en janvier
        * ADEME - AVELO 3 : dossier complet avant le 31 janvier 2031, 12h00 ; taux 50 %
        * LEADER, coopération : clôture le 10/02/2031

        Bonne lecture,
        """,
        [
          "France 2030, projets de filières",
          "ADEME - AVELO 3",
          "LEADER, coopération",
        ]
      ),
      (
        "a newsletter whose lines name a call with its reference, and tell the rest in sentences",
        """
        Dear members,

        1. CERV – Town twinning (CERV-2031-CITIZENS-TOWN-TT). Opens 3 December 2030, closes 18 March \
        2031 at 17:00.

        2. LIFE – Climate governance (LIFE-2031-SAP-CLIMA-GOV). Submission deadline: 22 September \
        2031, 17:00.
        """,
        [
          "CERV – Town twinning (CERV-2031-CITIZENS-TOWN-TT)",
          "LIFE – Climate governance (LIFE-2031-SAP-CLIMA-GOV)",
        ]
      ),
      (
        "a call whose text names another programme's day",
        """
        # Appel à projets LIFE : eau et villages

        Le programme LIFE lance un appel aux communes. Dépôt jusqu'au 15 janvier 2027.

        Le programme Erasmus+ lance aussi un appel. La date limite est fixée au 5 mars 2027.
        """,
        ["Appel à projets LIFE : eau et villages"]
      ),
      (
        "rows that say how things stand beside the name",
        """
        # Les appels

        | Appel | Ouverture | Clôture |
        | --- | --- | --- |
        | Appel à projets villages (clos) | 3 mars 2027 | 6 mai 2027 |
        | Appel à projets littoral - clôturé | 3 juin 2027 | 6 septembre 2027 |
        | [Terminé] Appel à projets rivières | 3 juin 2027 | 8 septembre 2027 |
        """,
        ["Appel à projets villages", "Appel à projets littoral", "Appel à projets rivières"]
      ),
      (
        "standing schemes, each under its name",
        """
        # Coopérer avec le monde

        Des aides pour les collectivités territoriales.

        ## Les appels à projets de la DAECT

        Chaque année, elle lance des appels à projets pour les communes.

        ## La FICOL

        L'AFD finance les projets des collectivités.

        ## L'Europe

        L'Union publie des appels à projets.

        ## Nos bureaux

        12 rue du Port, Lille.
        """,
        ["Les appels à projets de la DAECT", "La FICOL", "L'Europe"]
      ),
      (
        "a list of programmes, a line each",
        """
        # Les programmes de financement de l'Union

        Des aides pour les communes et les associations.

        ## Recherche

        Horizon Europe : recherche et innovation dans tous les domaines.
        ITER : une machine qui prépare l'énergie de fusion.
        LIFE : la nature, le climat et une économie circulaire.
        InvestEU : des garanties pour les investissements des villes.

        ## Citoyens

        Erasmus+ : la mobilité des jeunes et des enseignants en Europe.
        Programme « Justice » : l'état de droit et la formation des magistrats.
        """,
        ["Horizon Europe", "ITER", "LIFE", "InvestEU", "Erasmus+", "Programme « Justice »"]
      ),
      (
        "a long list of programmes, each above its text",
        """
        # What the Union finances

        ## Horizon Europe

        Research and innovation in every field, with partners anywhere.

        ## Erasmus+

        Mobility of young people and of those who teach them.

        ## LIFE

        Nature, water, climate and what a circular economy needs.

        ## Digital Europe

        Computing power, skills and safe networks for towns.

        ## EU4Health

        Health systems that stand up to the next crisis.

        ## Creative Europe

        Film, theatre and the heritage of small places.
        """,
        ["Horizon Europe", "Erasmus+", "LIFE", "Digital Europe", "EU4Health", "Creative Europe"]
      ),
      (
        "news that names three programmes",
        """
        # La Région fait le point sur l'Europe

        Erasmus+ a permis à cent jeunes de partir l'an dernier, selon la vice-présidente.

        Les élus ont salué le travail des services pendant la crise sanitaire.

        LIFE a aidé deux syndicats de rivières à replanter leurs berges.

        La séance s'est tenue à Lille devant une centaine de personnes du réseau.

        Horizon Europe reste peu connu des petites communes, ont dit plusieurs maires.

        Une nouvelle rencontre aura lieu avec les maires qui le souhaitent.

        Le compte rendu est en ligne sur le site de la Région.
        """,
        []
      ),
      (
        "a talk on a project, which uses the words of calls",
        """
        # Un assistant pour les élèves

        Des données nombreuses, mais dispersées, et un dispositif de suivi à construire.

        Un moteur qui vient en aide à l'analyse, développé avec les entrepreneurs d'intérêt général.
        """,
        []
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

  /// Steps of one call, each with its day, under a corner without words.
  @Test func aTimetableIsNoListOfCalls() throws {
    let text = """
      # Call for proposals: Living Shores 2024

      |  | Date | Time |
      | --- | --- | --- |
      | Deadline for requesting clarifications | 7 May 2024 | 15:00 |
      | Deadline for submitting concept notes | 28 May 2024 | 15:00 |
      | Deadline for submitting full applications | 12 November 2024 | 15:00 |
      | Notification of award | March 2025 | – |
      """
    let document = try DocumentReader().read(Array(text.utf8), name: "essai.md")
    let reading = try SeedFactsTests.reader.get().read(document, path: "essai.md", sha256: "0")
    #expect(reading.parsed.calls.count == 1)
  }

  /// What follows the section of the calls holds for each.
  @Test func sectionsAfterLotsHoldForAll() throws {
    let text = """
      # Guide des villes

      ## 1. Le programme
      Le programme soutient la coopération entre les villes de tous les pays qui y prennent part.

      ## 2. Deux appels

      ### A. Appel à projets Jumelages
      Subvention de 8 000 € à 50 000 €, pour des rencontres entre les habitants de deux villes.
      Date limite : 19 septembre 2024, 17h00.

      ### B. Appel à projets Réseaux
      Cinq villes de cinq pays au moins, pendant deux ans au plus, sur un thème de leur choix.
      Date limite : 18 avril 2024, 17h00.

      ## 3. Qui peut candidater
      Peuvent candidater les communes et les associations. Les entreprises ne sont pas éligibles.
      """
    let document = try DocumentReader().read(Array(text.utf8), name: "essai.md")
    let calls = try SeedFactsTests.reader.get().read(document, path: "essai.txt", sha256: "0")
      .parsed.calls
    #expect(calls.count == 2)
    for call in calls {
      #expect(call.applicants.filter(\.eligible).map(\.type) == [.commune, .association])
    }
  }

  /// A mail that brings a call of its own makes two; one that announces what it brings makes one.
  @Test(arguments: [
    ("Dépôt des candidatures jusqu'au 12 avril 2024.", [nil, "appel.md"]),
    ("Dépôt des candidatures jusqu'au 30 mai 2024.", [nil]),
    ("Voir le document joint.", ["appel.md"]),
  ])
  func mailsAndTheirAttachments(_ body: String, _ parts: [String?]) throws {
    let mail = """
      Subject: Appel à projets Rives jumelles 2024
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain; charset=utf-8

      \(body)
      --b
      Content-Type: text/markdown
      Content-Disposition: attachment; filename=appel.md

      # Appel à projets Rivages vivants

      Candidatures à déposer avant le 30 mai 2024.
      --b--
      """
    let document = try DocumentReader().read(Array(mail.utf8), name: "essai.eml")
    let reading = try SeedFactsTests.reader.get().read(document, path: "essai.eml", sha256: "0")
    #expect(reading.parsed.calls.map(\.part).count == parts.count)
    #expect(reading.parsed.calls.last?.part == parts.last)
    let deadlines = reading.parsed.calls.flatMap(\.windows).flatMap(\.deadlines)
    #expect(deadlines.contains { $0.date.evidence.first?.part == "appel.md" } || parts.count == 1)
    if parts.count > 1 {
      #expect(
        reading.parsed.calls.map { $0.title?.value ?? "" } == [
          "Appel à projets Rives jumelles 2024", "Appel à projets Rivages vivants",
        ])
    }
  }

  /// The same few words on applying make a call of a short text, and none of a manual.
  @Test(arguments: [(0, 1), (400, 0)])
  func aLongTextHasToGoOnSpeakingOfItsCall(_ others: Int, _ calls: Int) throws {
    let said = "# Appel à projets\n\nLes dossiers sont à déposer avant le 6 mai 2027.\n\n"
    let other =
      "Le fichier contient les réglages de la page et sa marge en centimètres.\n\n"
    #expect(try titles(said + String(repeating: other, count: others)).count == calls)
  }
}
