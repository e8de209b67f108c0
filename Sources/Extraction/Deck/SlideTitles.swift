import Documents

/// Finds the titles of slides whose makers drew them as plain boxes.
enum SlideTitles {
  private static let longest = 120

  /// Makes a title of the one short box near the top whose letters are clearly the largest.
  static func mark(_ slide: inout Slide, height: Double) {
    guard !slide.shapes.contains(where: \.isTitle) else { return }
    let sizes = slide.shapes.map(size)
    guard let largest = sizes.max(), largest > 0,
      let index = sizes.firstIndex(of: largest), sizes.count(where: { $0 == largest }) == 1
    else { return }
    let shape = slide.shapes[index]
    let others = sizes.enumerated().filter { $0.offset != index && $0.element > 0 }.map(\.element)
    guard let next = others.max(), largest >= 1.15 * next, let box = shape.box,
      box.y0 < 0.4 * height, isShort(shape)
    else { return }
    slide.shapes[index].kind = .title
  }

  /// The largest letters of a text box, in points.
  private static func size(_ shape: SlideShape) -> Double {
    guard case .text = shape.kind, shape.table == nil else { return 0 }
    return shape.paragraphs.map(\.fontSize).max() ?? 0
  }

  private static func isShort(_ shape: SlideShape) -> Bool {
    let text = shape.paragraphs.flatMap(\.runs).map(\.text).joined()
    return shape.paragraphs.count <= 2 && text.unicodeScalars.count <= longest
      && text.unicodeScalars.contains(where: \.isLetter)
      && shape.paragraphs.allSatisfy { $0.marker == nil }
  }
}

extension SlideShape {
  var isTitle: Bool {
    if case .title = kind { true } else { false }
  }
}
