import Glibc

/// A system call that failed.
package struct SystemFault: Error {
  /// An `errno`.
  package var code: Int32
  package var detail: String { String(cString: strerror(code)) }

  package init(code: Int32) { self.code = code }

  /// The call that has just failed.
  static var last: SystemFault { SystemFault(code: errno) }
}
