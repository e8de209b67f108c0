/// Words that carry no subject of their own; folded, French and English.
package enum FunctionWords {
  /// True for a folded word (`WordScanner`) that a query may leave out.
  package static func contains(_ folded: String) -> Bool { all.contains(folded) }

  private static let all: Set<String> = Set(
    """
    a au aux avec ce ces cet cette ceux dans de des du elle elles en est et eu il ils je la le les
    leur leurs lui ma mais me mes mon ne nos notre nous on ou par pas pour qu que qui sa se ses
    si son sont sur ta te tes toi ton tres tu un une vos votre vous y ainsi afin aussi comme dont donc
    entre etre sans sous vers
    an and are as at be by for from has have in into is it its no not of on or our that the their
    these this those to was were which will with your
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
