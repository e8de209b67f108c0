import Documents

/// What one document may cost. CPU, memory and open files are limited in the worker itself.
package struct WorkerLimits: Hashable, Sendable {
  /// What a worker is told.
  package let reading: ReadingLimits
  /// Bytes of the file.
  package var inputBytes: Int
  /// From start to end of the worker.
  package var wallSeconds: Double
  /// CPU time and address space that the worker allows itself: to tell what it died of.
  package var cpuSeconds: Double
  package var memoryBytes: Int
  /// Bytes of the reply; a worker that keeps to its own limit stays below.
  package var replyBytes: Int
  /// Whether pages that are pictures are read by Tesseract, where it is installed.
  package var recognisesPictures = true

  /// Whether a document is to tell the places of its single words.
  package var keepsWordBoxes = true

  package init(_ reading: ReadingLimits = ReadingLimits()) {
    self.reading = reading
    inputBytes = reading.bytes(.input)
    wallSeconds = Double(reading[.wall])
    cpuSeconds = Double(reading[.cpu])
    memoryBytes = reading.bytes(.memory)
    replyBytes = reading.bytes(.reply) + 1 << 20
  }

  /// What a worker is told of them; nothing where all are as usual.
  var arguments: [String] {
    let told = reading.argument
    return (told.isEmpty ? [] : ["--limits", told]) + (keepsWordBoxes ? [] : ["--no-word-boxes"])
  }
}
