import CPrefetch

/// Mail addresses, web addresses and phone numbers, found by their marks in one walk over the bytes.
enum Addresses {
  enum Kind: Int, CaseIterable {
    case email, url, phone
    /// A code of capitals and digits joined by hyphens or slashes: `CERV-2024-CITIZENS-TOWN`.
    case referenceCode

    /// Type of its annotations.
    var type: String {
      switch self {
      case .email: "email"
      case .url: "url"
      case .phone: "phone"
      case .referenceCode: "reference-code"
      }
    }
  }

  struct Found {
    var kind: Kind
    var start: Int
    var end: Int
  }

  /// What a byte may be the mark of.
  private enum Mark: UInt8 {
    case none, at, colon, www, phone, code
  }

  // Never written again: anyone may read it.
  nonisolated(unsafe) private static let marks: UnsafePointer<Mark> = {
    let table = UnsafeMutablePointer<Mark>.allocate(capacity: 256)
    table.initialize(repeating: .none, count: 256)
    for letter in 0x41...0x5A { table[letter] = .code }
    table[0x40] = .at
    table[0x3A] = .colon
    table[0x77] = .www
    table[0x57] = .www
    table[0x30] = .phone
    table[0x2B] = .phone
    return UnsafePointer(table)
  }()

  /// Calls `body` for each, in the order of the text; none overlaps another.
  static func forEach(in text: UnsafeBufferPointer<UInt8>, _ body: (Found) -> Void) {
    guard let bytes = text.baseAddress else { return }
    let marks = marks
    var end = 0
    /// Up to here there is no code: one that begins inside another stretch ends where that ends.
    var codeless = 0
    var i = 0
    while i < text.count {
      let mark = marks[Int(bytes[i])]
      var hit: Found?
      switch mark {
      case .none:
        i = unmarked(from: i &+ 1, text)
        continue
      case .at: hit = email(around: i, text)
      case .colon: hit = schemed(at: i, text)
      case .www: hit = bare(at: i, text)
      case .phone: hit = phone(at: i, text)
      case .code:
        // Most capitals begin a word or a sentence.
        if i >= codeless, i &+ 1 < text.count, mayGoOnAsCode(bytes[i &+ 1]) {
          hit = code(at: i, text, &codeless)
        }
      }
      if let hit, hit.start >= end {
        end = hit.end
        body(hit)
        i = max(i + 1, hit.end)
      } else {
        i += 1
      }
    }
  }

  /// The first mark from an index on, or what is left of less than eight bytes at the end.
  @inline(__always)
  private static func unmarked(from start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    var i = start
    guard let bytes = text.baseAddress else { return i }
    while i &+ 16 <= text.count {
      let marked = CMarks(bytes + i)
      guard marked == 0 else { return i &+ marked.trailingZeroBitCount }
      i &+= 16
    }
    while i &+ 8 <= text.count {
      let marked = marked(text.eight(at: i))
      guard marked == 0 else { return i &+ marked.trailingZeroBitCount &>> 3 }
      i &+= 8
    }
    return i
  }

  /// The high bit of each of eight bytes that is a mark, as the table has them.
  @inline(__always)
  private static func marked(_ bytes: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = bytes & (ones &* 0x7F)
    // A sum has its high bit for each byte of at least so much; of another one, unless it is that byte.
    let capitals = (low &+ ones &* 0x40) & ~(low &+ ones &* 0x25)
    let others =
      ((low ^ ones &* 0x3A) &+ ones &* 0x7F) & ((low ^ ones &* 0x77) &+ ones &* 0x7F)
      & ((low ^ ones &* 0x30) &+ ones &* 0x7F) & ((low ^ ones &* 0x2B) &+ ones &* 0x7F)
    return (capitals | ~others) & ~bytes & (ones &* 0x80)
  }

  /// A digit, a capital, or what joins them.
  @inline(__always)
  private static func mayGoOnAsCode(_ byte: UInt8) -> Bool { byte >= 0x2D && byte <= 0x5F }

  private static func code(
    at start: Int, _ text: UnsafeBufferPointer<UInt8>, _ codeless: inout Int
  ) -> Found? {
    guard start == 0 || !(isAlphanumeric(text[start - 1]) || text[start - 1] >= 0x80) else {
      return nil
    }
    // « 5-OCT-2023 » is a date.
    if start > 1, [0x2D, 0x2F].contains(text[start - 1]), isAlphanumeric(text[start - 2]) {
      return nil
    }
    var end = start
    var digits = 0
    var joints = 0
    while end < text.count {
      let byte = text[end]
      if byte >= 0x30 && byte <= 0x39 {
        digits += 1
      } else if byte == 0x2D || byte == 0x2F || byte == 0x5F {
        guard end + 1 < text.count, isAlphanumeric(text[end + 1]) else { break }
        joints += 1
      } else if byte == 0x2E, joints > 0, isLoneDigit(end - 1, text), isLoneDigit(end + 1, text) {
        // « AURA-2025-2.1-03 »: the number of an objective within the code.
      } else if !(byte >= 0x41 && byte <= 0x5A) {
        break
      }
      end += 1
    }
    codeless = end
    // « T2-2024 » is a quarter, « MI-2025 » the middle of a year.
    guard digits >= 2, joints >= 1, end - start >= 8 else { return nil }
    end = withStages(end, text)
    if end < text.count, isAlphanumeric(text[end]) || text[end] >= 0x80 { return nil }
    return Found(kind: .referenceCode, start: start, end: end)
  }

  /// Past the small letters with which the Union's portal ends codes, « LIFE-2027-STRAT-NAT-two-stage »; `end` itself elsewhere.
  private static func withStages(_ end: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard end < text.count, text[end - 1] == 0x2D else { return end }
    for tail in stageTails
    where end + tail.utf8CodeUnitCount <= text.count
      && memcmp(text.baseAddress! + end, tail.utf8Start, tail.utf8CodeUnitCount) == 0
    {
      return end + tail.utf8CodeUnitCount
    }
    return end
  }

  private static let stageTails: [StaticString] = ["two-stage", "single-stage"]

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A)
  }

  /// A digit with none beside it, unlike those of a day or a year.
  private static func isLoneDigit(_ i: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    func isDigit(_ i: Int) -> Bool {
      i >= 0 && i < text.count && text[i] >= 0x30 && text[i] <= 0x39
    }
    return isDigit(i) && !isDigit(i - 1) && !isDigit(i + 1)
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == 0x2D || byte == 0x2E
  }

  private static func email(around at: Int, _ text: UnsafeBufferPointer<UInt8>) -> Found? {
    var start = at
    while start > 0, case let byte = text[start - 1],
      isAlphanumeric(byte) || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x2B
    {
      start -= 1
    }
    var end = at + 1
    while end < text.count, isHost(text[end]) { end += 1 }
    while end > at + 1, !isAlphanumeric(text[end - 1]) { end -= 1 }
    while start < at, text[start] == 0x2E || text[start] == 0x2D { start += 1 }
    guard start < at, end - at > 3, text[(at + 1)..<end].contains(0x2E) else { return nil }
    return Found(kind: .email, start: start, end: end)
  }

  /// `https://…`, at the colon.
  private static func schemed(at colon: Int, _ text: UnsafeBufferPointer<UInt8>) -> Found? {
    guard colon + 3 < text.count, text[colon + 1] == 0x2F, text[colon + 2] == 0x2F else {
      return nil
    }
    var start = colon
    while start > 0, (text[start - 1] | 0x20) >= 0x61, (text[start - 1] | 0x20) <= 0x7A {
      start -= 1
    }
    guard colon - start >= 3, colon - start <= 6 else { return nil }
    return address(from: start, body: colon + 3, text)
  }

  /// `www.…`, at the first w.
  private static func bare(at start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Found? {
    guard start + 6 < text.count, text[start + 1] | 0x20 == 0x77, text[start + 2] | 0x20 == 0x77,
      text[start + 3] == 0x2E, start == 0 || !isAlphanumeric(text[start - 1])
    else { return nil }
    return address(from: start, body: start + 4, text)
  }

  private static func address(
    from start: Int, body: Int, _ text: UnsafeBufferPointer<UInt8>
  ) -> Found? {
    var end = body
    var open = 0
    scan: while end < text.count {
      switch text[end] {
      case 0...0x20, 0x22, 0x3C, 0x3E, 0x7B, 0x7D, 0x7C, 0x5C, 0x5E, 0x60: break scan
      case 0x28: open += 1
      case 0x29:
        if open == 0 { break scan }
        open -= 1
      case 0xC2, 0xE2: break scan
      default: break
      }
      end += 1
    }
    while end > body, [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x5D].contains(text[end - 1]) {
      end -= 1
    }
    guard end - body >= 3 else { return nil }
    return Found(kind: .url, start: start, end: end)
  }

  /// French numbers (`03 28 82 70 72`, `+33 (0)3 28 82 70 72`), international ones, and those of other
  /// countries after a word for a telephone.
  private static func phone(at start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Found? {
    if start > 0, isAlphanumeric(text[start - 1]) || text[start - 1] == 0x2B { return nil }
    // « Tél.01 23… » and a second number after a stroke, but no part of a code, a date or an address.
    if start > 1, isAlphanumeric(text[start - 2]) {
      switch text[start - 1] {
      case 0x2D: return nil
      case 0x2E where isDigit(text[start - 2]): return nil
      case 0x2F where !isDigit(text[start - 2]): return nil
      default: break
      }
    }
    let isPrefixed = isPrefix(at: start, text)
    let isInternational = text[start] == 0x2B || isPrefixed
    var i = start + 1
    var digits = isInternational ? 0 : 1
    var end = i
    while i < text.count, i - start < 26 {
      let byte = text[i]
      if isDigit(byte) {
        digits += 1
        i += 1
        end = i
      } else if byte == 0x20 || byte == 0x2E || byte == 0x28 || byte == 0x29 || byte == 0x2D {
        // Two separators in a row only around « (0) ».
        i += 1
      } else if byte == 0xC2, i + 1 < text.count, text[i + 1] == 0xA0 {
        i += 2
      } else {
        break
      }
      guard !isInternational, digits == 10 else { continue }
      // "020 7946 0958": a French number is told in pairs.
      let isForeign =
        !text[start..<min(start + 3, text.count)].contains { !isDigit($0) }
        && isAfterLabel(start, text)
      if !isForeign || end >= text.count || !isDigit(text[end]) { break }
    }
    if end < text.count, isAlphanumeric(text[end]) { return nil }
    guard digits >= 9, digits <= (isInternational ? 15 : 11) else { return nil }
    let isLabelled = isAfterLabel(start, text)
    if !isInternational, digits != 10, !isLabelled { return nil }
    if isPrefixed, digits < 11 { return nil }
    if !isInternational, start + 1 < text.count, text[start + 1] == 0x30 { return nil }
    // « 01.03.26-30.06.26 » are two dates: a French number has one sort of separator.
    if !isInternational, text[start..<end].contains(0x2E), text[start..<end].contains(0x2D) {
      return nil
    }
    let groups = text[start..<end].split { !isDigit($0) }.map(\.count)
    // « 02.02.2020 – 03.03.2020 » begins like a number of ten figures; no date begins with a plus.
    if text[start] != 0x2B, groups.prefix(3) == [2, 2, 4] { return nil }
    // Accounts, invoices and numbers of firms: « 0032 1456 7890 », « 05 2024 0001 », « BE 0456.789.123 ».
    if !isLabelled, text[start] != 0x2B {
      if groups == [4, 4, 4] || groups == [2, 4, 4] { return nil }
      if groups == [4, 3, 3], text[start + 1] != 0x38 { return nil }
    }
    return Found(kind: .phone, start: withCountry(start, text), end: end)
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// « 0033… », or « 00 33 … » where no other figures stand before it.
  private static func isPrefix(at start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text[start] == 0x30, start + 4 < text.count, text[start + 1] == 0x30 else { return false }
    let third = text[start + 2]
    if isDigit(third) { return third != 0x30 }
    guard third == 0x20 || third == 0x2E, isDigit(text[start + 3]), text[start + 3] != 0x30 else {
      return false
    }
    return !(start > 1 && text[start - 1] == 0x20 && isDigit(text[start - 2]))
  }

  /// The start of a number whose country stands before « (0) » without a plus: « 33 (0)1 43 17 53 53 ».
  private static func withCountry(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard start > 1, text[start - 1] == 0x28 else { return start }
    var first = start - 1
    if text[first - 1] == 0x20 { first -= 1 }
    let behind = first
    while first > 0, behind - first < 3, isDigit(text[first - 1]) { first -= 1 }
    let isAlone = first == 0 || !isAlphanumeric(text[first - 1])
    return first < behind && isAlone ? first : start
  }

  /// The ends of words for a telephone, in small letters.
  private static let labels: [StaticString] = [
    "tel", "tél", "phone", "fax", "telefon", "teléfono", "telefono", "mobile", "gsm",
  ]

  /// Whether a word for a telephone stands right before, with no more than a point, a colon or a bracket
  /// between.
  private static func isAfterLabel(_ start: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = start
    while end > 0, start - end < 4, [0x20, 0x2E, 0x3A, 0x28].contains(text[end - 1]) { end -= 1 }
    return labels.contains { label in
      let length = label.utf8CodeUnitCount
      guard length <= end else { return false }
      for i in 0..<length {
        let byte = text[end - length + i]
        let small = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        guard small == label.utf8Start[i] else { return false }
      }
      return true
    }
  }
}
