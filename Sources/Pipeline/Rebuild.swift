import CallAssembly
import CallModel
import Documents
import Store

/// Reads the kept originals into an empty store, in the order in which they were first seen and with
/// the days of then, so that calls have the ids that they had.
package struct Rebuild: Sendable {
  private let originals: Originals
  private let store: Store
  private let worker: WorkerClient
  private let pack: CallReader
  private let singlePack: CallReader

  package init(originals: Originals, store: Store, worker: WorkerClient, reader: CallReader) {
    self.originals = originals
    self.store = store
    self.worker = worker
    pack = reader
    singlePack = CallReader(pack: reader.pack, makesOneCall: true)
  }

  /// Reads everything; `deliver` is told each path, and the failure where there was one.
  package func run(
    begin: (Int) -> Void, deliver: (_ path: String, DocumentFailure?) -> Void
  ) throws {
    let sightings = originals.sightings()
    begin(sightings.count)
    try OrderedWork.run(
      count: sightings.count, work: { i in self.prepare(sightings[i]) },
      deliver: { i, prepared in
        let sighting = sightings[i]
        let failure = try intake(sighting).settle(prepared, as: sighting.path)
        deliver(sighting.path, failure)
        return true
      })
  }

  private func prepare(_ sighting: Originals.Sighting) -> Intake.Prepared {
    do throws(DocumentFailure) {
      let snapshot = try FileSnapshot(path: originals.path(of: sighting.sha256))
      guard snapshot.sha256 == sighting.sha256 else {
        throw .damaged(detail: "not the bytes of \(sighting.sha256)")
      }
      if (try? store.holds(sha256: sighting.sha256)) == true { return .known(snapshot) }
      return intake(sighting).read(snapshot, sighting.path)
    } catch {
      return .failed(
        UnreadDocument(path: sighting.path, sha256: sighting.sha256, failure: error))
    }
  }

  private func intake(_ sighting: Originals.Sighting) -> Intake {
    let day = CalendarDay(iso: sighting.day) ?? CalendarDay(daysSinceEpoch: 0)
    let reader = sighting.isOneCall ? singlePack : pack
    return Intake(
      pipeline: DocumentPipeline(worker: worker, reader: reader), store: store, today: { day })
  }
}
