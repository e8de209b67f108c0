import CZip
import Documents

/// A zip archive held in memory, read by its central directory, within limits.
///
/// Owns libzip's handle: one thread, freed with the value.
struct ZipArchive: ~Copyable {
  /// Below this an entry may be packed as well as it likes.
  private static let freeInflation = 1 << 20

  private let handle: OpaquePointer
  private let entries: [String: Entry]
  private let limits: ReaderLimits
  private var inflated = 0

  private struct Entry {
    var index: UInt64
    var size: Int
    var isEncrypted: Bool
  }

  /// `bytes` must live as long as the archive.
  ///
  /// Throws `.damaged` for what is no zip, `.tooLarge` where the directory announces more than
  /// `limits`, entries packed more tightly, or too many of them.
  init(_ bytes: UnsafeRawBufferPointer, limits: ReaderLimits) throws(DocumentFailure) {
    let handle = try Self.open(bytes)
    do throws(DocumentFailure) {
      entries = try Self.directory(handle, limits)
    } catch {
      zip_discard(handle)
      throw error
    }
    self.handle = handle
    self.limits = limits
  }

  deinit { zip_discard(handle) }

  var names: [String] { entries.keys.sorted() }

  /// The bytes of an entry; nil where there is none of this name.
  mutating func read(_ name: String) throws(DocumentFailure) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else { throw .encrypted }
    inflated += entry.size
    guard inflated <= limits.inflatedBytes else {
      throw .tooLarge(size: inflated, limit: limits.inflatedBytes, of: .inflated)
    }
    guard let file = zip_fopen_index(handle, entry.index, 0) else {
      throw .damaged(detail: "\(name): \(message)")
    }
    defer { zip_fclose(file) }
    var read = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: entry.size) { buffer, count in
      read = Int(zip_fread(file, buffer.baseAddress, UInt64(entry.size)))
      count = max(0, read)
    }
    guard read == entry.size else { throw .damaged(detail: "\(name): \(message)") }
    return bytes
  }

  private var message: String { String(cString: zip_strerror(handle)) }

  private static func open(_ bytes: UnsafeRawBufferPointer) throws(DocumentFailure)
    -> OpaquePointer
  {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard
      let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &error)
    else { throw .damaged(detail: String(cString: zip_error_strerror(&error))) }
    guard let handle = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw .damaged(detail: String(cString: zip_error_strerror(&error)))
    }
    return handle
  }

  private static func directory(
    _ handle: OpaquePointer, _ limits: ReaderLimits
  ) throws(DocumentFailure) -> [String: Entry] {
    let count = zip_get_num_entries(handle, 0)
    guard count <= limits.archiveEntries else {
      throw .tooLarge(size: Int(count), limit: limits.archiveEntries, of: .entries)
    }
    var entries: [String: Entry] = [:]
    var total = 0
    for index in 0..<UInt64(max(0, count)) {
      var stat = zip_stat_t()
      guard zip_stat_index(handle, index, 0, &stat) == 0, let name = stat.name else { continue }
      let size = Int(clamping: stat.size)
      try check(size, packed: Int(clamping: stat.comp_size), limits)
      total += size
      guard total <= limits.inflatedBytes else {
        throw .tooLarge(size: total, limit: limits.inflatedBytes, of: .inflated)
      }
      // Of entries with the same name, the first counts, as in Office.
      let text = String(cString: name)
      guard entries[text] == nil else { continue }
      let method = Int32(stat.encryption_method)
      entries[text] = Entry(index: index, size: size, isEncrypted: method != ZIP_EM_NONE)
    }
    return entries
  }

  private static func check(
    _ size: Int, packed: Int, _ limits: ReaderLimits
  ) throws(DocumentFailure) {
    guard size <= limits.inflatedEntryBytes else {
      throw .tooLarge(size: size, limit: limits.inflatedEntryBytes, of: .entry)
    }
    guard size <= freeInflation || size / max(1, packed) <= limits.inflationRatio else {
      throw .tooLarge(size: size, limit: packed * limits.inflationRatio, of: .ratio)
    }
  }
}
