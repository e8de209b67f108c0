import CallModel

extension Wording {
  /// What a reader or the assembly of the record found odd, by the id of the warning. An id that is
  /// not known here is shown as it is, so that nothing is hidden.
  package func warning(_ id: String) -> String {
    guard let entry = warnings[id] else {
      return say("Point à regarder : \(PlainText.line(id)).", "To look at: \(PlainText.line(id)).")
    }
    return say(entry.fr, entry.en)
  }

  /// The same with what exactly is meant, where the reader tells it.
  package func warning(_ warning: DocumentRecord.Warning) -> String {
    let sentence = self.warning(warning.id)
    let detail = PlainText.line(warning.text, limit: 120)
    guard !detail.isEmpty, sentence.hasSuffix(".") else { return sentence }
    return sentence.dropLast() + " (\(detail))."
  }

  /// The document as it is shown: its warnings say what they mean.
  package func worded(_ parsed: ParsedDocument) -> ParsedDocument {
    var worded = parsed
    for i in worded.document.warnings.indices {
      worded.document.warnings[i].text = warning(worded.document.warnings[i])
    }
    return worded
  }

  /// Ids of the warnings that have a sentence of their own, sorted.
  package static var knownWarnings: [String] { warnings.keys.sorted() }
}

private let warnings: [String: (fr: Phrase, en: Phrase)] = [
  "no-text-layer": (
    "Des pages sont des images sans texte : leur contenu n’a pas été lu.",
    "Some pages are images without text: what they say has not been read."
  ),
  "image-only-page": (
    "Une page est une image sans texte : ce qu’elle dit n’a pas été lu.",
    "A page is an image without text: what it says has not been read."
  ),
  "nesting-flattened": (
    "Des éléments imbriqués à l’excès ont été lus à plat : vérifiez l’ordre du texte.",
    "Elements nested too deeply were read flat: check the order of the text."
  ),
  "replacement-characters": (
    "Des caractères n’ont pas pu être décodés.", "Some characters could not be decoded."
  ),
  "mended-words": (
    "Des espaces manquaient ou coupaient des mots : ils ont été rétablis d’après le lexique.",
    "Spaces were missing or broke words: they were put right by the lexicon."
  ),
  "rebuilt-table": (
    "Un tableau dont les cellules étaient collées a été reconstitué : vérifiez ses lignes.",
    "A table whose cells ran into each other was rebuilt: check its rows."
  ),
  "decoded-font": (
    "Une police du document ne dit pas ses lettres : elles ont été déduites de leur rang.",
    "A font of the document does not tell its letters: they were deduced from their rank."
  ),
  "undecodable-font": (
    "Une police du document ne dit pas ses lettres : ce texte n’est pas lisible.",
    "A font of the document does not tell its letters: that text cannot be read."
  ),
  "missing-unit": (
    "Un montant est donné sans son unité : vérifiez s’il s’agit d’euros, de milliers ou de millions.",
    "A sum is given without its unit: check whether it is euros, thousands or millions."
  ),
  "low-text-quality": (
    "Une partie du texte est mal reconnue : vérifiez les valeurs dans le document.",
    "Part of the text is badly recognised: check the values in the document."
  ),
  "hidden-text": (
    "Le document contient du texte invisible, qui n’a pas été retenu.",
    "The document holds invisible text, which was not used."
  ),
  "hidden-slide": (
    "Des diapositives sont masquées.", "Some slides are hidden."
  ),
  "truncated": (
    "Le document est trop long : la fin n’a pas été lue.",
    "The document is too long: its end has not been read."
  ),
  "conflicting-dates": (
    "Le document donne des dates qui se contredisent.",
    "The document gives dates that contradict each other."
  ),
  "conflicting-values": (
    "Le document donne des valeurs qui se contredisent.",
    "The document gives values that contradict each other."
  ),
  "list-numbering": (
    "La numérotation d’une liste est incohérente.", "The numbering of a list is inconsistent."
  ),
  "sum-mismatch": (
    "Un total n’est pas la somme de ses lignes.", "A total is not the sum of its lines."
  ),
  "count-mismatch": (
    "Le nombre annoncé n’est pas celui des éléments de la liste.",
    "The number that is announced is not that of the items of the list."
  ),
  "no-strand": (
    "Le document dit qu’aucun programme de ce volet ne concerne le territoire.",
    "The document says that no programme of this strand concerns the territory."
  ),
  "address-mismatch": (
    "Une adresse électronique ou un site est écrit de plusieurs façons.",
    "An e-mail address or a site is spelt in several ways."
  ),
  "unreadable-attachment": (
    "Une pièce jointe n’a pas pu être lue.", "An attachment could not be read."
  ),
  "unreadable-part": (
    "Un fichier inséré dans le document n’a pas pu être lu.",
    "A file that the document takes in could not be read."
  ),
  "ocr": (
    "Le texte a été reconnu dans des images (OCR) : vérifiez dates et montants dans le document.",
    "The text was recognised in pictures (OCR): check dates and sums in the document."
  ),
  "ocr-missing": (
    "Des pages sont des images ; pour les lire, installez Tesseract (tesseract-ocr, tesseract-ocr-fra).",
    "Some pages are pictures; to have them read, install Tesseract (tesseract-ocr, tesseract-ocr-fra)."
  ),
  "ocr-incomplete": (
    "La reconnaissance de texte (OCR) a été arrêtée avant la fin : des pages n’ont pas été lues.",
    "Text recognition (OCR) was stopped before the end: some pages have not been read."
  ),
  "ocr-failed": (
    "La reconnaissance de texte (OCR) a échoué : les pages qui sont des images n’ont pas été lues.",
    "Text recognition (OCR) failed: pages that are pictures have not been read."
  ),
]
