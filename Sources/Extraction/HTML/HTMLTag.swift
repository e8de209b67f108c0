/// What the reader needs to know of an element's name.
enum HTMLTag: UInt8, Sendable {
  case other, text, inline, skip, link, lineBreak, image, raised
  case body, head, block, paragraph, heading, list, orderedList, listItem
  case table, section, row, cell, headerCell, caption
  case definitionList, term, definition, quote, preformatted
  case nav, footer, header, aside, article, main, form, button, time, bold, figure, figcaption
  case address, details, title, rule

  static let byName: [String: HTMLTag] = {
    var table: [String: HTMLTag] = [
      "a": .link, "br": .lineBreak, "img": .image, "body": .body, "head": .head, "p": .paragraph,
      "ul": .list, "menu": .list, "dir": .list, "ol": .orderedList, "li": .listItem,
      "table": .table, "thead": .section, "tbody": .section, "tfoot": .section, "tr": .row,
      "td": .cell, "th": .headerCell, "caption": .caption, "dl": .definitionList, "dt": .term,
      "dd": .definition, "blockquote": .quote, "pre": .preformatted, "listing": .preformatted,
      "nav": .nav, "footer": .footer, "header": .header, "aside": .aside, "article": .article,
      "main": .main, "form": .form, "button": .button, "time": .time, "b": .bold, "strong": .bold,
      "figure": .figure, "figcaption": .figcaption, "address": .address, "details": .details,
      "summary": .block, "sup": .raised, "title": .title, "hr": .rule, "dialog": .block,
    ]
    for name in ["h1", "h2", "h3", "h4", "h5", "h6"] { table[name] = .heading }
    for name in [
      "div", "section", "hgroup", "fieldset", "center", "noindex", "html", "frameset", "legend",
      "main-content", "object", "content", "shadow", "slot",
    ] { table[name] = .block }
    for name in [
      "script", "style", "noscript", "template", "svg", "math", "iframe", "select", "input",
      "option", "textarea", "canvas", "audio", "video", "map", "link", "meta", "embed", "noframes",
      "datalist", "progress", "meter", "param", "source", "track", "frame", "applet", "optgroup",
      "amp-ad", "amp-analytics", "amp-sidebar",
    ] { table[name] = .skip }
    return table
  }()

  /// True where the element begins and ends a block of text.
  var isBlock: Bool {
    switch self {
    case .other, .text, .inline, .skip, .link, .lineBreak, .image, .button, .time, .bold, .title,
      .head, .raised:
      false
    default: true
    }
  }
}
