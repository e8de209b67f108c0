/// A parsed HTML page or XML part, as flat arrays in document order.
///
/// Node 0 is the root, which has no name. The descendants of node `n` are `n + 1 ..< nodes[n].end`.
struct MarkupTree: Sendable {
  struct Node: Sendable {
    /// Index in `names`; `MarkupTree.textName` for a text node.
    var name: Int32
    var parent: Int32
    /// One past the last descendant.
    var end: Int32
    /// Text node: its bytes in `pool`. Element: its attributes in `attributes`.
    var start: Int32
    var count: Int32
  }

  struct Attribute: Sendable {
    var name: Int32
    var start: Int32
    var count: Int32
  }

  static let textName: Int32 = -1
  static let maximumDepth = 256

  var nodes: [Node] = []
  var attributes: [Attribute] = []
  /// UTF-8 of all texts and attribute values.
  var pool: [UInt8] = []
  /// Local names, in lower case for HTML. An attribute in a namespace has a colon before its name:
  /// `:id` is the `r:id` of Office formats, whatever prefix the file gives to it.
  var names: [String] = []
  /// Elements nested deeper than `maximumDepth` were dissolved into their parents.
  var isTooDeep = false

  func isText(_ node: Int) -> Bool { nodes[node].name == Self.textName }

  func name(_ node: Int) -> String {
    let name = nodes[node].name
    return name < 0 ? "" : names[Int(name)]
  }

  func end(_ node: Int) -> Int { Int(nodes[node].end) }
  func parent(_ node: Int) -> Int { Int(nodes[node].parent) }

  /// Bytes of a text node.
  func textBytes(_ node: Int) -> ArraySlice<UInt8> {
    let it = nodes[node]
    return pool[Int(it.start)..<Int(it.start + it.count)]
  }

  func children(_ node: Int) -> Children {
    Children(nodes: nodes, from: node + 1, to: end(node))
  }

  func attribute(_ name: String, of node: Int) -> String? {
    attributeBytes(name, of: node).map { String(decoding: $0, as: UTF8.self) }
  }

  func attributeBytes(_ name: String, of node: Int) -> ArraySlice<UInt8>? {
    let it = nodes[node]
    guard it.name >= 0, it.count > 0 else { return nil }
    for attribute in attributes[Int(it.start)..<Int(it.start + it.count)]
    where names[Int(attribute.name)] == name {
      return pool[Int(attribute.start)..<Int(attribute.start + attribute.count)]
    }
    return nil
  }

  /// All text below a node, as it stands.
  func text(of node: Int) -> String {
    var bytes: [UInt8] = []
    for i in node..<end(node) where isText(i) { bytes += textBytes(i) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first child element of a name.
  func child(_ name: String, of node: Int) -> Int? {
    children(node).first { self.name($0) == name }
  }

  /// The descendants of a name, in document order.
  func descendants(_ name: String, of node: Int) -> [Int] {
    guard node + 1 < end(node), let index = names.firstIndex(of: name) else { return [] }
    return (node + 1..<end(node)).filter { nodes[$0].name == Int32(index) }
  }

  /// The children of one node.
  struct Children: Sequence, IteratorProtocol {
    private let nodes: [Node]
    private var place: Int
    private let last: Int

    fileprivate init(nodes: [Node], from start: Int, to end: Int) {
      self.nodes = nodes
      place = start
      last = end
    }

    mutating func next() -> Int? {
      guard place < last else { return nil }
      defer { place = Int(nodes[place].end) }
      return place
    }
  }
}
