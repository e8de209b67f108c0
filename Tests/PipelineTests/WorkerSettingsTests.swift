import Documents
import Foundation
import Testing

@testable import Pipeline

/// Locked PDFs, and limits as a person sets them.
@Suite(.enabled(if: WorkerClient.located() != nil, "calls-worker is not built"))
struct WorkerSettingsTests {
  /// Our own page (« Date limite de depot : 6 mai 2027 »), locked by qpdf: AES with `sésame`, RC4 with
  /// `secret`.
  private static let locked = [
    """
    JVBERi0xLjcKJb/3ov4KMSAwIG9iago8PCAvRXh0ZW5zaW9ucyA8PCAvQURCRSA8PCAvQmFzZVZlcnNpb24g\
    LzEuNyAvRXh0ZW5zaW9uTGV2ZWwgOCA+PiA+PiAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5k\
    b2JqCjIgMCBvYmoKPDwgL0NvdW50IDEgL0tpZHMgWyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoK\
    MyAwIG9iago8PCAvQ29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDU5NSA4NDIgXSAvUGFyZW50IDIg\
    MCBSIC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YgNSAwIFIgPj4gPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2Jq\
    CjQgMCBvYmoKPDwgL0xlbmd0aCAxMjggL0ZpbHRlciAvRmxhdGVEZWNvZGUgPj4Kc3RyZWFtCvsogxm9blIl\
    xnihm+ktZKVaGeNfblVnXuHdX9kLKIoc8schMyciMuu8Pwd55UL+kWgy9RASTax5fqr2S/6qyoqRD18NF39h\
    d80THgm4kyLxNHYg8DeZ7jcmgfOGWY1CJYawcfIvIJedzAPFFBWhJ41TwVunlfI/ujpMotb+hrpnZW5kc3Ry\
    ZWFtCmVuZG9iago1IDAgb2JqCjw8IC9CYXNlRm9udCAvSGVsdmV0aWNhIC9TdWJ0eXBlIC9UeXBlMSAvVHlw\
    ZSAvRm9udCA+PgplbmRvYmoKNiAwIG9iago8PCAvQ0YgPDwgL1N0ZENGIDw8IC9BdXRoRXZlbnQgL0RvY09w\
    ZW4gL0NGTSAvQUVTVjMgL0xlbmd0aCAzMiA+PiA+PiAvRmlsdGVyIC9TdGFuZGFyZCAvTGVuZ3RoIDI1NiAv\
    TyA8YWQ2OGU3ZTlkYWFlNmYxYjM5YzFhZmY5OTI1ZmFiY2FmOTViYWVmMzNmNWJlNDVkYTVmOWU0NTYwY2Vi\
    MzlkM2JlZjgyMGI2NTdkZmEzNzY2ZmE1YjYyMDc4YjhhNTc1PiAvT0UgPGE3MzA0NDdjZTVlOGE5YzQyNDkz\
    NjMyNmIwMWU1ZjA0NmZiMzI3ZTY1M2FmY2RlY2I0MjQ5MWQ4Zjg5MDVjYjI+IC9QIC00IC9QZXJtcyA8YTdk\
    ZDYzYzFkODMwYWZkNGJkZjQ3Mzk0ZWI3ZTRlOTc+IC9SIDYgL1N0bUYgL1N0ZENGIC9TdHJGIC9TdGRDRiAv\
    VSA8ZGY5ZjA4MWRjNjRhOTBmNDc3MThiZWJmNzNjNjM1YWFjZGJmMWU4YzkwOWZlMGE0ZDk5ZTYxZjRlNWVi\
    ZTVjNzEzYWUzNjI0ODlkYzNjNDFmOWIxMDY3OGY4OTFmZDU5PiAvVUUgPDI2MDgxMjVlOTNjOGQxYjUyNzJk\
    YWRlYzJhMDJiY2RkODQwZDRlMDJkMjc1NzVjZjg5OWY4MjNmZGUyZDg4MGQ+IC9WIDUgPj4KZW5kb2JqCnhy\
    ZWYKMCA3CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAxNSAwMDAwMCBuIAowMDAwMDAwMTMwIDAwMDAw\
    IG4gCjAwMDAwMDAxODkgMDAwMDAgbiAKMDAwMDAwMDMxNiAwMDAwMCBuIAowMDAwMDAwNTE1IDAwMDAwIG4g\
    CjAwMDAwMDA1ODUgMDAwMDAgbiAKdHJhaWxlciA8PCAvUm9vdCAxIDAgUiAvU2l6ZSA3IC9JRCBbPDdiNTNi\
    Njg1ZDkzYzk5NmFmNTcxZDYzZmRmZGQyNjQ2Pjw3YjUzYjY4NWQ5M2M5OTZhZjU3MWQ2M2ZkZmRkMjY0Nj5d\
    IC9FbmNyeXB0IDYgMCBSID4+CnN0YXJ0eHJlZgoxMTMyCiUlRU9GCg==
    """,
    """
    JVBERi0xLjQKJb/3ov4KMSAwIG9iago8PCAvUGFnZXMgMiAwIFIgL1R5cGUgL0NhdGFsb2cgPj4KZW5kb2Jq\
    CjIgMCBvYmoKPDwgL0NvdW50IDEgL0tpZHMgWyAzIDAgUiBdIC9UeXBlIC9QYWdlcyA+PgplbmRvYmoKMyAw\
    IG9iago8PCAvQ29udGVudHMgNCAwIFIgL01lZGlhQm94IFsgMCAwIDU5NSA4NDIgXSAvUGFyZW50IDIgMCBS\
    IC9SZXNvdXJjZXMgPDwgL0ZvbnQgPDwgL0YgNSAwIFIgPj4gPj4gL1R5cGUgL1BhZ2UgPj4KZW5kb2JqCjQg\
    MCBvYmoKPDwgL0xlbmd0aCA5OCAvRmlsdGVyIC9GbGF0ZURlY29kZSA+PgpzdHJlYW0KXHQ5WvUHkmq//wqJ\
    CkE8GHcLXLmmooKFzx6/yCweJaHWRJnEoLMLp6nF+hYymEeSHFxgasbNwDLiT+zCxlkDbjsxSKsbr3yKWEue\
    A/nui0bLKU+qCqiQUcWDRU9PxVLfmyJlbmRzdHJlYW0KZW5kb2JqCjUgMCBvYmoKPDwgL0Jhc2VGb250IC9I\
    ZWx2ZXRpY2EgL1N1YnR5cGUgL1R5cGUxIC9UeXBlIC9Gb250ID4+CmVuZG9iago2IDAgb2JqCjw8IC9GaWx0\
    ZXIgL1N0YW5kYXJkIC9MZW5ndGggMTI4IC9PIDwwZGI1ODU1ZmM1MzI2NTY5ZTc2NTkwNmNhZjY0ZTQ0Mjlh\
    NGMyMGQ2ZTk5NmZkZWY5NjNlOWI1MDgwZjllMDgzPiAvUCAtNCAvUiAzIC9VIDxmNDY3YTdkNGQzOTI5NzBj\
    MGM1ZTUzNjJmOWY4OTAxNDAxMjI0NTZhOTFiYWU1MTM0MjczYTZkYjEzNGM4N2M0PiAvViAyID4+CmVuZG9i\
    agp4cmVmCjAgNwowMDAwMDAwMDAwIDY1NTM1IGYgCjAwMDAwMDAwMTUgMDAwMDAgbiAKMDAwMDAwMDA2NCAw\
    MDAwMCBuIAowMDAwMDAwMTIzIDAwMDAwIG4gCjAwMDAwMDAyNTAgMDAwMDAgbiAKMDAwMDAwMDQxOCAwMDAw\
    MCBuIAowMDAwMDAwNDg4IDAwMDAwIG4gCnRyYWlsZXIgPDwgL1Jvb3QgMSAwIFIgL1NpemUgNyAvSUQgWzwy\
    YjhmMjY4ZTg0NTU3NjIyMzdhMDVhZWMyYTg4NjFkMj48MmI4ZjI2OGU4NDU1NzYyMjM3YTA1YWVjMmE4ODYx\
    ZDI+XSAvRW5jcnlwdCA2IDAgUiA+PgpzdGFydHhyZWYKNjk1CiUlRU9GCg==
    """,
  ]

  private func read(
    _ number: Int, _ passwords: [String]
  ) throws -> Result<Document, DocumentFailure> {
    var worker = try #require(WorkerClient.located())
    worker.passwords = passwords
    let bytes = try #require(Data(base64Encoded: Self.locked[number]))
    return worker.result(of: [UInt8](bytes), name: "a.pdf")
  }

  @Test(arguments: [0, 1])
  func aPasswordOfTheListOpens(_ number: Int) throws {
    let document = try read(number, ["faux", "secret", "autre", "sésame"]).get()
    #expect(document.text.contains("6 mai 2027"))
    #expect(try read(number, []) == .failure(.encrypted))
    #expect(try read(number, ["faux", ""]) == .failure(.encrypted))
  }

  /// No process of the machine, and no message, tells a password.
  @Test func passwordsGoThroughStandardInputAlone() throws {
    let worker = try FakeWorker(
      """
      tr '\\0' '\\n' < /proc/$$/cmdline > "${0%/*}/seen"
      tr '\\0' '\\n' < /proc/$$/environ >> "${0%/*}/seen"
      case "$*" in *--unlock*) cat > "${0%/*}/input";; esac
      exit 3
      """)
    var client = WorkerClient(executable: worker.path)
    client.passwords = ["geheim"]
    let file = try MemoryFile(Array("document".utf8))
    #expect(throws: DocumentFailure.self) {
      try client.unlocked(file.descriptor, name: "a.pdf")
    }
    let seen = try String(contentsOfFile: worker.folder + "/seen", encoding: .utf8)
    #expect(seen.contains("--unlock"))
    #expect(!seen.contains("geheim"))
    var input = [UInt8](try Data(contentsOf: URL(fileURLWithPath: worker.folder + "/input")))
    #expect(UnlockFrame.taken(from: &input) == DocumentKeys(password: "geheim"))
    #expect(input == Array("document".utf8))
  }

  @Test func frontsThatAreNoneAreRefused() {
    for bytes: [UInt8] in [
      [], [1, 0, 0], [9, 0, 0, 0, 1], [255, 255, 255, 255, 1], [0, 0, 0, 0], [2, 0, 0, 0, 97, 98],
      [4, 0, 0, 0, 97, 0, 98, 0],
    ] {
      var bytes = bytes
      #expect(UnlockFrame.taken(from: &bytes) == nil)
    }
    let long = String(repeating: "x", count: 2_000)
    for keys in [
      DocumentKeys(), DocumentKeys(password: ""), DocumentKeys(password: long),
      DocumentKeys(password: "a\0b"), DocumentKeys(parts: ["a.pdf": ""]),
      DocumentKeys(parts: [String(repeating: "é", count: 9_000): "x"]),
    ] {
      #expect(UnlockFrame.front(keys) == nil)
    }
  }

  @Test(arguments: [
    DocumentKeys(password: "sésame"), DocumentKeys(parts: ["a.pdf": "x", "été.pdf": "y z"]),
    DocumentKeys(password: "p", parts: ["": "x"]),
  ])
  func frontsAreReadAgain(_ keys: DocumentKeys) throws {
    var bytes = try #require(UnlockFrame.front(keys)) + Array("document".utf8)
    #expect(UnlockFrame.taken(from: &bytes) == keys)
    #expect(bytes == Array("document".utf8))
  }

  /// A mail with two locked attachments and one that is not, beside a message with a third.
  private static var mail: [UInt8] {
    func pdf(_ name: String, _ number: Int) -> String {
      """
      Content-Type: application/pdf
      Content-Disposition: attachment; filename="\(name)"
      Content-Transfer-Encoding: base64

      \(locked[number])
      """
    }
    let inner = """
      Content-Type: message/rfc822

      From: b@example.org
      Subject: Transmis
      Content-Type: multipart/mixed; boundary=c

      --c
      Content-Type: text/plain

      Le troisième.
      --c
      \(pdf("trois.pdf", 1))
      --c--
      """
    return Array(
      """
      From: a@example.org
      Subject: Appel
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain

      Voir les pièces jointes.
      --b
      \(pdf("un.pdf", 0))
      --b
      \(pdf("deux.pdf", 1))
      --b
      \(inner)
      --b--

      """.utf8)
  }

  @Test(arguments: [
    (["faux", "secret", "sésame"], [String]()), (["secret"], ["un.pdf"]),
    (["sésame"], ["deux.pdf", "trois.pdf"]), ([], ["un.pdf", "deux.pdf", "trois.pdf"]),
    (["faux"], ["un.pdf", "deux.pdf", "trois.pdf"]),
  ])
  func attachmentsOfMailsAreOpened(_ passwords: [String], _ left: [String]) throws {
    var worker = try #require(WorkerClient.located())
    worker.passwords = passwords
    let document = try worker.result(of: Self.mail, name: "a.eml").get()
    #expect(document.lockedParts == left)
    #expect(document.text.contains("Voir les pièces jointes."))
    #expect(document.text.components(separatedBy: "6 mai 2027").count - 1 == 3 - left.count)
  }

  // MARK: Limits

  @Test func limitsAreWrittenAndReadAgain() throws {
    var limits = ReadingLimits()
    #expect(limits.argument.isEmpty)
    limits[.pages] = 3
    limits[.wall] = 60
    limits[.memory] = ReadingLimit.memory.usual
    #expect(limits.argument == "wall=60,pages=3")
    #expect(ReadingLimits(argument: limits.argument) == limits)
    for bad in ["wall", "wall=", "wall=0", "wall=-1", "none=3", "wall=1=2", "memory=1"] {
      #expect(ReadingLimits(argument: bad) == nil, "\(bad)")
    }
  }

  private func failure(
    _ limit: ReadingLimit, _ value: Int, _ bytes: [UInt8], _ name: String, _ serving: WorkerServing
  ) -> DocumentFailure? {
    var limits = ReadingLimits()
    limits[limit] = value
    let worker = WorkerClient.located(limits: WorkerLimits(limits), serving: serving)
    guard case .failure(let failure)? = worker?.result(of: bytes, name: name) else { return nil }
    return failure
  }

  /// Each limit that is set holds, in both ways of starting a reader, and is named by its failure.
  @Test(arguments: [WorkerServing.never, .always])
  func eachLimitHasItsOwnName(_ serving: WorkerServing) throws {
    let text = Array(String(repeating: "Un appel. ", count: 120_000).utf8)
    #expect(failure(.input, 1, text, "a.txt", serving)?.limit == .input)
    #expect(failure(.text, 1, text, "a.txt", serving)?.limit == .text)
    let tag = Array("<!DOCTYPE html><p a=1 b=2 c=3>Un appel</p>".utf8)
    #expect(failure(.attributes, 2, tag, "a.html", serving)?.limit == .attributes)
    #expect(failure(.attributes, 3, tag, "a.html", serving) == nil)
    #if DEBUG
      let spin = Array("CALLS-MISBEHAVE\nspin\n".utf8)
      #expect(failure(.cpu, 1, spin, "a.txt", serving) == .timeLimit(seconds: 1, of: .cpu))
      let hang = Array("CALLS-MISBEHAVE\nhang\n".utf8)
      #expect(failure(.wall, 1, hang, "a.txt", serving) == .timeLimit(seconds: 1, of: .wall))
      let eat = Array("CALLS-MISBEHAVE\nallocate\n".utf8)
      #expect(failure(.memory, 300, eat, "a.txt", serving) == .memoryLimit(bytes: 300 << 20))
    #endif
  }
}
