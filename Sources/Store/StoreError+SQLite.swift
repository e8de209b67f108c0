import GRDB
import Glibc

extension StoreError {
  /// What an error thrown inside a block of database work means.
  init(_ error: any Error, path: String) {
    switch error {
    // Decoding does not know which file it is about.
    case StoreError.damaged("", let detail): self = .damaged(path: path, detail: detail)
    case let error as StoreError: self = error
    case let fault as SystemFault: self.init(fault, path: path)
    case let error as RowDecodingError:
      // The description ends with the whole row.
      self = .damaged(path: path, detail: String(String(describing: error).prefix(200)))
    case let error as DatabaseError: self.init(sqlite: error, path: path)
    default: self = .fault(detail: String(describing: error))
    }
  }

  package init(_ fault: SystemFault, path: String) {
    switch fault.code {
    case EROFS: self = .readOnly(path: path)
    case ENOSPC, EDQUOT, EFBIG: self = .diskFull(path: path)
    case EIO, ESTALE: self = .inputOutput(path: path, detail: fault.detail)
    default: self = .cannotCreate(path: path, detail: fault.detail)
    }
  }

  private init(sqlite error: DatabaseError, path: String) {
    let detail = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: self = .readOnly(path: path)
    case .SQLITE_CANTOPEN: self = .cannotCreate(path: path, detail: detail)
    case .SQLITE_FULL: self = .diskFull(path: path)
    case .SQLITE_IOERR: self = .inputOutput(path: path, detail: detail)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, detail: detail)
    default: self = .fault(detail: error.description)
    }
  }
}
