import Foundation

/// Where the rules are: as told, else beside the installed program, else in the checkout.
package enum RuleLocation {
  /// A folder of rule files, or nil where none is found.
  ///
  /// - Parameter told: `--rules`, else `$CALLS_RULES`.
  package static func folder(told: String?) -> String? {
    if let told { return told }
    guard let executable = InputFile.linkTarget("/proc/self/exe") else { return nil }
    var directory = (executable as NSString).deletingLastPathComponent
    let installed = directory + "/../share/calls/Rules"
    if isRules(installed) { return installed }
    while directory.count > 1 {
      if isRules(directory + "/Rules") { return directory + "/Rules" }
      directory = (directory as NSString).deletingLastPathComponent
    }
    return nil
  }

  private static func isRules(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/types.yaml")
  }
}
