import Pipeline
import Presentation

extension Wording {
  /// One line on the walls around a reader: all of them, or which one the kernel lacks.
  func sandbox(_ state: SandboxState) -> String {
    guard !state.isFull else {
      return say(
        "complet (Landlock \(state.landlockABI), seccomp)",
        "full (Landlock \(state.landlockABI), seccomp)")
    }
    var missing: [String] = []
    if state.landlockABI == 0 { missing.append(say("sans Landlock", "no Landlock")) }
    if !state.filtersSystemCalls { missing.append(say("sans seccomp", "no seccomp")) }
    return say("partiel", "partial") + " (\(missing.joined(separator: ", ")))"
  }

  /// What text in pictures can be read, or what to install for it.
  func recognition(languages: String?) -> String {
    if let languages { return "Tesseract (\(languages))" }
    return say(
      "non installée : les scans ne sont pas lus (sous Debian : apt install tesseract-ocr tesseract-ocr-fra)",
      "not installed: scans are not read (on Debian: apt install tesseract-ocr tesseract-ocr-fra)")
  }
}
