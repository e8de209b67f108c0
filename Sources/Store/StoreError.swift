/// What can go wrong with a store.
package enum StoreError: Error, Hashable, Sendable {
  /// Nothing stands at the path, and the store was to be read only.
  case missing(path: String)
  /// Another process is writing; nothing was changed.
  case locked(path: String)
  /// The file is no store, or SQLite finds it damaged.
  case damaged(path: String, detail: String)
  /// A newer version of the program made it.
  case newer(path: String, schema: String)
  /// The store was opened for reading, or its file may not be written.
  case readOnly(path: String)
  /// The file or its folder cannot be made or opened.
  case cannotCreate(path: String, detail: String)
  case diskFull(path: String)
  /// The disk fails to read or write.
  case inputOutput(path: String, detail: String)
  /// A fault of the program itself.
  case fault(detail: String)

  /// Exit status (sysexits).
  package var exitStatus: Int32 {
    switch self {
    case .missing: 66
    case .damaged, .newer: 65
    case .fault: 70
    case .readOnly, .cannotCreate: 73
    case .diskFull, .inputOutput: 74
    case .locked: 75
    }
  }
}
