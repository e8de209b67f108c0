import CallAssembly
import CallModel
import Documents
import Foundation
import Pipeline
import Presentation
import RuleEngine
import Store

/// One run of the program: where things are, how to speak, and what was loaded.
final class Session {
  let options: SharedOptions
  let environment: [String: String]
  /// What the configuration files say; nothing where one of them is at fault.
  let configuration: Configuration
  let configurationFault: (any Error)?
  let places: Places
  let output: Terminal
  let errors: Terminal
  /// Words without names of themes and places; see `namedWording()`.
  let wording: Wording
  let today: CalendarDay
  /// The store that was opened to be written, if any.
  private(set) var openStore: Store?
  private var loadedPack: RulePack?
  private var loadedReader: String?
  private var loadedKnowledge: FieldKnowledge?

  init(_ options: SharedOptions) {
    self.options = options
    environment = ProcessInfo.processInfo.environment
    switch Speech.configuration {
    case .success(let found): (configuration, configurationFault) = (found, nil)
    case .failure(let fault): (configuration, configurationFault) = (Configuration(), fault)
    }
    places = Places(environment: environment, configuration: configuration)
    output = Terminal(descriptor: STDOUT_FILENO, environment: environment)
    errors = Terminal(descriptor: STDERR_FILENO, environment: environment)
    wording = Wording(options.locale ?? Speech.language)
    today = options.on ?? Today.inParis()
  }

  /// Seconds since 1970; noon of the day that was told.
  var moment: Int { options.on.map { $0.daysSinceEpoch * 86_400 + 43_200 } ?? Int(time(nil)) }

  // MARK: Speaking

  func print(_ text: String) { StandardStream.write(Array(text.utf8), to: STDOUT_FILENO) }

  func print(_ bytes: [UInt8]) { StandardStream.write(bytes, to: STDOUT_FILENO) }

  /// A value as JSON, pretty on several lines or compact on one.
  func print(json value: some Encodable, pretty: Bool = true) throws {
    let data = try OutputJSON.data(value, pretty: pretty)
    print([UInt8](data) + [0x0A])
  }

  /// A line for people, whatever the options.
  func complain(_ line: String) {
    StandardStream.write(Array("calls: \(PlainText.line(line))\n".utf8), to: STDERR_FILENO)
  }

  /// A line for people, unless they asked for quiet.
  func tell(_ line: String) {
    guard !options.quiet else { return }
    StandardStream.write(Array((PlainText.line(line) + "\n").utf8), to: STDERR_FILENO)
  }

  /// A line for people who asked for more.
  func note(_ line: @autoclosure () -> String) {
    if options.verbose, !options.quiet { tell(line()) }
  }

  func progress(of total: Int) -> ProgressBar {
    ProgressBar(total: total, terminal: errors, isQuiet: options.quiet)
  }

  // MARK: Loading

  var ruleLibrary: RuleLibrary {
    RuleLibrary.located(
      told: places.rules(told: options.rules)?.path, cacheFolder: places.cache.path)
  }

  func pack() throws -> RulePack {
    if let loadedPack { return loadedPack }
    let pack = try ruleLibrary.pack()
    loadedPack = pack
    return pack
  }

  func knowledge() throws -> FieldKnowledge {
    if let loadedKnowledge { return loadedKnowledge }
    let knowledge = KnowledgeLoader.knowledge(in: try pack())
    loadedKnowledge = knowledge
    return knowledge
  }

  /// Names of themes, countries, territories, funds and languages, by the rules.
  func names() throws -> Names {
    let pack = try pack()
    return Names(try knowledge()) { kind, id, language in
      let type: String? =
        switch kind {
        case .fund: "fund"
        case .language: "language"
        // The Union and the Economic Area, which are no countries.
        case .country: "country"
        case .theme, .territory: nil
        }
      guard let type, let entry = pack.entry(type: type, id: id) else { return nil }
      return entry.attribute(language.rawValue) ?? entry.name
    }
  }

  func namedWording() throws -> Wording { Wording(wording.language, names: try names()) }

  /// `off`, or anything else for where it is there; and who says so.
  var ocr: (value: String, origin: String) {
    if let told = environment["CALLS_OCR"], !told.isEmpty { return (told, "CALLS_OCR") }
    return configuration.text(.ocr).map { ($0.value, $0.path) } ?? ("auto", "usual")
  }

  func worker(_ limits: LimitOptions? = nil) throws -> WorkerClient {
    let told = limits ?? LimitOptions.none
    let limits = WorkerLimits(readingLimits(told))
    guard var worker = WorkerClient.located(limits: limits) else {
      throw CommandError.workerMissing
    }
    worker.limits.recognisesPictures = ocr.value != "off"
    worker.passwords = try passwords(told)
    return worker
  }

  /// What reads documents into a store. Where the kernel lacks a wall around readers, that is said
  /// once and noted of each document, or refused.
  func intake(
    into store: Store, _ reading: ReadingOptions, makesOneCall: Bool = false, roots: [String] = []
  ) throws -> Intake {
    let worker = try worker(reading.limits)
    let isPartial = try checkSandbox(of: worker, isRequired: reading.requireSandbox)
    let reader = CallReader(pack: try pack(), makesOneCall: makesOneCall)
    let day = options.on
    return Intake(
      pipeline: DocumentPipeline(worker: worker, reader: reader), store: store,
      keepsOriginals: reading.keepOriginals, isSandboxPartial: isPartial,
      taggedRoots: tagsFolders(reading) ? roots : [],
      today: { day ?? Today.inParis() })
  }

  /// Whether names of sub-folders are tags.
  private func tagsFolders(_ reading: ReadingOptions) -> Bool {
    reading.folderTags || configuration.text(.folderTags)?.value == "true"
  }

  /// Whether a wall is missing; throws where it is required, or cannot be told.
  func checkSandbox(of worker: WorkerClient, isRequired: Bool) throws -> Bool {
    // A report that is lost, by a kill or a full process table, is asked for again.
    guard let state = (0..<3).lazy.compactMap({ _ in try? worker.sandbox() }).first else {
      throw CommandError.sandboxUnknown
    }
    guard !state.isFull else { return false }
    guard !isRequired else { throw CommandError.sandboxPartial(state) }
    tell("sandbox: partial (\(wording.sandbox(state)))")
    return true
  }

  /// How a document that ended the program is tried once more.
  func rehearsal(_ limits: LimitOptions) -> Rehearsal {
    var arguments = ["parse", "--ndjson", "--quiet"]
    for setting in limits.settings {
      arguments += ["--limit", "\(setting.limit.rawValue)=\(setting.value)"]
    }
    if let path = limits.passwordFile { arguments += ["--password-file", path] }
    if let rules = options.rules { arguments += ["--rules", rules] }
    return Rehearsal(arguments: arguments + ["--"])
  }

  /// What reads documents without keeping them; `CALLS_OCR=off` holds also where recognition is
  /// asked for.
  func pipeline(
    _ limits: LimitOptions? = nil, recognisesPictures: Bool = true
  ) throws -> DocumentPipeline {
    var worker = try worker(limits)
    worker.limits.recognisesPictures = worker.limits.recognisesPictures && recognisesPictures
    return DocumentPipeline(worker: worker, reader: CallReader(pack: try pack()))
  }

  /// Packs what changed for matching. What cannot be packed now, a match packs for itself.
  func packForMatching(_ store: Store) {
    guard let reader = try? reader(), (try? store.isPacked(by: reader)) != true,
      let knowledge = try? knowledge()
    else { return }
    var bar: ProgressBar?
    defer { bar?.clear() }
    do {
      try MatchTable.refresh(store, knowledge: knowledge) { done, all in
        guard all > 100 else { return }
        let shown = bar ?? progress(of: all)
        shown.show(done, wording.preparingMatches)
        bar = shown
      }
      try store.notePacked(by: reader)
    } catch {
      return
    }
  }

  /// Packs what a change of the rules, or a watch that goes on, has left; where the store cannot be
  /// written just now, a match packs for itself.
  func packBeforeMatching(_ store: Store) {
    guard let reader = try? reader(), (try? store.isPacked(by: reader)) == false,
      let writable = try? Store(path: store.path, waitSeconds: 0, author: reader)
    else { return }
    packForMatching(writable)
  }

  /// The store, made where it is missing unless it is only to be read; what is written in it is a
  /// person's word.
  func store(readOnly: Bool) throws -> Store {
    let store = try Store(
      path: places.store(told: options.store).path, readOnly: readOnly,
      author: environment["USER"] ?? environment["LOGNAME"])
    if !readOnly { openStore = store }
    return store
  }

  /// The program and its rules, as they sign what they find out: `calls 0.1.0, rules 1f2e3d4c5b`.
  func reader() throws -> String {
    if let loadedReader { return loadedReader }
    let reader = "calls \(Calls.version), rules \(ruleLibrary.version(of: try pack()))"
    loadedReader = reader
    return reader
  }

  /// The store for what the program itself finds out: it and its rules are the author.
  func writableStore() throws -> Store {
    let store = try Store(
      path: places.store(told: options.store).path, author: try reader())
    openStore = store
    return store
  }
}
