import Documents
import Foundation
import Pipeline
import Presentation
import Yams

/// What the configuration files say, the nearest first: that of the folder one works in, the
/// user's, the machine's.
struct Configuration {
  /// Who is told of news, with the JSON on its standard input or as the body of a request.
  struct Hook: Hashable {
    enum Target: Hashable {
      /// Program and arguments; no shell reads them.
      case run([String])
      /// A web address, and the file of the token it asks for.
      case post(ServerAddress, tokenFile: String?)
    }
    var target: Target
    var on: Set<HookEvent.Kind>

    /// Names it in the store and in messages.
    var mark: String {
      switch target {
      case .run(let program): program.joined(separator: " ")
      case .post(let address, _): address.text
      }
    }
  }

  enum Value: Hashable {
    case text(String)
    case list([String])
    case hooks([Hook])
    case limits([ReadingLimit: Int])
  }

  struct File {
    var path: String
    var values: [Key: Value]
  }

  /// What may be set.
  enum Key: String, CaseIterable {
    case locale, store, rules, ocr, profiles, folders, contacts, templates, hosts, hooks, limits
    case passwordFile = "password-file"
    case folderTags = "folder-tags"
    case mailFrom = "mail.from"
    case mailTo = "mail.to"
    case mailUnsubscribe = "mail.unsubscribe"
    case mailProgram = "mail.program"
    case mailServer = "mail.server"
    case mailUser = "mail.user"
    case mailPasswordFile = "mail.passwordFile"
    case mailAuthorities = "mail.authorities"

    /// Settings that run programs or send things out are not taken from the folder one happens to
    /// work in.
    var reachesOut: Bool {
      [
        .hooks, .hosts, .mailProgram, .mailServer, .mailUser, .mailPasswordFile, .mailAuthorities,
      ].contains(self)
    }

    /// Paths are meant from the file's own folder.
    var isPath: Bool {
      [
        .store, .rules, .profiles, .folders, .templates, .passwordFile, .mailPasswordFile,
        .mailAuthorities,
      ].contains(self)
    }
  }

  var files: [File] = []

  /// The value of a key and the file that says so.
  func value(_ key: Key) -> (value: Value, path: String)? {
    for file in files {
      if let value = file.values[key] { return (value, file.path) }
    }
    return nil
  }

  func text(_ key: Key) -> (value: String, path: String)? {
    guard let (value, path) = value(key), case .text(let text) = value else { return nil }
    return (text, path)
  }

  func list(_ key: Key) -> (value: [String], path: String)? {
    switch value(key) {
    case (.list(let list), let path)?: (list, path)
    case (.text(let text), let path)?: ([text], path)
    default: nil
    }
  }

  var hooks: [Hook] {
    guard case (.hooks(let hooks), _)? = value(.hooks) else { return [] }
    return hooks
  }

  /// A limit that a file sets; each file may set some of them.
  func limit(_ limit: ReadingLimit) -> (value: Int, path: String)? {
    for file in files {
      if case .limits(let limits)? = file.values[.limits], let value = limits[limit] {
        return (value, file.path)
      }
    }
    return nil
  }

  /// The name of a file of the working folder.
  static let projectFile = "calls.yaml"

  /// Reads what is there. `CALLS_CONFIG` names one file instead of all.
  static func load(environment: [String: String]) throws -> Configuration {
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    func read(_ path: String, isTrusted: Bool) throws -> File {
      try ConfigurationReader(path: path, home: home).file(isTrusted: isTrusted)
    }
    if let named = environment["CALLS_CONFIG"], !named.isEmpty {
      return try Configuration(files: [try read(named, isTrusted: true)]).checked()
    }
    let told = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let places = [
      (projectFile, false), ((told ?? home + "/.config") + "/calls/config.yaml", true),
      ("/etc/calls/config.yaml", true),
    ]
    return try Configuration(
      files: try places.filter { DocumentInputs.exists($0.0) }.map {
        try read($0.0, isTrusted: $0.1)
      }
    ).checked()
  }

  /// Itself, where its hooks post to listed hosts alone.
  private func checked() throws -> Configuration {
    let hosts = Set(list(.hosts)?.value.map { $0.lowercased() } ?? [])
    for case .post(let address, _) in hooks.map(\.target) where !hosts.contains(address.host) {
      throw ConfigurationFault(
        path: value(.hooks)?.path ?? "", cause: .hostNotListed(address.host))
    }
    return self
  }
}

/// What is wrong with a configuration file.
struct ConfigurationFault: Error, Hashable {
  enum Cause: Hashable {
    case unreadable(detail: String)
    /// More than a person writes.
    case tooLarge
    case notYAML(detail: String)
    case unknownKey(String, nearest: String?)
    case wrongValue(key: String, expected: String)
    case notFromHere(key: String)
    case hostNotListed(String)
  }
  var path: String
  var cause: Cause
}

/// Reads one file.
struct ConfigurationReader {
  let path: String
  /// What `~` stands for.
  let home: String

  private static let largestSize = 1 << 20

  func file(isTrusted: Bool) throws -> Configuration.File {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw fault(.unreadable(detail: error.localizedDescription))
    }
    guard data.count <= Self.largestSize else { throw fault(.tooLarge) }
    let text = String(decoding: data, as: UTF8.self)
    guard YAMLAliases.firstLine(in: text) == nil else {
      throw fault(.notYAML(detail: "*"))
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw fault(.notYAML(detail: "\(error)"))
    }
    guard let node else { return Configuration.File(path: path, values: [:]) }
    guard let mapping = node.mapping else {
      // A file of comments alone is a null.
      if node.null != nil { return Configuration.File(path: path, values: [:]) }
      throw fault(.wrongValue(key: "", expected: "key: value"))
    }
    var values: [Configuration.Key: Configuration.Value] = [:]
    for (name, node) in try flat(mapping) {
      guard let key = Configuration.Key(rawValue: name) else {
        throw fault(.unknownKey(name, nearest: nearest(name)))
      }
      guard isTrusted || !key.reachesOut else { throw fault(.notFromHere(key: name)) }
      values[key] = try value(node, of: key)
    }
    return Configuration.File(path: path, values: values)
  }

  /// `mail:` and its keys as `mail.from`.
  private func flat(_ mapping: Node.Mapping) throws -> [(String, Node)] {
    var result: [(String, Node)] = []
    for (key, node) in mapping {
      let name = key.string ?? ""
      if name == "mail", let inner = node.mapping {
        result += inner.map { ("mail.\($0.key.string ?? "")", $0.value) }
      } else {
        result.append((name, node))
      }
    }
    return result
  }

  private func value(_ node: Node, of key: Configuration.Key) throws -> Configuration.Value {
    switch key {
    case .hooks: return .hooks(try hooks(node))
    case .limits: return .limits(try limits(node))
    case .profiles, .folders, .mailTo, .mailProgram, .hosts:
      if let list = node.sequence {
        return .list(try list.map { try text($0, key) })
      }
      let words = try text(node, key)
      return key == .mailProgram
        ? .list(words.split(separator: " ").map(String.init)) : .list([words])
    default: return .text(try text(node, key))
    }
  }

  private func limits(_ node: Node) throws -> [ReadingLimit: Int] {
    guard let mapping = node.mapping else {
      throw fault(.wrongValue(key: "limits", expected: "wall: 60"))
    }
    var limits: [ReadingLimit: Int] = [:]
    for (key, node) in mapping {
      let name = key.string ?? ""
      guard let limit = ReadingLimit(rawValue: name) else {
        let nearest = ReadingLimit.allCases.first { $0.rawValue.hasPrefix(name.prefix(3)) }
        throw fault(.unknownKey("limits.\(name)", nearest: nearest.map { "limits.\($0.rawValue)" }))
      }
      guard let value = node.int, limit.range.contains(value) else {
        let range = "\(limit.range.lowerBound)..\(limit.range.upperBound)"
        throw fault(
          .wrongValue(key: "limits.\(name)", expected: "\(range) \(limit.unitName)"))
      }
      limits[limit] = value
    }
    return limits
  }

  private func text(_ node: Node, _ key: Configuration.Key) throws -> String {
    guard let text = node.scalar?.string, !text.isEmpty else {
      throw fault(.wrongValue(key: key.rawValue, expected: "text"))
    }
    return key.isPath ? absolute(text) : text
  }

  private func absolute(_ text: String) -> String {
    if text.hasPrefix("~/") { return home + text.dropFirst() }
    if text.hasPrefix("/") { return text }
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? text : folder + "/" + text
  }

  private func hooks(_ node: Node) throws -> [Configuration.Hook] {
    guard let list = node.sequence else { throw hookFault }
    return try list.map { entry in
      let names = entry["on"]?.sequence.map { $0.compactMap(\.string) } ?? []
      let events = names.compactMap(HookEvent.Kind.init)
      guard !events.isEmpty, events.count == names.count else { throw hookFault }
      return Configuration.Hook(target: try target(entry), on: Set(events))
    }
  }

  private func target(_ entry: Node) throws -> Configuration.Hook.Target {
    if let text = entry["post"]?.string {
      guard entry["run"] == nil, let address = ServerAddress(text), !address.isMail,
        address.scheme == .https || address.isHere
      else { throw hookFault }
      return .post(address, tokenFile: entry["tokenFile"]?.string.map(absolute))
    }
    let run = entry["run"]
    let program = run?.sequence.map { $0.compactMap(\.string) } ?? run?.string.map { [$0] } ?? []
    guard let first = program.first, first.hasPrefix("/") else { throw hookFault }
    return .run(program)
  }

  private var hookFault: ConfigurationFault {
    fault(
      .wrongValue(
        key: "hooks",
        expected:
          "[{run: [/path/program] | post: https://host/path, on: [new, changed, closing, failed]}]"
      ))
  }

  private func nearest(_ name: String) -> String? {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    return Configuration.Key.allCases.map(\.rawValue).first {
      $0.hasPrefix(name.prefix(3)) || $0.hasSuffix(last)
    }
  }

  private func fault(_ cause: ConfigurationFault.Cause) -> ConfigurationFault {
    ConfigurationFault(path: path, cause: cause)
  }
}
