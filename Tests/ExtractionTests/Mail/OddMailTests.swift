import Documents
import Testing

@testable import Extraction

/// Mails that were copied, cut, signed or written against the rules.
@Suite struct OddMailTests {
  private func read(_ mail: String) throws(DocumentFailure) -> Document {
    try read(Array(mail.utf8))
  }

  private func read(_ mail: [UInt8]) throws(DocumentFailure) -> Document {
    try DocumentReader().read(mail, name: "appel.eml")
  }

  @Test(arguments: [
    // What copying does to the start, and to the ends of lines.
    ("\r\n\r\nMIME-Version: 1.0\r\nSubject: x\r\n\r\ny\r\n", "x\n\ny"),
    ("\u{FEFF}MIME-Version: 1.0\nSubject: x\n\ny\n", "x\n\ny"),
    ("MIME-Version: 1.0\rSubject: x\r\ry\r", "x\n\ny"),
    // A boundary that no line has, and none at all.
    (
      "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--c\nContent-Type: text/plain\n\ny\n--c--",
      "x\n\ny"
    ),
    ("Subject: x\nContent-Type: multipart/mixed; boundary=b\n\ny\n", "x\n\ny"),
    ("Subject: x\nContent-Type: multipart/mixed\n\n--c\n\ny\n--c--\n", "x\n\ny"),
    // Pages under a wrong name.
    ("Subject: x\n\n<!DOCTYPE html><html><body><p>y</p></body></html>", "x\n\ny"),
    // What old programs wrote.
    (
      "Subject: x\nContent-Type: text/plain; charset=utf-7\n\nd+AOk-p+APQ-t, 1 +- 1\n",
      "x\n\ndépôt, 1 + 1"
    ),
    (
      "Subject: x\nContent-Type: text/enriched\n\n<bold>Le taux</bold> est\nde <color><param>red</param>80 %</color>,\n\n<<net>.\n",
      "x\n\nLe taux est de 80 %,\n\n<net>."
    ),
    (
      "Subject: x\nContent-Type: text/richtext\n\n<bold>y</bold><nl>z <comment>no</comment><lt>\n",
      "x\n\ny z <"
    ),
    (
      "Subject: x\n\ny\n\nbegin 644 a.txt\n&;G5L;\"X*\n`\nend\n\nz\n",
      "x\n\ny\n\nz\n\nnull.\n"
    ),
    (
      "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\ny\n--b\nContent-Type: text/plain; name=a.txt\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n&;G5L;\"X*\n`\nend\n--b--\n",
      "x\n\ny\n\nnull.\n"
    ),
    // No file, but words that begin like one.
    ("Subject: x\n\nbegin 644 times\nwith us\n", "x\n\nbegin 644 times with us"),
    // Signed in the clear.
    (
      "Subject: x\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\ny\n- - z\n-----BEGIN PGP SIGNATURE-----\n\nabc=\n-----END PGP SIGNATURE-----\n",
      "x\n\ny\n\nz"
    ),
    (
      "Subject: x\nContent-Type: multipart/signed; boundary=b\n\n--b\n\ny\n--b\nContent-Type: application/pkcs7-signature\n\nMII\n--b--",
      "x\n\ny"
    ),
  ])
  func oddMailsAreRead(_ mail: String, _ text: String) throws {
    #expect(try read(mail).text == text)
  }

  /// Bytes beyond ASCII in a header, against the rules.
  @Test func rawHeadersAreLatin() throws {
    let subject = Array("Subject: Appel ".utf8) + [0xE0] + Array(" projets d'".utf8) + [0xE9]
    #expect(try read(subject + Array("t\n\ny\n".utf8)).metadata.title == "Appel à projets d'ét")
  }

  /// Content inside its signature, in one piece and in several of unknown length.
  @Test(arguments: [false, true])
  func sealedMailsAreOpened(_ isStreamed: Bool) throws {
    let content = Array("Content-Type: text/plain\r\n\r\nLe texte scellé.".utf8)
    let kind: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07]
    func element(_ tag: UInt8, _ inside: [UInt8]) -> [UInt8] {
      if isStreamed, tag & 0x20 != 0 { return [tag, 0x80] + inside + [0, 0] }
      return inside.count < 0x80
        ? [tag, UInt8(inside.count)] + inside : [tag, 0x81, UInt8(inside.count)] + inside
    }
    let octets =
      isStreamed
      ? element(0x24, element(4, Array(content[..<9])) + element(4, Array(content[9...])))
      : element(4, content)
    let inner = element(0x30, element(6, kind + [1]) + element(0xA0, octets))
    let data = element(0x30, element(2, [1]) + element(0x31, []) + inner)
    let sealed = element(0x30, element(6, kind + [2]) + element(0xA0, data))
    let mail = """
      Subject: x
      Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m
      Content-Transfer-Encoding: base64

      \(base64(sealed))
      """
    #expect(try read(mail).text == "x\n\nLe texte scellé.")
    for length in sealed.indices {
      #expect(SignedMessage.content(Array(sealed[..<length])) == nil)
    }
  }
}

func base64(_ bytes: [UInt8]) -> String {
  let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var text = ""
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for k in 0..<4 { text.append(k <= group.count ? signs[bits >> (18 - 6 * k) & 63] : "=") }
    if start % 57 == 54 { text.append("\n") }
  }
  return text
}
