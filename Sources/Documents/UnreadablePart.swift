/// Attachments that could not be read are told by warnings of the mail, with the failure behind the
/// name.
extension ReaderWarning {
  private static let unreadablePart = "unreadable-attachment"
  private static let locked = " (\(DocumentFailure.encrypted.id))"

  /// - Parameter failure: nil where the attachment was not even tried.
  package static func unreadable(part name: String, _ failure: DocumentFailure?) -> ReaderWarning {
    ReaderWarning(id: unreadablePart, detail: name + (failure.map { " (\($0.id))" } ?? ""))
  }

  /// The name of an attachment that wants a password; nil for any other warning.
  package var lockedPart: String? {
    guard id == Self.unreadablePart, detail.hasSuffix(Self.locked) else { return nil }
    return String(detail.dropLast(Self.locked.count))
  }
}

extension Document {
  /// Names of attachments that want a password, in their order.
  package var lockedParts: [String] { warnings.compactMap(\.lockedPart) }
}
