import Documents

/// What the class and id words of web pages usually say of an element: see `Vocabulary/names.txt`.
struct NameHints: Sendable {
  struct Hint: Sendable {
    var furniture: Furniture.Role?
    /// Names the message's container without doubt.
    var isContainer = false
    var isTeaser = false
    /// Readers' comments, which may be longer than what they comment on.
    var isDiscussion = false
    /// A post of another site whose text comes with its script.
    var isEmbed = false
    /// A box of a picture and its caption.
    var isPicture = false
  }

  /// What one word says; roles by their rank, 255 for none.
  private struct Entry {
    var rank: UInt8 = 255
    var hint = Hint()
  }

  static let standard = NameHints(VocabularyFile(PackageResources.names_txt))

  private var words: [String: Entry] = [:]
  /// Beginnings and ends of longer words, with their rank.
  private var beginnings: [(stem: [UInt8], rank: UInt8)] = []
  private var ends: [(stem: [UInt8], rank: UInt8)] = []
  private var roles: [Furniture.Role] = []

  private init(_ file: VocabularyFile) {
    for (name, lines) in file.lists {
      let role = Furniture.Role(rawValue: name)
      if let role { roles.append(role) }
      let rank = role == nil ? 255 : UInt8(roles.count - 1)
      for word in lines.flatMap({ $0.split(separator: 0x20) }) {
        if word.last == UInt8(ascii: "*") {
          beginnings.append((Array(word.dropLast()), rank))
        } else if word.first == UInt8(ascii: "*") {
          ends.append((Array(word.dropFirst()), rank))
        } else {
          add(String(decoding: word, as: UTF8.self), to: name, rank)
        }
      }
    }
  }

  private mutating func add(_ word: String, to list: String, _ rank: UInt8) {
    var entry = words[word] ?? Entry()
    entry.rank = min(entry.rank, rank)
    switch list {
    case "container": entry.hint.isContainer = true
    case "discussion": entry.hint.isDiscussion = true
    case "embed": entry.hint.isEmbed = true
    case "picture": entry.hint.isPicture = true
    case "teaser": entry.hint.isTeaser = true
    default: break
    }
    words[word] = entry
  }

  /// Reads an element's class and id, as one string.
  func read(_ names: [UInt8]) -> Hint {
    let isBuilder = names.starts(with: "elementor".utf8)
    var result = Entry()
    var previous = ""
    let parts = Self.split(names)
    for part in parts {
      // The page builder Elementor calls everything a widget.
      if isBuilder, part == "widget" || part == "widgets" { continue }
      if let entry = words[part] { Self.merge(entry, into: &result) }
      if !previous.isEmpty, words[previous + part]?.hint.isContainer == true {
        result.hint.isContainer = true
      }
      previous = part
    }
    if result.rank == 255 {
      for part in parts where part.utf8.count > 5 { result.rank = min(result.rank, rank(of: part)) }
    }
    if result.rank != 255 { result.hint.furniture = roles[Int(result.rank)] }
    return result.hint
  }

  private static func merge(_ entry: Entry, into result: inout Entry) {
    result.rank = min(result.rank, entry.rank)
    result.hint.isContainer = result.hint.isContainer || entry.hint.isContainer
    result.hint.isTeaser = result.hint.isTeaser || entry.hint.isTeaser
    result.hint.isDiscussion = result.hint.isDiscussion || entry.hint.isDiscussion
    result.hint.isPicture = result.hint.isPicture || entry.hint.isPicture
    result.hint.isEmbed = result.hint.isEmbed || entry.hint.isEmbed
  }

  private func rank(of word: String) -> UInt8 {
    var rank: UInt8 = 255
    let bytes = Array(word.utf8)
    for (stem, own) in beginnings
    where own < rank && stem[0] == bytes[0] && stem.count < bytes.count && bytes.starts(with: stem)
    {
      rank = own
    }
    for (stem, own) in ends
    where own < rank && stem[stem.count - 1] == bytes[bytes.count - 1] && stem.count < bytes.count
      && bytes[(bytes.count - stem.count)...].elementsEqual(stem)
    {
      rank = own
    }
    return rank
  }

  /// `postMeta entry-footer` → post, meta, postmeta, "", entry, footer: an empty word stands
  /// between names, and what camel case parts stands joined as well.
  private static func split(_ names: [UInt8]) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var whole: [UInt8] = []
    var wasLower = false
    func flush(_ text: inout [UInt8]) {
      if !text.isEmpty { words.append(String(decoding: text, as: UTF8.self)) }
      text.removeAll(keepingCapacity: true)
    }
    for byte in names + [0x20] {
      switch byte {
      case 0x41...0x5A:
        if wasLower { flush(&word) }
        word.append(byte | 0x20)
        whole.append(byte | 0x20)
        wasLower = false
      case 0x61...0x7A:
        word.append(byte)
        whole.append(byte)
        wasLower = true
      default:
        wasLower = false
        let isWhole = word.count == whole.count
        flush(&word)
        if !isWhole { flush(&whole) }
        whole.removeAll(keepingCapacity: true)
        if byte == 0x20 { words.append("") }
      }
    }
    return words
  }
}
