import CallModel
import Documents
import RuleEngine

/// The parts of a call by what they are about, told by their headings.
struct SectionField {
  private(set) var sections: [Section] = []
  private(set) var passages: [CallText.Passage] = []
  private(set) var summary: Stated<String>?

  init(_ context: AnnotatedDocument, _ scope: CallScope) {
    var role = Section.Role.summary
    var heading: String?
    var range: TextRange?
    func close(_ sections: inout [Section], _ passages: inout [CallText.Passage]) {
      guard let place = range else { return }
      let start = context.scalars.scalarOffset(place.start)
      let page = context.document.page(at: place.start)
      sections.append(
        Section(
          role: role, heading: heading, start: start,
          end: context.scalars.scalarOffset(place.end), page: page))
      passages.append(
        CallText.Passage(
          role: role, heading: heading, text: context.scalars.slice(place), start: start, page: page
        ))
      range = nil
    }
    for block in context.blocks where scope.body.contains(block.range) {
      if block.isHeading || block.isTitle {
        close(&sections, &passages)
        heading = TitleField.line(block.range, context)
        role = Self.role(below: block, after: role, context)
        range = block.range
      } else if let labelled = Self.label(of: block, context), labelled != role {
        close(&sections, &passages)
        heading = nil
        role = labelled
        range = block.range
      } else {
        range = TextRange(range?.start ?? block.range.start, block.range.end)
      }
    }
    close(&sections, &passages)
    summary = SummaryField.summary(context, scope)
  }

  /// What a heading says of the text below it. A title names the call, whatever its words (« Aide
  /// aux maires bâtisseurs » is no section on money).
  private static func role(
    below block: TextBlock, after role: Section.Role, _ context: AnnotatedDocument
  ) -> Section.Role {
    guard block.isHeading else { return .summary }
    let told = context.first("section-role", in: block.range)?["role"]
    return told.flatMap { Section.Role(rawValue: $0) } ?? next(role)
  }

  /// Of a paragraph that begins with the name of what a call is for (« Expected Outcome: »).
  private static func label(of block: TextBlock, _ context: AnnotatedDocument) -> Section.Role? {
    guard block.isParagraph,
      let word = context.first("section-role", in: block.range),
      word.range.start == block.range.start,
      case let rest = TextRange(word.range.end, block.range.end),
      context.scalars.slice(rest).drop(while: { $0 == "s" || $0.isWhitespace }).first == ":",
      let role = word["role"].flatMap({ Section.Role(rawValue: $0) }),
      role == .objectives || role == .actions
    else { return nil }
    return role
  }

  /// A heading that tells nothing goes on with what was spoken of, but not with contacts or money.
  private static func next(_ role: Section.Role) -> Section.Role {
    role == .contact || role == .boilerplate ? .actions : role == .summary ? .summary : role
  }
}
