import CallModel
import Digest
import Documents
import Pipeline
import Presentation
import Store

/// What to say of an error that ends a command, and its exit status.
struct ErrorAccount {
  var lines: [String]
  var status: Int32

  init(_ error: any Error, wording: Wording) {
    switch error {
    case let error as CommandError:
      self.init([wording.commandError(error)], error.exitStatus)
    case let error as AlertError:
      self.init([wording.alertError(error)], error.exitStatus)
    case let error as ConfigurationFault:
      self.init([wording.configurationFault(error)], ExitStatus.badData)
    case let error as TemplateFault:
      self.init([wording.templateFault(error)], ExitStatus.badData)
    case let error as Correction.Fault:
      self.init([wording.correctionFault(error)], 64)
    case let error as ProfileSetting.Fault:
      self.init([wording.settingFault(error)], 64)
    case let error as StoreError:
      self.init([wording.storeError(error)], error.exitStatus)
    case let error as RuleLibraryError:
      self.init(wording.ruleLibraryError(error), error.exitStatus)
    case let error as FolderWalkError:
      self.init([wording.folderError(error)], error.exitStatus)
    case let error as ProfileRefusal:
      self.init(error.faults.map(wording.fault), ExitStatus.badData)
    case let error as NamedRefusal:
      let lines = error.refusal.faults.map { "\(error.path): \(wording.fault($0).line)" }
      self.init(lines: lines, status: ExitStatus.badData)
    default:
      self.init(
        [wording.storeError(.fault(detail: String(describing: error)))], ExitStatus.fault)
    }
  }

  private init(_ advice: [Advice], _ status: Int32) {
    self.init(lines: advice.map(\.line), status: status)
  }

  private init(lines: [String], status: Int32) {
    self.lines = lines
    self.status = status
  }
}

/// A profile refused, and the file that holds it.
struct NamedRefusal: Error {
  var path: String
  var refusal: ProfileRefusal
}

extension CommandError {
  var exitStatus: Int32 {
    switch self {
    case .workerMissing, .sandboxPartial, .sandboxUnknown: ExitStatus.unavailable
    case .tooManyPasswords: ExitStatus.badData
    case .inputMissing, .inputUnreadable, .noOriginals, .unknownCall, .unknownRule:
      ExitStatus.missingInput
    case .cannotWrite, .fileExists: ExitStatus.cannotCreate
    case .ambiguousCall, .unknownProject, .nothingToCorrect, .notDecided: 64
    case .notFolder: ExitStatus.missingInput
    }
  }
}

extension RuleLibraryError {
  var exitStatus: Int32 {
    switch self {
    case .notFound: ExitStatus.unavailable
    case .noRules: ExitStatus.missingInput
    case .faulty: ExitStatus.badData
    }
  }
}

extension FolderWalkError {
  var exitStatus: Int32 { ExitStatus.missingInput }
}
