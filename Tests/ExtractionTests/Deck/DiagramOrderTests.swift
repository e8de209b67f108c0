import Testing

@testable import Extraction

/// The order in which the nodes of a SmartArt diagram are read.
@Suite struct DiagramOrderTests {
  /// - Parameters:
  ///   - points: identifiers, each with its type; those of nodes are their texts.
  ///   - links: above, below, place among those below.
  private func texts(
    _ points: [(id: String, type: String?)], _ links: [(String, String, Int)]
  ) throws -> [String] {
    let nodes = points.map { point in
      "<dgm:pt modelId=\"\(point.id)\"\(point.type.map { " type=\"\($0)\"" } ?? "")><dgm:t><a:bodyPr/>"
        + "<a:p><a:r><a:t>\(point.id)</a:t></a:r></a:p></dgm:t></dgm:pt>"
    }
    let connections = links.enumerated().map { i, link in
      "<dgm:cxn modelId=\"c\(i)\" srcId=\"\(link.0)\" destId=\"\(link.1)\" srcOrd=\"\(link.2)\" destOrd=\"0\"/>"
    }
    let xml = """
      <dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" \
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>\(nodes.joined())\
      </dgm:ptLst><dgm:cxnLst>\(connections.joined())<dgm:cxn type="presOf" modelId="z" \
      srcId="Volet B" destId="Volet A" srcOrd="0"/></dgm:cxnLst></dgm:dataModel>
      """
    return PPTXText.diagram(try MarkupParser.xml(Array(xml.utf8), part: "data1.xml"))
      .map { $0.runs.map(\.text).joined() }
  }

  @Test func eachRowIsReadAfterItsLabel() throws {
    let read = try texts(
      [
        ("racine", "doc"), ("Volet A", nil), ("Volet B", "node"), ("lien", "parTrans"),
        ("80 % au plus", nil), ("60 % au plus", nil), ("6 mai", nil),
      ],
      [
        ("racine", "Volet A", 0), ("racine", "Volet B", 1), ("Volet B", "60 % au plus", 0),
        ("Volet A", "6 mai", 1), ("Volet A", "80 % au plus", 0),
      ])
    #expect(read == ["Volet A", "80 % au plus", "6 mai", "Volet B", "60 % au plus"])
  }

  /// Nodes that nothing leads to, circles, and what is connected twice.
  @Test func damagedConnectionsLoseNothing() throws {
    #expect(try texts([("a", nil), ("b", nil)], []) == ["a", "b"])
    #expect(
      try texts(
        [("d", "doc"), ("a", nil), ("b", nil), ("c", nil)],
        [("d", "b", 0), ("b", "a", 0), ("a", "b", 0), ("d", "a", 1), ("d", "nobody", 2)])
        == ["b", "a", "c"])
  }
}
