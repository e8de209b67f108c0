#if DEBUG
  import CSandbox
  import Documents

  /// A document that is an order to misbehave, so that tests see the sandbox from inside:
  /// `CALLS-MISBEHAVE`, the name of an act and its argument, one a line. Not in release builds.
  enum Misbehaviour {
    /// - Returns: nil for a usual document.
    static func refusal(for bytes: [UInt8]) -> DocumentFailure? {
      guard bytes.starts(with: "CALLS-MISBEHAVE\n".utf8) else { return nil }
      let lines =
        String(decoding: bytes, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + ["", ""]
      let error = calls_misbehave(lines[1], lines[2])
      return .unsupported(detail: error == 0 ? "allowed" : "errno \(error)")
    }
  }
#endif
