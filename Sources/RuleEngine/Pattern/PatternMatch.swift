/// What a pattern matched.
struct PatternMatch: BitwiseCopyable {
  /// Tokens, `end` exclusive.
  var start: Int32
  var end: Int32
  var passageStart: Int32
  var passageEnd: Int32
  /// Item or token of each capture.
  var captures: PatternMatcher.Captures
}

extension PatternMatcher {
  /// What each capture of a program stands for. In three registers: it is kept and put back wherever
  /// a pattern may go on in several ways.
  struct Captures: BitwiseCopyable {
    private var slots: (SIMD4<Int32>, SIMD4<Int32>, SIMD4<Int32>)

    /// None stands for anything.
    @inline(__always)
    init() {
      let none = SIMD4<Int32>(repeating: Captured.none.bits)
      slots = (none, none, none)
    }

    subscript(index: Int) -> Captured {
      @inline(__always) get {
        withUnsafeBytes(of: slots) { $0.load(fromByteOffset: index &* 4, as: Captured.self) }
      }
      @inline(__always) set {
        withUnsafeMutableBytes(of: &slots) {
          $0.storeBytes(of: newValue, toByteOffset: index &* 4, as: Captured.self)
        }
      }
    }
  }
}
