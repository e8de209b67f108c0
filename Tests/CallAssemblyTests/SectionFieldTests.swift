import CallModel
import Testing

@testable import CallAssembly

/// What a call is about is told by its own words, not by its dates or its references.
@Suite struct SectionFieldTests {
  private static let dates =
    "Publication : 15 février 2024. Le portail reste ouvert jusqu'au 30 avril 2024 à minuit, heure de Paris."
  private static let texts =
    "Textes de référence : articles L. 1115-1 à L. 1115-7 du code général des collectivités territoriales."
  private static let plain =
    "Les rivages du département reçoivent chaque été deux fois plus de visiteurs qu'il n'a d'habitants."
  private static let aim =
    "Cet appel à projets vise à soutenir les communes littorales qui protègent leurs dunes et leurs marais."

  @Test(arguments: [
    ([dates, texts, plain, aim], aim),
    ([dates, texts, plain], plain),
    ([dates, texts], dates),
  ])
  func summary(_ paragraphs: [String], _ expected: String) throws {
    let text = "Appel à projets « Rivages »\n\n" + paragraphs.joined(separator: "\n\n") + "\n"
    #expect(try ShortCall.read(text).summary?.value == expected)
  }

  private static let talk =
    "Si vous avez une question, souhaitez un suivi ou avez besoin d'assistance, écrivez à la Ville."

  @Test(
    "what a label calls the summary, and nothing that a page says of itself",
    arguments: [
      ([plain, "Description : " + plain.replacing("rivages", with: "marais")], "marais"),
      ([texts, talk, plain], "rivages"),
      (["Présentation", "## En bref", plain], "rivages"),
    ])
  func labelled(_ paragraphs: [String], _ word: String) throws {
    let text = "Appel à projets « Rivages »\n\n" + paragraphs.joined(separator: "\n\n") + "\n"
    let summary = try #require(try ShortCall.read(text).summary)
    #expect(summary.value.hasPrefix("Les \(word)"))
  }
}
