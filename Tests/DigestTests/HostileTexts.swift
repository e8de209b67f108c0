/// Texts that a document may hold, made to break out of what they are put into.
enum HostileTexts {
  /// About 800, made by combining.
  static let all: [String] = {
    var texts = written
    for tag in tags {
      for form in forms { texts.append(form.replacing("TAG", with: tag)) }
    }
    for scheme in schemes {
      texts += [
        scheme, "<a href=\"\(scheme)\">x</a>", "[x](\(scheme))", "\"\(scheme)", "url(\(scheme))",
      ]
    }
    for point in odd {
      let scalar = String(UnicodeScalar(point) ?? "?")
      texts += ["\(scalar)début", "mi\(scalar)lieu", "fin\(scalar)", scalar + scalar]
    }
    // Signs with an accent upon them: one character, and still the sign to what reads the text.
    for sign in ["\"", "<", "&", ",", ";", ":", "\\", "'", "|", ">"] {
      texts += ["a\(sign)\u{301};=1+1", "\(sign)\u{5AB}", "\"\(sign)\u{338}script>\(sign)"]
    }
    for sign in formulaSigns {
      texts += ["\(sign)1+1", "\(sign)cmd|' /C calc'!A0", " \(sign)SUM(A1)", "\"\(sign)1\""]
    }
    return texts
  }()

  static let formulaSigns = [
    "=", "+", "-", "@", "|", "%", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\t=", "\r=",
    "\n=", "\u{A0}=", "\u{2212}",
  ]

  private static let tags = [
    "script", "img", "svg", "iframe", "object", "embed", "style", "link", "meta", "base", "form",
    "input", "video", "audio", "math", "details", "template", "noscript", "textarea", "title",
    "body", "html", "table", "marquee", "button",
  ]

  private static let forms = [
    "<TAG>alert(1)</TAG>", "<TAG onload=alert(1)>", "\"><TAG onerror='alert(1)'>",
    "'/><TAG src=x onmouseover=alert(1)//", "</TAG><TAG>", "<TAG/x=\"y\">", "<\nTAG onclick=x>",
    "<TAG style=\"background:url(javascript:x)\">", "<!--<TAG>-->", "<![CDATA[<TAG>]]>",
    "&lt;TAG&gt;", "&#60;TAG&#62;", "%3CTAG%3E", "\u{FF1C}TAG\u{FF1E}", "<TAG\u{0}>",
    "{{{TAG}}}", "${TAG}", "<%TAG%>",
  ]

  private static let schemes = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\u{1}javascript:x",
    "data:text/html,<b>", "data:text/html;base64,PGI+", "vbscript:x", "file:///etc/passwd",
    "blob:https://x/y", "view-source:x", "//evil.example/x", "https://a:b@evil.example/",
    "https://evil.example\u{202E}gro.elpmaxe", "mailto:a@b.example?bcc=c@d.example", "ftp://x/y",
  ]

  private static let odd: [UInt32] = [
    0x00, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0x9F, 0xA0, 0xAD, 0x061C,
    0x180E, 0x200B, 0x200D, 0x200E, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF,
    0xFFF9, 0xFFFD, 0xFFFE, 0xFFFF, 0x10FFFF, 0x1F600, 0xE0041, 0x0301, 0x0E33, 0x3000,
  ]

  private static let written = [
    "", " ", "'", "\"", "`", "<", ">", "&", "&amp;", "\\", "/", ";", ",", ":", "::", "#", "|",
    "a,b;c\\d\ne", "BEGIN:VEVENT", "END:VCALENDAR\r\nBEGIN:VCALENDAR", "x\r\nATTENDEE:mailto:a@b.c",
    "x\r\nBcc: a@b.example", "x\nSubject: y", "x\u{0}y", "=?utf-8?Q?=0ABcc:_a@b.example?=",
    "=?utf-8?B?QmNjOiBhQGI=?=", "=?x", "?=", "=_calls-a-0", "--=_calls-a-0000000000000000--",
    ".", "..", ".\r\n", "From x", "\r\n.\r\nQUIT", "a\r\n\r\nb", "%0d%0aBcc:x", "\\r\\nBcc: x",
    "](javascript:x)", "![x](y)", "# titre", "- liste", "1. liste", "> citation", "```", "---",
    "<https://x.example>", "\u{1B}]8;;https://x\u{7}lien\u{1B}]8;;\u{7}", "\u{1B}[2J\u{1B}[31m",
    "\u{9B}31m", "\u{202E}txt.exe", "é\u{301}\u{301}\u{301}", "日本語の助成金", "دعوة لتقديم العروض",
    "👩‍👩‍👧‍👧 famille", "🇫🇷🇪🇺", "Ω≈ç√∫˜µ≤≥÷", "null", "undefined", "NaN", "true", "0", "-1", "1E02",
    "1/0", "../../etc/passwd", "C:\\x", "$(touch x)", "`touch x`", "; rm -rf x", "| cat x", "%s%n",
    "{{x}}", "{{{x}}}", "{{#x}}{{/x}}", "' OR 1=1 --", "\u{AB}\u{A0}x\u{A0}\u{BB}",
    String(repeating: "é", count: 400), String(repeating: "日本 ", count: 150),
    String(repeating: "🙂", count: 100), String(repeating: "a", count: 2_000),
    String(repeating: "\"", count: 60), String(repeating: "<b>", count: 60),
  ]
}
