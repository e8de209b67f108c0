import Foundation

/// What an independent HTML parser (Python's) sees of a page.
struct HTMLCheck: Decodable {
  /// Names of the elements, in order.
  var elements: [String]
  var headings: [String]
  var links: [String]
  var eventAttributes: [String]
  /// The text of the body, spaces folded.
  var text: String
  var language: String?
  /// Elements opened and not closed, or the other way round.
  var unbalanced: [String]
  /// `src`, `background` and style addresses.
  var remote: [String]

  private static let python = "/usr/bin/python3"

  /// Tests of pages are skipped where Python is not there.
  static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: python) }

  static func report(of html: String) throws -> HTMLCheck {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(html.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(HTMLCheck.self, from: data)
  }

  private static let script = """
    import json, re, sys
    from html.parser import HTMLParser
    void = {"meta", "br", "hr", "img", "link", "input"}
    class Check(HTMLParser):
        def __init__(self):
            super().__init__(convert_charrefs=True)
            self.r = dict(elements=[], headings=[], links=[], eventAttributes=[], text="",
                          language=None, unbalanced=[], remote=[])
            self.stack = []
        def handle_starttag(self, tag, attributes):
            self.r["elements"].append(tag)
            if re.fullmatch("h[1-6]", tag): self.r["headings"].append(tag)
            if tag not in void: self.stack.append(tag)
            for name, value in attributes:
                if name.startswith("on"): self.r["eventAttributes"].append(name)
                if name == "href": self.r["links"].append(value)
                if name in ("src", "background", "srcset"): self.r["remote"].append(value)
                if name == "style" and "url(" in value: self.r["remote"].append(value)
                if tag == "html" and name == "lang": self.r["language"] = value
        def handle_endtag(self, tag):
            if self.stack and self.stack[-1] == tag: self.stack.pop()
            else: self.r["unbalanced"].append(tag)
        def handle_data(self, data):
            if "style" in self.stack:
                if "url(" in data or "@import" in data: self.r["remote"].append(data)
            else: self.r["text"] += data
    sys.stdin.reconfigure(encoding="utf-8")
    check = Check()
    check.feed(sys.stdin.read())
    check.close()
    check.r["unbalanced"] += check.stack
    check.r["text"] = re.sub("[ \\\\n]+", " ", check.r["text"])
    print(json.dumps(check.r))
    """
}
