import Documents
import Foundation

@testable import Pipeline

/// A worker that misbehaves: a shell script in a temporary folder.
final class FakeWorker {
  let folder: String
  let path: String

  init(_ script: String) throws {
    folder = NSTemporaryDirectory() + "calls-worker-test-\(UUID().uuidString)"
    path = folder + "/worker"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try ("#!/bin/sh\n" + script).write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func failure(
    limits: WorkerLimits = WorkerLimits(), serving: WorkerServing = .whenRepeated
  ) -> DocumentFailure? {
    let client = WorkerClient(executable: path, limits: limits, serving: serving)
    if case .failure(let failure) = client.result(of: Array("bytes".utf8), name: "a.pdf") {
      return failure
    }
    return nil
  }
}
