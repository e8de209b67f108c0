import Documents

/// Reads the documents of one format.
///
/// A reader is a value without state; it is called in a worker process with limits on time and
/// memory, on one thread (long PDF files: two). It must end with a `Document` or a typed failure on any bytes. Any C
/// handle is created, used and freed inside `read`.
package protocol FormatReader: Sendable {
  /// The formats that this reader takes, as the sniffer names them.
  var formats: [DocumentFormat] { get }

  /// Reads one document.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, never empty; valid only during the call.
  ///   - format: which of `formats` the sniffer found.
  ///   - name: the file's name, a mere hint; may be empty.
  ///   - limits: text and pages beyond which a reader stops, with a warning `truncated`.
  /// - Returns: a document whose `text` is no longer than `limits.textBytes`.
  func read(
    _ bytes: UnsafeRawBufferPointer, format: DocumentFormat, name: String, limits: ReaderLimits
  ) throws(DocumentFailure) -> Document
}

/// What a reader may take in and give out. Time and memory are limited by the worker's process.
package struct ReaderLimits: Hashable, Sendable {
  /// Bytes of a file.
  package var inputBytes: Int
  /// UTF-8 bytes of a document's text.
  package var textBytes: Int
  /// Pages or slides.
  package var pages: Int
  /// Entries of an archive.
  package var archiveEntries: Int
  /// Bytes inflated from an archive: in all, and from one entry.
  package var inflatedBytes: Int
  package var inflatedEntryBytes: Int
  /// How many times larger than packed an entry may be.
  package var inflationRatio: Int
  /// Attributes of one tag of a page.
  package var attributes: Int
  /// How deep mails may stand in mails, the outermost counted.
  package var nestedMails = 4
  /// Until when text in pictures is recognised, in seconds of `PageRecognition.now`; nil where it
  /// is not.
  package var recognisesUntil: Double?
  /// Whether the places of single words are told, where the format has them.
  package var keepsWordBoxes = true
  /// What may open locked PDF files.
  package var keys = DocumentKeys()

  package init(_ limits: ReadingLimits = ReadingLimits()) {
    inputBytes = limits.bytes(.input)
    textBytes = limits.bytes(.text)
    pages = limits[.pages]
    archiveEntries = limits[.entries]
    inflatedBytes = limits.bytes(.inflated)
    inflatedEntryBytes = limits.bytes(.entry)
    inflationRatio = limits[.ratio]
    attributes = limits[.attributes]
  }
}
