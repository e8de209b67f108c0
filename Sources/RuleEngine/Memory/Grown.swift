/// An array in plain memory: no reference counts, no checks of bounds or of exclusive access.
///
/// For the tables that a walk over a text goes through at every token. Whoever made one frees it.
struct Grown<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private(set) var capacity: Int

  init(capacity: Int = 64) {
    self.capacity = capacity
    base = .allocate(capacity: capacity)
  }

  func free() { base.deallocate() }

  var isEmpty: Bool {
    @inline(__always) get { count == 0 }
  }

  var view: UnsafeBufferPointer<Element> {
    @inline(__always) get { UnsafeBufferPointer(start: base, count: count) }
  }

  /// The index must be below `count`: nothing checks it.
  subscript(index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) nonmutating _modify { yield &base[index] }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Appends an element once, or never for 0; room for it must have been reserved. Nothing branches.
  @inline(__always)
  mutating func note(_ element: Element, _ times: Int) {
    (base + count).initialize(to: element)
    count &+= times
  }

  /// Where the next element goes.
  var end: UnsafeMutablePointer<Element> {
    @inline(__always) get { base + count }
  }

  /// Counts so many that were written at `end`.
  @inline(__always)
  mutating func advance(_ times: Int) { count &+= times }

  /// Puts so many elements behind the last, which are not counted.
  mutating func pad(_ times: Int, with element: Element) {
    reserve(count + times)
    (base + count).update(repeating: element, count: times)
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// After so many were written at `base`, in room that was reserved.
  mutating func setCount(_ count: Int) { self.count = count }

  /// Makes it so many times the same element.
  mutating func fill(_ count: Int, with element: Element) {
    self.count = 0
    if count > capacity { grow(to: count) }
    base.update(repeating: element, count: count)
    self.count = count
  }

  /// Makes room, so that so many can be appended without moving.
  mutating func reserve(_ count: Int) { if count > capacity { grow(to: count) } }

  @inline(never)
  private mutating func grow(to least: Int) {
    capacity = max(least, capacity * 2)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
