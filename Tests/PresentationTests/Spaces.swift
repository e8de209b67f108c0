/// Expected texts write `~` for a no-break space and `^` for a narrow one, so that they can be seen.
func visible(_ text: String) -> String {
  String(
    text.map { character in
      switch character {
      case "\u{A0}": "~"
      case "\u{202F}": "^"
      default: character
      }
    })
}
