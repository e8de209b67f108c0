import CallModel
import Documents

/// First and last days that one passage tells together: a stretch of days, or the only opening and the
/// only deadline of a table's row, of an item, of a paragraph.
struct ToldStretches {
  private enum Passage: Hashable {
    case row(table: Int, row: Int)
    case block(Int)
  }

  private let context: AnnotatedDocument
  private var whole: [CallRounds.Stretch] = []
  private var openings: [Passage: [CallDate]] = [:]
  private var deadlines: [(passage: Passage, date: CallDate)] = []

  init(_ context: AnnotatedDocument) { self.context = context }

  mutating func add(opening: CallDate, at place: TextRange) {
    guard let passage = passage(at: place) else { return }
    openings[passage, default: []].append(opening)
  }

  mutating func add(deadline: CallDate, at place: TextRange) {
    guard let passage = passage(at: place) else { return }
    deadlines.append((passage, deadline))
  }

  mutating func add(stretchFrom opening: CallDate, to deadline: CallDate) {
    whole.append((opening, deadline))
  }

  /// In the order of the text, those told as one first.
  var stretches: [CallRounds.Stretch] {
    let counts = Dictionary(deadlines.map { ($0.passage, 1) }, uniquingKeysWith: +)
    return whole
      + deadlines.compactMap { passage, deadline in
        guard counts[passage] == 1, let opening = openings[passage], opening.count == 1 else {
          return nil
        }
        return (opening[0], deadline)
      }
  }

  private func passage(at place: TextRange) -> Passage? {
    context.block(at: place.start).map { block in
      block.cell.map { .row(table: $0.table, row: $0.row) } ?? .block(block.number)
    }
  }
}
