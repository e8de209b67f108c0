import ArgumentParser
import CallAssembly
import CallModel
import Documents
import Foundation
import Pipeline
import RuleEngine

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Read documents and print their call records as JSON.")
  @Option var rules: String?
  @Flag var ndjson = false
  @Argument var paths: [String]

  func run() throws {
    let pack: RulePack
    do {
      pack = try RulePack.load(folder: RuleLocation.folder(told: rules) ?? "Rules")
    } catch {
      for fault in error.faults { print("\(fault.file):\(fault.line): \(fault.kind)") }
      throw ExitCode(65)
    }
    guard let worker = WorkerClient.located() else { throw ExitCode(69) }
    let pipeline = DocumentPipeline(worker: worker, reader: CallReader(pack: pack))
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      ndjson ? [.sortedKeys, .withoutEscapingSlashes]
      : [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    try pipeline.readAll(paths) { result in
      let data: Data
      switch result {
      case .success(let read): data = try encoder.encode(read.reading.parsed)
      case .failure(let unread):
        data = try encoder.encode(
          FailedDocument(
            path: unread.path, sha256: unread.sha256,
            error: .init(
              id: unread.failure.id, message: unread.failure.id,
              retryable: unread.failure.isRetryable)))
      }
      FileHandle.standardOutput.write(data + Data("\n".utf8))
      return true
    }
  }
}
