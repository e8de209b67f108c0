import Glibc
import Pipeline
import Store

/// Keeps account in the store of how each folder is watched, for whoever asks for the status.
package final class FolderJournal {
  private let store: Store
  private let since = Int(time(nil))
  private var written: [String: WatchedFolder] = [:]
  /// Looks without news are noted no more often than this, in seconds.
  private static let interval = 60

  package init(store: Store) { self.store = store }

  /// Notes a look through the folders.
  package func note(_ places: [WatchedPlace]) throws(StoreError) {
    try write(places.map(folder).filter(isWorthWhile))
  }

  /// Notes that the watch has ended.
  package func end() throws(StoreError) {
    try write(
      written.values.sorted { $0.path < $1.path }.map { folder in
        var folder = folder
        (folder.mode, folder.reason) = (.stopped, "")
        return folder
      })
  }

  private func write(_ folders: [WatchedFolder]) throws(StoreError) {
    guard !folders.isEmpty else { return }
    try store.note(folders)
    for folder in folders { written[folder.path] = folder }
  }

  private func isWorthWhile(_ folder: WatchedFolder) -> Bool {
    guard let before = written[folder.path] else { return true }
    return before.mode != folder.mode || before.reason != folder.reason
      || folder.looked - before.looked >= Self.interval
  }

  private func folder(_ place: WatchedPlace) -> WatchedFolder {
    var folder = WatchedFolder(
      path: place.folder, mode: .events, process: Int(getpid()), since: since,
      looked: Int(time(nil)))
    switch place.state {
    case .events: break
    case .polling(let reason): (folder.mode, folder.reason) = (.polling, reason.id)
    case .lost: folder.mode = .lost
    }
    return folder
  }
}
