import ArgumentParser
import CallModel
import Digest
import Foundation
import Matching
import Pipeline
import Presentation
import Store

/// How a sheet is written.
enum SheetFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, html
  case pdfReady = "pdf-ready"

  var isPage: Bool { use != nil }

  var use: SheetPage.Use? {
    switch self {
    case .text, .json: nil
    case .html: .screen
    case .pdfReady: .paper
    }
  }
}

extension SheetSubject {
  init(_ call: StoredCall, matches: [Match] = []) {
    self.init(call: call.record, document: call.path, text: call.text, matches: matches)
  }
}

extension Session {
  /// The one-page sheet of a call, with what it fits where a profile is given.
  func sheet(
    of call: StoredCall, _ format: SheetFormat, profile path: String?, in store: Store,
    withContacts: Bool
  ) throws -> [UInt8] {
    let profile = try path.map { try ProfileFile.load($0, in: self) }
    var matches: [Match] = []
    if let profile {
      let options = MatchOptions(
        limit: 0, includesClosed: true, includesIneligible: true, explainsAll: true)
      matches = try StoredMatching(store: store, knowledge: knowledge(), day: today)
        .reports([profile], options: options).flatMap(\.matches).filter { $0.call == call.id }
    }
    return SheetPage(
      reader: profile.map { AlertDigest.Subject($0) }, day: today, language: wording.language,
      names: try names(), use: format.use ?? .screen,
      showsPersons: try showsPersons(told: withContacts), templates: try templates()
    ).sheet(SheetSubject(call, matches: matches))
  }

  /// Bytes to a file, whole or not at all, or to standard output.
  func write(_ bytes: [UInt8], to output: String?) throws {
    guard let output else { return print(bytes) }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: output), options: .atomic)
    } catch {
      throw CommandError.cannotWrite(path: output, detail: error.localizedDescription)
    }
    tell(output)
  }
}
