import Documents

extension WorkerClient {
  /// Reads files side by side, as many at once as there are cores.
  ///
  /// - Parameter deliver: called on this thread, once for each path in the order given, with its
  ///   index; returns false to stop.
  package func readAll(
    _ paths: [String], deliver: (Int, Result<Document, DocumentFailure>) throws -> Bool
  ) rethrows {
    expect(paths.count)
    try OrderedWork.run(
      count: paths.count, sizes: InputFile.sizes(of: paths),
      work: { i in self.result(path: paths[i]) }, deliver: deliver)
  }

  /// One result for each path, in the order given.
  package func documents(at paths: [String]) -> [Result<Document, DocumentFailure>] {
    var results: [Result<Document, DocumentFailure>] = []
    readAll(paths) { _, result in
      results.append(result)
      return true
    }
    return results
  }

  /// `read(path:)` as a value; `-` is standard input.
  package func result(path: String) -> Result<Document, DocumentFailure> {
    do throws(DocumentFailure) {
      if path == "-" { return .success(try read(try InputFile.bytes(of: path), name: path)) }
      return .success(try read(path: path))
    } catch {
      return .failure(error)
    }
  }

  /// `read(descriptor:name:)` as a value.
  func result(descriptor: Int32, name: String) -> Result<Document, DocumentFailure> {
    do throws(DocumentFailure) {
      return .success(try read(descriptor: descriptor, name: name))
    } catch {
      return .failure(error)
    }
  }

  /// `read(_:name:)` as a value.
  package func result(of bytes: [UInt8], name: String) -> Result<Document, DocumentFailure> {
    do throws(DocumentFailure) {
      return .success(try read(bytes, name: name))
    } catch {
      return .failure(error)
    }
  }
}
