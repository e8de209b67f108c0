import CallModel
import Documents
import Foundation
import Pipeline
import Presentation

/// A profile read from a file.
enum ProfileFile {
  /// The profile; what it has that works less well than meant is told to the person.
  static func load(_ path: String, in session: Session) throws -> Profile {
    let profile = try read(path)
    for warning in ProfileLoader.warnings(for: profile, knowledge: try session.knowledge()) {
      session.tell("\(path): \(session.wording.profileWarning(warning).line)")
    }
    return profile
  }

  static func read(_ path: String) throws -> Profile {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(of: path)
    } catch .empty {
      bytes = []
    } catch {
      guard DocumentInputs.exists(path) else { throw CommandError.inputMissing(path: path) }
      throw CommandError.inputUnreadable(path: path, detail: error.id)
    }
    do {
      return try ProfileLoader.load(Data(bytes))
    } catch {
      throw NamedRefusal(path: path, refusal: error)
    }
  }
}
