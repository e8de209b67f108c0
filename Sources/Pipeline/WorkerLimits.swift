/// What one document may cost. CPU, memory and open files are limited in the worker itself.
package struct WorkerLimits: Hashable, Sendable {
  /// Bytes of the file.
  package var inputBytes = 100 << 20
  /// From start to end of the worker.
  package var wallSeconds = 30.0
  /// CPU time and address space that the worker allows itself: to tell what it died of.
  package var cpuSeconds = 10.0
  package var memoryBytes = 768 << 20
  /// Bytes of the reply.
  package var replyBytes = 96 << 20
  /// Whether pages that are pictures are read by Tesseract, where it is installed.
  package var recognisesPictures = true

  package init() {}
}
