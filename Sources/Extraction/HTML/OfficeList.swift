/// Lists as Word and Outlook write them into pages and mails: paragraphs of a class of lists, each with
/// its bullet or number as text.
enum OfficeList {
  /// From 1; 0 for what is no item.
  static func depth(of paragraph: Int, in tree: MarkupTree) -> Int {
    guard let name = tree.attributeBytes("class", of: paragraph), name.starts(with: "MsoList".utf8)
    else { return 0 }
    // `mso-list:l0 level2 lfo1`
    let style = tree.attribute("style", of: paragraph) ?? ""
    guard
      let level = style.firstRange(of: "mso-list:").flatMap({ list in
        style[list.upperBound...].firstRange(of: "level").flatMap { style[$0.upperBound...].first }
      }), let depth = level.wholeNumberValue, (1...9).contains(depth)
    else { return 1 }
    return depth
  }

  /// The label that a text is: one sign, which may be any letter of a font of symbols, or a number.
  static func label(_ bytes: ArraySlice<UInt8>) -> (text: String, number: Int?)? {
    guard bytes.count < 40 else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).trimmingSpaces()
    guard let first = text.unicodeScalars.first else { return nil }
    if text.unicodeScalars.count == 1 { return first.isDigit ? nil : ("•", nil) }
    guard let marker = TextMarker(Array((text + " x").utf8)[...]), marker.text == text else {
      return nil
    }
    return (text, marker.number)
  }

  /// Nothing but spaces, those that do not break among them.
  static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 <= 0x20 || $0 == 0xC2 || $0 == 0xA0 }
  }
}
