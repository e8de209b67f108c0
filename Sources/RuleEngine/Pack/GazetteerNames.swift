import Glibc
import Synchronization

/// The entries of all gazetteers, read off the pack's bytes one by one when they are asked for: a
/// document asks for some dozens of many thousands.
final class GazetteerNames: Sendable {
  private let image: PackImage
  private let state = Mutex(State())

  private struct State {
    /// Read at the first question.
    var gazetteers: [PackReader.GazetteerPlace]?
    var types = NameTable<OfType>()
    /// For those who ask for all of a type.
    var byType: [String: [GazetteerName]] = [:]
    /// By the first value of an attribute.
    var byAttribute: [Key: [String: [GazetteerName]]] = [:]
  }

  private final class OfType {
    /// Where its entries stand among the places of all.
    let places: Range<Int>
    /// Those made so far, by id.
    var made = NameTable<GazetteerName>()

    init(_ places: Range<Int>) { self.places = places }
  }

  private struct Key: Hashable {
    let type: String
    let attribute: String
  }

  init(_ image: PackImage) { self.image = image }

  /// As they were written.
  var gazetteers: [RuleSources.Gazetteer] {
    state.withLock { state in
      gazetteers(&state).map {
        RuleSources.Gazetteer(id: $0.id, type: $0.type, entries: entries(of: $0))
      }
    }
  }

  /// In the order of their files.
  var all: [GazetteerName] {
    state.withLock { state in gazetteers(&state).flatMap { names(of: $0) } }
  }

  /// Of entries with one id the first.
  func entry(type: String, id: String) -> GazetteerName? {
    state.withLock { state in
      if state.gazetteers == nil { read(&state) }
      guard let ofType = state.types[type] else { return nil }
      if let known = ofType.made[id] { return known }
      guard let place = place(of: id, in: ofType.places) else { return nil }
      let entry = image.read(.names, Int(place.start)..<Int(place.end)) {
        reader throws(PackFault) in try reader.entry()
      }
      let name = GazetteerName(entry, in: gazetteers(&state)[Int(place.gazetteer)])
      ofType.made[id] = name
      return name
    }
  }

  /// In the order of their files.
  func of(_ type: String) -> [GazetteerName] { state.withLock { all(of: type, &$0) } }

  /// Those of which an attribute's first value is the given one.
  func of(_ type: String, where key: String, is value: String) -> [GazetteerName] {
    state.withLock { state in
      let question = Key(type: type, attribute: key)
      let known =
        state.byAttribute[question]
        ?? Dictionary(grouping: all(of: type, &state)) { $0.attribute(key) ?? "" }
      state.byAttribute[question] = known
      return known[value] ?? []
    }
  }

  private func all(of type: String, _ state: inout State) -> [GazetteerName] {
    if let known = state.byType[type] { return known }
    let all = gazetteers(&state).filter { $0.type == type }.flatMap { names(of: $0) }
    state.byType[type] = all
    return all
  }

  // MARK: Reading

  private func gazetteers(_ state: inout State) -> [PackReader.GazetteerPlace] {
    if state.gazetteers == nil { read(&state) }
    return state.gazetteers ?? []
  }

  /// Reads which gazetteers and types there are.
  private func read(_ state: inout State) {
    let (gazetteers, types) = image.read(.gazetteers) { reader throws(PackFault) in
      (try reader.gazetteers(), try reader.gazetteerTypes())
    }
    state.gazetteers = gazetteers
    for type in types { state.types[type.name] = OfType(type.places) }
  }

  private func names(of gazetteer: PackReader.GazetteerPlace) -> [GazetteerName] {
    entries(of: gazetteer).map { GazetteerName($0, in: gazetteer) }
  }

  private func entries(of gazetteer: PackReader.GazetteerPlace) -> [RuleSources.Entry] {
    image.read(.names, gazetteer.entries) { reader throws(PackFault) in try reader.entries() }
  }

  /// The first entry with an id among those of a type, which stand in the order of their ids' bytes.
  private func place(of id: String, in range: Range<Int>) -> PackedName? {
    let places: UnsafeBufferPointer<PackedName> = image.table(.namePlaces)
    let names: UnsafeBufferPointer<UInt8> = image.table(.names)
    var id = id
    return id.withUTF8 { id in
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if order(places[middle].id(in: names), id) < 0 { low = middle + 1 } else { high = middle }
      }
      guard low < range.upperBound, order(places[low].id(in: names), id) == 0 else { return nil }
      return places[low]
    }
  }

  /// Below 0 where the one comes first, 0 where both are the same.
  private func order(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = a.baseAddress, let second = b.baseAddress,
      case let order = memcmp(first, second, min(a.count, b.count)), order != 0
    else { return a.count - b.count }
    return Int(order)
  }
}

/// Where an entry stands among the packed entries of all gazetteers.
struct PackedName: BitwiseCopyable, Sendable {
  var start: UInt32
  var end: UInt32
  /// Number of its gazetteer.
  var gazetteer: Int32
  /// Where its id stands, with which it begins.
  var idStart: UInt32
  var idEnd: UInt32

  @inline(__always)
  func id(in names: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: names[Int(idStart)..<Int(idEnd)])
  }
}

extension GazetteerName {
  convenience init(_ entry: RuleSources.Entry, in gazetteer: PackReader.GazetteerPlace) {
    self.init(
      type: gazetteer.type, id: entry.id, name: entry.name,
      attributes: Attributes(all: entry.attributes),
      names: entry.spellings + entry.exact + entry.weak, source: gazetteer.id)
  }
}

extension RuleSources.Entry {
  /// Those that count in any case and accents.
  var spellings: [String] { (isNameless ? [] : [name]) + names }
}
