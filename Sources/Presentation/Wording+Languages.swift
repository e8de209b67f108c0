import CallModel

extension Wording {
  /// `français`, `French`, from ISO 639-1.
  package func languageName(_ code: String) -> String {
    let known = names.name(.language, code, in: language)
    guard known == code, let entry = knownLanguages[code] else { return PlainText.line(known) }
    return language == .fr ? entry.fr : entry.en
  }

  package func languageNames(_ codes: [String], or: Bool = false) -> String {
    list(codes.map(languageName), or: or)
  }
}

/// The languages of the Union and of its usual partners.
private let knownLanguages: [String: (fr: String, en: String)] = [
  "ar": ("arabe", "Arabic"), "bg": ("bulgare", "Bulgarian"), "ca": ("catalan", "Catalan"),
  "cs": ("tchèque", "Czech"), "da": ("danois", "Danish"), "de": ("allemand", "German"),
  "el": ("grec", "Greek"), "en": ("anglais", "English"), "es": ("espagnol", "Spanish"),
  "et": ("estonien", "Estonian"), "eu": ("basque", "Basque"), "fi": ("finnois", "Finnish"),
  "fr": ("français", "French"), "ga": ("irlandais", "Irish"), "hr": ("croate", "Croatian"),
  "hu": ("hongrois", "Hungarian"), "it": ("italien", "Italian"), "lt": ("lituanien", "Lithuanian"),
  "lv": ("letton", "Latvian"), "mt": ("maltais", "Maltese"), "nl": ("néerlandais", "Dutch"),
  "no": ("norvégien", "Norwegian"), "pl": ("polonais", "Polish"), "pt": ("portugais", "Portuguese"),
  "ro": ("roumain", "Romanian"), "sk": ("slovaque", "Slovak"), "sl": ("slovène", "Slovenian"),
  "sv": ("suédois", "Swedish"), "uk": ("ukrainien", "Ukrainian"),
]
