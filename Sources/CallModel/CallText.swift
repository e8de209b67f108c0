/// The words of one call by section, for matching and search: all that those stages see of a
/// document.
package struct CallText: Hashable, Sendable, Codable {
  package struct Passage: Hashable, Sendable, Codable {
    package var role: Section.Role
    package var heading: String?
    package var text: String
    /// Where `text` begins in the document, in Unicode scalars.
    package var start: Int
    package var page: Int

    package init(role: Section.Role, heading: String?, text: String, start: Int, page: Int) {
      self.role = role
      self.heading = heading
      self.text = text
      self.start = start
      self.page = page
    }
  }

  package var title: String
  /// In reading order.
  package var passages: [Passage]

  package init(title: String, passages: [Passage]) {
    self.title = title
    self.passages = passages
  }
}
