import CZip
import Glibc

/// Writes small zip archives through libzip, for tests.
package enum ArchiveWriter {
  package struct Entry {
    package var name: String
    package var bytes: [UInt8]
    package var password: String?

    package init(_ name: String, _ text: String, password: String? = nil) {
      self.init(name, Array(text.utf8), password: password)
    }

    package init(_ name: String, _ bytes: [UInt8], password: String? = nil) {
      (self.name, self.bytes, self.password) = (name, bytes, password)
    }
  }

  /// The bytes of an archive with these entries, deflated.
  package static func archive(_ entries: [Entry]) -> [UInt8] {
    var error = zip_error_t()
    zip_error_init(&error)
    guard let source = zip_source_buffer_create(nil, 0, 0, &error),
      let handle = zip_open_from_source(source, ZIP_TRUNCATE, &error)
    else { preconditionFailure("libzip refuses an empty archive") }
    zip_source_keep(source)
    for entry in entries { add(entry, to: handle) }
    precondition(zip_close(handle) == 0)
    defer { zip_source_free(source) }
    return contents(of: source)
  }

  private static func add(_ entry: Entry, to handle: OpaquePointer) {
    // libzip frees the copy.
    guard let copy = malloc(max(1, entry.bytes.count)) else { preconditionFailure("no memory") }
    entry.bytes.withUnsafeBytes { bytes in
      if let base = bytes.baseAddress { memcpy(copy, base, bytes.count) }
    }
    let source = zip_source_buffer(handle, copy, UInt64(entry.bytes.count), 1)
    let index = zip_file_add(handle, entry.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
    precondition(index >= 0)
    // OpenDocument files are known by it (ODF 1.2, part 3, 3.3).
    if entry.name == "mimetype" {
      zip_set_file_compression(handle, UInt64(index), ZIP_CM_STORE, 0)
    }
    if let password = entry.password {
      zip_file_set_encryption(handle, UInt64(index), UInt16(ZIP_EM_AES_256), password)
    }
  }

  private static func contents(of source: OpaquePointer) -> [UInt8] {
    precondition(zip_source_open(source) == 0)
    defer { zip_source_close(source) }
    zip_source_seek(source, 0, SEEK_END)
    let size = Int(zip_source_tell(source))
    zip_source_seek(source, 0, SEEK_SET)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = Int(zip_source_read(source, buffer.baseAddress, UInt64(size)))
    }
  }

  /// Bytes as a zlib stream, for filters of PDF; without a checksum, which readers do without.
  package static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    let archive = archive([Entry("a", bytes)])
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(archive[offset + $1]) << (8 * $1) }
    }
    // The directory's first entry tells the packed size, the local header its own length.
    let end = archive.count - 22
    let directory = number(end + 16, 4)
    let packed = number(directory + 20, 4)
    let start = 30 + number(26, 2) + number(28, 2)
    return [0x78, 0x9C] + archive[start..<start + packed]
  }
}
