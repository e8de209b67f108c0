import Foundation
import Glibc
import Pipeline
import Testing

@Suite struct WatchFolderWalkTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var files: [String] = []
    /// Lines of `.callsignore` by folder, `""` for the root.
    var ignores: [String: String] = [:]
    var found: [String]
    var skipped: [SkipReason: Int] = [:]
  }

  static let cases: [Case] = [
    Case(
      testDescription: "sorted by bytes, folders and all",
      files: ["b.pdf", "a/z.html", "a.pdf", "B.pdf", "é.pdf", "a/b/c/d.pptx", "no ending"],
      found: ["B.pdf", "a.pdf", "a/b/c/d.pptx", "a/z.html", "b.pdf", "no ending", "é.pdf"]),
    Case(
      testDescription: "hidden, temporary, no documents",
      files: [
        ".hidden.pdf", ".git/x.pdf", "~$x.docx", "._x.pdf", "x.pdf.part", "x.crdownload", "y.tmp",
        ".DS_Store", "Thumbs.db", "desktop.ini", "@eaDir/x.pdf", "__MACOSX/x.pdf", "x.pdf~",
        "a.json", "b.YAML", "c.sh", "d.py", "e.js", "f.swift", "g.css", "h.gif", "ok.pdf",
      ],
      found: ["ok.pdf"], skipped: [.hidden: 2, .temporary: 11, .notDocument: 8]),
    Case(
      testDescription: "what a browser saves beside a page belongs to the page",
      files: [
        "appel.html", "appel_files/frame.html", "appel_files/note.pdf", "Aide.htm",
        "Aide_fichiers/a/b.html", "other_files/c.html", "x.mhtml", "x-Dateien/d.html",
      ],
      found: ["Aide.htm", "appel.html", "other_files/c.html", "x.mhtml"],
      skipped: [.notDocument: 3]),
    Case(
      testDescription: "a pattern without slash holds below",
      files: ["draft-a.pdf", "x/draft-b.pdf", "x/b-draft.pdf"], ignores: ["": "draft-*"],
      found: ["x/b-draft.pdf"], skipped: [.ignored: 2]),
    Case(
      testDescription: "a pattern with slash is bound",
      files: ["x/a.pdf", "y/x/a.pdf", "b.pdf", "y/b.pdf"], ignores: ["": "x/a.pdf\n/b.pdf"],
      found: ["y/b.pdf", "y/x/a.pdf"], skipped: [.ignored: 2]),
    Case(
      testDescription: "a slash at the end means folders",
      files: ["old/a.pdf", "x/old/b.pdf", "x/y/old"], ignores: ["": "old/"],
      found: ["x/y/old"], skipped: [.ignored: 2]),
    Case(
      testDescription: "comments, blank lines, CRLF, mark of order",
      files: ["a.pdf", "b.pdf", "#c.pdf"], ignores: ["": "\u{FEFF}# no\r\n\r\n  \r\na.*\r\n"],
      found: ["#c.pdf", "b.pdf"], skipped: [.ignored: 1]),
    Case(
      testDescription: "the last line that matches decides",
      files: ["a.pdf", "b.pdf"], ignores: ["": "*.pdf\n!b.pdf"], found: ["b.pdf"],
      skipped: [.ignored: 1]),
    Case(
      testDescription: "an inner file wins over an outer one",
      files: ["a.pdf", "x/a.pdf", "x/b.pdf"], ignores: ["": "a.pdf", "x": "!a.pdf\nb.pdf"],
      found: ["x/a.pdf"], skipped: [.ignored: 2]),
    Case(
      testDescription: "taken back from the standard ones",
      files: ["notes.json", "other.json"], ignores: ["": "!notes.json"], found: ["notes.json"],
      skipped: [.notDocument: 1]),
    Case(
      testDescription: "signs for one and for several",
      files: ["a1.pdf", "a22.pdf", "b1.pdf", "c/d/e.pdf", "c/e.pdf", "cé.pdf"],
      ignores: ["": "a?.pdf\n[b-b]1.pdf\nc/**/e.pdf\nc[!a-z].pdf"], found: ["a22.pdf"],
      skipped: [.ignored: 5]),
    Case(
      testDescription: "an open bracket is a sign like others",
      files: ["[a.pdf", "a.pdf"], ignores: ["": "[a.pdf"], found: ["a.pdf"], skipped: [.ignored: 1]),
  ]

  @Test(arguments: cases)
  func finds(_ example: Case) throws {
    let scratch = try WatchScratch()
    for file in example.files { try scratch.write(file) }
    for (folder, lines) in example.ignores {
      try scratch.write(folder.isEmpty ? ".callsignore" : folder + "/.callsignore", lines)
    }
    let walk = try FolderWalk(scratch.folder + "/")
    #expect(scratch.names(walk.files.map(\.path)) == example.found)
    #expect(walk.skipped == example.skipped)
    #expect(walk.unreadable.isEmpty)
  }

  @Test func linksAndSpecialFilesAreNotFollowed() throws {
    let scratch = try WatchScratch()
    let outside = try WatchScratch()
    try outside.write("secret.pdf")
    try scratch.write("in/a.pdf")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: scratch.path("out.pdf"), withDestinationPath: outside.path("secret.pdf"))
    try manager.createSymbolicLink(
      atPath: scratch.path("folder"), withDestinationPath: outside.folder)
    try manager.createSymbolicLink(
      atPath: scratch.path("in/loop"), withDestinationPath: scratch.folder)
    try manager.createSymbolicLink(
      atPath: scratch.path("broken.pdf"), withDestinationPath: "nowhere")
    #expect(mkfifo(scratch.path("pipe.pdf"), 0o644) == 0)
    let walk = try FolderWalk(scratch.folder)
    #expect(scratch.names(walk.files.map(\.path)) == ["in/a.pdf"])
    #expect(walk.skipped == [.link: 4, .special: 1])
    #expect(FileKind(at: scratch.path("pipe.pdf")) == .special)
    #expect(FileKind(at: scratch.path("none")) == .missing)
  }

  @Test func rootMayBeALinkAndAFolderMayHaveADocumentsName() throws {
    let scratch = try WatchScratch()
    try scratch.write("x.pdf/a.pdf")
    let link = scratch.path("link")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: scratch.path("x.pdf"))
    #expect(try FolderWalk(link).files.map(\.path) == [link + "/a.pdf"])
  }

  @Test func oddNamesSurvive() throws {
    let scratch = try WatchScratch()
    let names = [
      RawPath.string([0x61, 0xE9, 0x2E, 0x70, 0x64, 0x66]),
      RawPath.string([0xF0, 0x9F, 0x2E, 0x70, 0x64, 0x66]),
      "\u{F7E9}.pdf", "line\nbreak \u{1B}[31m \u{202E}.pdf",
      String(repeating: "é", count: 125) + "a.pdf",
    ].map { RawPath.string(RawPath.bytes($0)) }
    for name in names { try scratch.write(name) }
    let walk = try FolderWalk(scratch.folder)
    #expect(walk.skipped.isEmpty)
    #expect(Set(scratch.names(walk.files.map(\.path))) == Set(names))
    for file in walk.files { #expect(FileKind(at: file.path) == .file(file.stamp)) }
  }

  @Test func missingFolderOrFileIsTold() throws {
    let scratch = try WatchScratch()
    try scratch.write("a.pdf")
    let none = scratch.path("none")
    #expect(throws: FolderWalkError.missing(path: none)) { try FolderWalk(none) }
    let file = scratch.path("a.pdf")
    #expect(throws: FolderWalkError.notFolder(path: file)) { try FolderWalk(file) }
  }

  @Test func everyByteStringComesBack() {
    var seed: UInt64 = 42
    func next() -> UInt8 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: seed >> 33)
    }
    var seen: [String: [UInt8]] = [:]
    for length in 0..<400 {
      // Mostly bytes that begin or go on with a sequence, the private ones among them.
      let bytes = (0..<(length % 9)).map { _ in
        [0x61, 0xEF, 0x9E, 0x9F, 0xA9, 0xC3, 0xF0, 0xED, next()][Int(next() % 9)]
      }
      let text = RawPath.string(bytes)
      #expect(RawPath.bytes(text) == bytes)
      let other = seen.updateValue(bytes, forKey: text)
      #expect(other == nil || other == bytes)
    }
  }
}
