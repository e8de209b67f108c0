import Documents

/// A free vertical strip, in points.
struct Gap: Hashable, Sendable {
  var low: Double
  var high: Double

  var width: Double { high - low }
  var middle: Double { (low + high) / 2 }

  func intersection(_ other: Gap) -> Gap {
    Gap(low: max(low, other.low), high: min(high, other.high))
  }
}

/// Words that overlap each other in height, directly or through others, and no other word does.
struct PageSlice {
  let words: [PDFWord]
  let y0: Double
  let y1: Double
  let x0: Double
  let x1: Double
  /// Free strips between words, wide enough to part columns; from left to right.
  let gaps: [Gap]
  /// The median size of its words, in points.
  let em: Double

  /// A strip narrower than this, in ems, is a space between words.
  static let leastGap = 0.6

  init(_ words: [PDFWord], y0: Double, y1: Double) {
    self.words = words
    self.y0 = y0
    self.y1 = y1
    em = PageSlice.medianSize(words)
    let sorted = words.sorted { $0.box.x0 < $1.box.x0 }
    var right = sorted[0].box.x1
    var gaps: [Gap] = []
    for word in sorted.dropFirst() {
      if word.box.x0 - right >= Self.leastGap * em {
        gaps.append(Gap(low: right, high: word.box.x0))
      }
      right = max(right, word.box.x1)
    }
    x0 = sorted[0].box.x0
    x1 = right
    self.gaps = gaps
  }

  /// The widest part of a strip that is free in this slice; nil if none is `least` wide.
  func free(_ strip: Gap, least: Double) -> Gap? {
    var best: Gap?
    let infinity = Double.greatestFiniteMagnitude
    let outside = [Gap(low: -infinity, high: x0), Gap(low: x1, high: infinity)]
    for gap in gaps + outside {
      let part = gap.intersection(strip)
      if part.width >= least, part.width > best?.width ?? 0 { best = part }
    }
    return best
  }

  func hasWords(leftOf strip: Gap) -> Bool { x0 < strip.middle }
  func hasWords(rightOf strip: Gap) -> Bool { x1 > strip.middle }

  static func medianSize(_ words: [PDFWord]) -> Double {
    guard let first = words.first else { return 10 }
    if words.allSatisfy({ $0.fontSize == first.fontSize }) { return max(1, first.fontSize) }
    let sizes = words.map(\.fontSize).sorted()
    return sizes.isEmpty ? 10 : max(1, sizes[sizes.count / 2])
  }

  /// Slices from top to bottom.
  static func slices(of words: [PDFWord]) -> [PageSlice] {
    var slices: [PageSlice] = []
    var current: [PDFWord] = []
    var top = 0.0
    var bottom = 0.0
    for word in words.sorted(by: { $0.coreTop < $1.coreTop }) {
      if !current.isEmpty, word.coreTop >= bottom {
        slices.append(PageSlice(current, y0: top, y1: bottom))
        current = []
      }
      if current.isEmpty { (top, bottom) = (word.coreTop, word.coreBottom) }
      current.append(word)
      bottom = max(bottom, word.coreBottom)
    }
    if !current.isEmpty { slices.append(PageSlice(current, y0: top, y1: bottom)) }
    return interleaved(slices)
  }

  /// Lines of two cells centred in height may alternate without ever sharing a slice: neighbours
  /// side by side, whose full boxes overlap, are one slice.
  private static func interleaved(_ slices: [PageSlice]) -> [PageSlice] {
    var result: [PageSlice] = []
    for slice in slices {
      if let last = result.last, last.isBeside(slice) {
        result[result.count - 1] = PageSlice(
          last.words + slice.words, y0: last.y0, y1: max(last.y1, slice.y1))
      } else {
        result.append(slice)
      }
    }
    return result
  }

  private func isBeside(_ other: PageSlice) -> Bool {
    guard max(other.x0 - x1, x0 - other.x1) >= Self.leastGap * em else { return false }
    let bottom = words.map(\.box.y1).max() ?? y1
    let top = other.words.map(\.box.y0).min() ?? other.y0
    return bottom > top
  }
}

extension PDFWord {
  /// Boxes hold the font's ascent and descent, and those of neighbouring lines may touch: the core
  /// is what letters without them fill.
  var coreTop: Double { box.y0 + 0.18 * height }
  var coreBottom: Double { box.y1 - 0.18 * height }
}
