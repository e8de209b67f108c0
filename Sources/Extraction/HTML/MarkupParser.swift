import CLibXML2
import Documents
import Glibc

/// Runs libxml2 over bytes and keeps what it says as a `MarkupTree`.
enum MarkupParser {
  /// Parses UTF-8 HTML. Any bytes give a tree, but for tags with very many attributes and
  /// elements nested thousands deep, which the parser is quadratic in.
  static func html(
    _ bytes: [UInt8], attributes: Int = ReadingLimit.attributes.usual
  ) throws(DocumentFailure) -> MarkupTree {
    try checkAttributes(bytes, limit: attributes)
    return try parse(withoutConditions(bytes), with: calls_html_parse)
  }

  /// Leaves out the conditions that Office writes into mails and pages (`<![if !supportLists]>` to
  /// `<![endif]>`), but not what they hold: browsers see a comment in each (HTML standard, 13.2.5.42),
  /// the parser text.
  private static func withoutConditions(_ bytes: [UInt8]) -> [UInt8] {
    guard holdsCondition(bytes) else { return bytes }
    var rest = bytes[...]
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      kept += rest[..<start]
      rest = rest[start...]
      let length = conditionLength(rest)
      if length == 0 { kept.append(UInt8(ascii: "<")) }
      rest = rest.dropFirst(max(1, length))
    }
    return kept + rest
  }

  private static func holdsCondition(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      var place = 0
      while place < bytes.count,
        let sign = memchr(base + place, CInt(UInt8(ascii: "!")), bytes.count - place)
      {
        // Rarer than the sign before it.
        place = UnsafeRawPointer(sign) - base
        if bytes.holds("<![if ", at: place - 1, ignoringCase: true)
          || bytes.holds("<![endif]>", at: place - 1, ignoringCase: true)
        {
          return true
        }
        place += 1
      }
      return false
    }
  }

  private static let longestCondition = 100

  /// How long the condition is that begins a text; 0 where none does.
  private static func conditionLength(_ text: ArraySlice<UInt8>) -> Int {
    let head = text.prefix(longestCondition)
    let begins = ["<![if ", "<![endif]>"].contains { start in
      head.prefix(start.utf8.count).elementsEqual(start.utf8) {
        $0 == $1 || (0x41...0x5A).contains($0) && $0 | 0x20 == $1
      }
    }
    guard begins, let end = head.firstIndex(of: UInt8(ascii: ">")) else { return 0 }
    return head[end - 1] == UInt8(ascii: "]") ? end + 1 - head.startIndex : 0
  }

  /// Parses XML; throws `.damaged` where it is not well-formed.
  static func xml(_ bytes: [UInt8], part: String) throws(DocumentFailure) -> MarkupTree {
    try checkAttributes(bytes, limit: ReadingLimit.attributes.usual)
    do {
      return try parse(bytes, with: calls_xml_parse)
    } catch .damaged {
      throw .damaged(detail: "\(part) is not well-formed XML")
    }
  }

  /// libxml2 compares each attribute of a tag with all those before it.
  private static func checkAttributes(_ bytes: [UInt8], limit: Int) throws(DocumentFailure) {
    guard !AttributeScan.exceeds(limit, in: bytes) else {
      throw .tooLarge(size: limit + 1, limit: limit, of: .attributes)
    }
  }

  private typealias Parse = (
    UnsafePointer<CChar>?, Int, UnsafePointer<calls_markup_handler>?
  ) -> calls_markup_status

  /// The handler holds an unretained pointer to the builder, which outlives the parse: it is used
  /// again after it.
  private static func parse(_ bytes: [UInt8], with parse: Parse) throws(DocumentFailure)
    -> MarkupTree
  {
    let builder = MarkupTreeBuilder()
    var handler = calls_markup_handler(
      context: Unmanaged.passUnretained(builder).toOpaque(),
      start: { context, name, attributes, count in
        guard let name else { return 0 }
        return MarkupTreeBuilder.at(context).start(
          name, UnsafeBufferPointer(start: attributes, count: count))
      },
      end: { context in MarkupTreeBuilder.at(context).end() },
      text: { context, bytes, count in
        let text = UnsafeRawBufferPointer(start: bytes, count: count)
        MarkupTreeBuilder.at(context).text(text)
      })
    let status = bytes.withUnsafeBytes { buffer in
      parse(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, &handler)
    }
    let tree = withExtendedLifetime(builder) { builder.finish() }
    switch status {
    case CALLS_MARKUP_OK: return tree
    case CALLS_MARKUP_STOPPED:
      throw .unsupported(detail: "elements nested deeper than \(MarkupTreeBuilder.deepest)")
    case CALLS_MARKUP_NO_MEMORY: throw .memoryLimit(bytes: bytes.count)
    default: throw .damaged(detail: "not well-formed")
    }
  }
}

/// Collects the parser's events.
final class MarkupTreeBuilder {
  /// Open elements at which a parse is given up: an end tag without its start costs the parser as
  /// many steps as elements are open.
  static let deepest = 5_000

  private var tree = MarkupTree()
  private var open: [Int] = []
  /// Open elements below the deepest kept one.
  private var excess = 0
  private var interned: [UnsafeRawPointer: Int32] = [:]
  private var known: [String: Int32] = [:]

  init() {
    tree.nodes.append(.init(name: -2, parent: 0, end: 0, start: 0, count: 0))
    open.append(0)
  }

  /// `context` is the pointer that `MarkupParser.parse` made from a living builder.
  static func at(_ context: UnsafeMutableRawPointer?) -> MarkupTreeBuilder {
    guard let context else { preconditionFailure("the parser lost its context") }
    return Unmanaged<MarkupTreeBuilder>.fromOpaque(context).takeUnretainedValue()
  }

  /// Not 0 to stop the parse.
  func start(
    _ name: UnsafePointer<CChar>, _ attributes: UnsafeBufferPointer<calls_markup_attribute>
  ) -> CInt {
    guard excess == 0, open.count < MarkupTree.maximumDepth else {
      excess += 1
      tree.isTooDeep = true
      return excess > Self.deepest ? 1 : 0
    }
    let first = tree.attributes.count
    for attribute in attributes {
      guard let attributeName = attribute.name else { continue }
      let start = tree.pool.count
      tree.pool.append(
        contentsOf: UnsafeRawBufferPointer(start: attribute.value, count: attribute.value_length))
      tree.attributes.append(
        .init(
          name: intern(attributeName, isQualified: attribute.namespace_uri != nil),
          start: Int32(start), count: Int32(attribute.value_length)))
    }
    let node = tree.nodes.count
    tree.nodes.append(
      .init(
        name: intern(name, isQualified: false), parent: Int32(open[open.count - 1]), end: 0,
        start: Int32(first), count: Int32(tree.attributes.count - first)))
    open.append(node)
    return 0
  }

  func end() {
    if excess > 0 {
      excess -= 1
    } else if open.count > 1 {
      tree.nodes[open.removeLast()].end = Int32(tree.nodes.count)
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    let last = tree.nodes.count - 1
    let parent = Int32(open[open.count - 1])
    let start = tree.pool.count
    tree.pool.append(contentsOf: bytes)
    if tree.isText(last), tree.nodes[last].parent == parent,
      Int(tree.nodes[last].start + tree.nodes[last].count) == start
    {
      tree.nodes[last].count += Int32(bytes.count)
    } else {
      tree.nodes.append(
        .init(
          name: MarkupTree.textName, parent: parent, end: Int32(tree.nodes.count + 1),
          start: Int32(start), count: Int32(bytes.count)))
    }
  }

  func finish() -> MarkupTree {
    for node in open { tree.nodes[node].end = Int32(tree.nodes.count) }
    return tree
  }

  /// The parser interns names itself, so that a pointer stands for a name; a few names come from
  /// constants of its own, hence the second table.
  private func intern(_ name: UnsafePointer<CChar>, isQualified: Bool) -> Int32 {
    let key = UnsafeRawPointer(name)
    if !isQualified, let index = interned[key] { return index }
    let string = (isQualified ? ":" : "") + String(cString: name)
    let index = known[string] ?? Int32(tree.names.count)
    if Int(index) == tree.names.count {
      tree.names.append(string)
      known[string] = index
    }
    if !isQualified { interned[key] = index }
    return index
  }
}
