/// Why a template is not taken.
package struct TemplateFault: Error, Hashable {
  package enum Cause: Hashable, Sendable {
    case unreadable(String)
    /// More than a mebibyte.
    case tooLarge
    /// `{{x` without `}}`, a section that is not closed, or closed by another name.
    case unclosed(String)
    /// `{{{x}}}`, `{{&x}}`, `{{=…=}}`, `{{%…}}`, `{{<x}}`, `{{$x}}`: all that could switch escaping
    /// off.
    case forbidden(String)
    /// A value where no value is safe: in a style sheet or script, in a tag, in an attribute without
    /// quotation marks or one that holds code; an address that is no `url`.
    case notHere(String)
    case unknownName(String, nearest: String?)
    case unknownPartial(String)
    /// A template that takes itself in.
    case circle(String)
    /// A section that begins in one place of the page and ends in another.
    case crossing(String)
  }
  package var path: String
  /// From 1; 0 for the whole file.
  package var line: Int
  package var cause: Cause
}
