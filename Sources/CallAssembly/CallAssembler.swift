import CallModel
import Documents
import RuleEngine

/// Puts one call's record together, field by field.
struct CallAssembler {
  let context: AnnotatedDocument
  let scope: CallScope
  let years: YearInference

  func call(id: String) -> (CallRecord, CallText) {
    var call = CallRecord()
    call.id = id
    call.title = TitleField.callTitle(context, scope)
    let sections = SectionField(context, scope)
    call.sections = sections.sections
    call.summary = sections.summary
    call.reference = scope.all("reference", context).first.map {
      Stated(context.scalars.slice($0.valueRange), [context.evidence($0)])
    }
    let dates = DateFields(context, scope, years: years)
    call.programmes = NameFields.programmes(context, scope, windows: dates.windows)
    call.parties = NameFields.parties(context, scope, programmes: call.programmes)
    call.funds = NameFields.funds(context, scope)
    call.axes = AxisField.axes(context, scope)
    call.themes = ThemeField(context, scope, sections: sections.sections)
      .themes(programmes: call.programmes)
    call.aidTypes = NameFields.aidTypes(context, scope)
    call.windows = dates.windows
    call.events = dates.events
    call.recurrence = RecurrenceField.recurrence(context, scope, windows: call.windows)
    call.windows = RecurrenceField.windows(call.windows, of: call.recurrence)
    call.nextRound = NextRoundField.window(context, scope, call)
    call.rates = MoneyFields.rates(context, scope)
    call.amounts = MoneyFields.amounts(context, scope)
    call.expenditure = NameFields.expenditure(context, scope)
    call.duration = CountFields.duration(context, scope)
    call.applicants = ApplicantField.applicants(context, scope)
    call.area = AreaField.area(
      context, scope, programmes: call.programmes, parties: call.parties)
    call.partnership = CountFields.partnership(context, scope)
    call.prerequisites = PassageFields.prerequisites(context, scope)
    call.exclusions = PassageFields.exclusions(context, scope)
    call.conditions = PassageFields.conditions(
      context, scope, programmes: call.programmes)
    call.attachments = AttachmentField.attachments(context, scope)
    call.stateAid = LegalFields.stateAid(context, scope)
    call.legalBasis = LegalFields.legalBasis(context, scope)
    call.submissionLanguages = NameFields.submissionLanguages(context, scope)
    call.statistics = CountFields.statistics(context, scope)
    call.links = LinkFields.links(context, scope)
    call.contacts = LinkFields.contacts(context, scope)
    call.part = part(of: call)
    let text = CallText(title: call.title?.value ?? "", passages: sections.passages)
    return (call, text)
  }

  /// The attachment that the call stands in: where its deadline is, else where it has its name.
  private func part(of call: CallRecord) -> String? {
    let deadlines = call.windows.flatMap(\.deadlines).flatMap(\.date.evidence)
    return (deadlines.first ?? call.title?.evidence.first)?.part
  }
}
