import Foundation

/// Where things are kept, and who says so (XDG Base Directory Specification).
struct Places {
  /// A path and the setting that it comes from.
  struct Place: Hashable {
    enum Origin: Hashable {
      case option(String)
      case environment(String)
      /// Path of a configuration file.
      case file(String)
      case usual
    }
    var path: String
    var origin: Origin
  }

  var environment: [String: String]
  var configuration = Configuration()

  func store(told: String?) -> Place {
    if let told { return Place(path: told, origin: .option("--store")) }
    if let named = value("CALLS_STORE") {
      return Place(path: named, origin: .environment("CALLS_STORE"))
    }
    if let (path, file) = configuration.text(.store) {
      return Place(path: path, origin: .file(file))
    }
    return base("XDG_DATA_HOME", or: ".local/share", then: "/calls/calls.sqlite")
  }

  /// nil where the rules are those that came with the program.
  func rules(told: String?) -> Place? {
    if let told { return Place(path: told, origin: .option("--rules")) }
    if let named = value("CALLS_RULES") {
      return Place(path: named, origin: .environment("CALLS_RULES"))
    }
    return configuration.text(.rules).map { Place(path: $0.value, origin: .file($0.path)) }
  }

  var cache: Place { base("XDG_CACHE_HOME", or: ".cache", then: "/calls") }

  private func base(_ variable: String, or folder: String, then rest: String) -> Place {
    // The specification ignores what is not absolute.
    if let named = value(variable), named.hasPrefix("/") {
      return Place(path: named + rest, origin: .environment(variable))
    }
    let home = value("HOME") ?? NSHomeDirectory()
    return Place(path: home + "/" + folder + rest, origin: .usual)
  }

  private func value(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
