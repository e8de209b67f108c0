import Documents
import Foundation

/// One call: anything a body may apply to, with the passages that prove each value.
///
/// The shape is the published one (`calls/1`). Fields that the document does not state are nil or
/// empty, and absent from its JSON.
package struct CallRecord: Hashable, Sendable, Codable {
  /// In the store, given once and kept; from a stateless read, `<sha256>-<ordinal>`.
  package var id: String = ""
  package var title: Stated<String>?
  package var summary: Stated<String>?
  /// The attachment that holds the call; nil for the document itself.
  package var part: String?
  package var sections: [Section] = []
  package var reference: Stated<String>?
  package var programmes: [Programme] = []
  package var parties: [Party] = []
  package var funds: [Tag] = []
  package var axes: [Axis] = []
  package var themes: [Theme] = []
  package var aidTypes: [Tag] = []
  package var windows: [Window] = []
  package var events: [Event] = []
  package var recurrence: Stated<Recurrence>?
  package var rates: [Rate] = []
  package var amounts: [Amount] = []
  package var expenditure: [Expenditure] = []
  package var duration: Duration?
  package var applicants: [Applicant] = []
  package var area: Area?
  package var partnership: Partnership?
  package var prerequisites: [Prerequisite] = []
  package var exclusions: [Exclusion] = []
  package var conditions: [Condition] = []
  package var attachments: [Passage] = []
  package var submissionLanguages: [Tag] = []
  package var statistics: [Statistic] = []
  package var links: [CallLink] = []
  package var contacts: [Contact] = []
  /// Under which regimes of State aid the call pays.
  package var stateAid: [LegalReference] = []
  /// On which acts the call or the power of those who may apply rests.
  package var legalBasis: [LegalReference] = []
  /// When the next round may be expected, worked out from the rounds that the document tells of;
  /// its dates are forecasts. Never among `windows`.
  package var nextRound: Window?

  package init() {}
}
