import CallModel
import Documents
import Foundation
import Pipeline
import Presentation

/// A profile read from a file.
enum ProfileFile {
  /// The profile; what it has that works less well than meant is told to the person.
  ///
  /// - Parameter settings: changes of what the file says.
  static func load(
    _ path: String, with settings: [ProfileSetting] = [], in session: Session
  ) throws -> Profile {
    let profile = try read(path, with: settings)
    for warning in ProfileLoader.warnings(for: profile, knowledge: try session.knowledge()) {
      session.tell("\(path): \(session.wording.profileWarning(warning).line)")
    }
    return profile
  }

  static func read(_ path: String, with settings: [ProfileSetting] = []) throws -> Profile {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(of: path)
    } catch .empty {
      bytes = []
    } catch {
      guard DocumentInputs.exists(path) else { throw CommandError.inputMissing(path: path) }
      throw CommandError.inputUnreadable(path: path, detail: error.id)
    }
    let data = try ProfileSetting.applied(settings, to: Data(bytes))
    do {
      return try ProfileLoader.load(data)
    } catch {
      throw NamedRefusal(path: path, refusal: error)
    }
  }
}
