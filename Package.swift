// swift-tools-version: 6.1
// The dependency direction of the project: a target imports only those above it in this file.
import Glibc
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Whether relocations may be packed: glibc has loaded such programs since 2.36, and lld writes them. A
/// program with 100,000 of them starts a millisecond sooner.
let packsRelocations = glibcMinor >= 36 && hasLLD

/// 36 for `glibc 2.36`; 0 where it does not say.
var glibcMinor: Int {
  var name = [CChar](repeating: 0, count: 64)
  guard confstr(Int32(_CS_GNU_LIBC_VERSION), &name, name.count) > 0 else { return 0 }
  let version = String(
    decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  return version.split(separator: ".").dropFirst().first.flatMap { Int($0) } ?? 0
}

/// Beside the compiler, or on the path.
var hasLLD: Bool {
  let folders = (Context.environment["PATH"] ?? "").split(separator: ":")
  return folders.contains { access($0 + "/ld.lld", X_OK) == 0 }
}

let linking =
  packsRelocations
  ? [
    "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker",
    "--gc-sections",
  ]
  : []

/// Swift's own libraries go into the programs: they start sooner, and run where Swift is not installed.
/// A toolchain without its static libraries builds with `CALLS_SHARED_SWIFT=1` in the environment.
let standalone: [LinkerSetting] =
  Context.environment["CALLS_SHARED_SWIFT"] != nil
  ? []
  : [
    .unsafeFlags(
      ["-static-stdlib"] + linking, .when(platforms: [.linux], configuration: .release))
  ]

/// What the worker defines in place of a library that it does not link itself.
let inPlaceOfLibraries: [LinkerSetting] = [
  .unsafeFlags(
    ["cmsCreateTransform", "cmsDoTransform", "cmsDeleteTransform"].flatMap {
      ["-Xlinker", "--export-dynamic-symbol=\($0)"]
    }, .when(platforms: [.linux]))
]

/// The same where Foundation is used: what it is made of is not named by itself.
let standaloneWithFoundation: [LinkerSetting] =
  standalone.isEmpty
  ? []
  : standalone + [
    .unsafeFlags(
      [
        "-lCoreFoundation", "-l_FoundationCShims", "-l_FoundationCollections", "-l_FoundationICU",
        "-lstdc++",
      ], .when(platforms: [.linux], configuration: .release))
  ]

/// pkg-config would say where they are, and link the library besides.
let libxml2Headers: [CSetting] = [.unsafeFlags(["-I/usr/include/libxml2"])]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "calls",
  products: [
    .executable(name: "calls", targets: ["calls"]),
    .executable(name: "calls-worker", targets: ["calls-worker"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C: module maps and thin shims, nothing else.
    .systemLibrary(
      name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
    .target(name: "CLibXML2", dependencies: ["CFormats"], cSettings: libxml2Headers),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CUchardet", providers: [.apt(["libuchardet-dev"])]),
    .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CMD", providers: [.apt(["libmd-dev"])]),
    .systemLibrary(name: "CXLSX", providers: [.apt(["libxlsxwriter-dev"])]),
    // Libraries that not every run needs are loaded when they are first called: these targets define
    // their functions, and nothing links them.
    .target(name: "CLate", linkerSettings: [.linkedLibrary("dl")]),
    .target(
      name: "CFormats", dependencies: ["CLate", "CZip", "CUchardet"], cSettings: libxml2Headers),
    .target(name: "CSheets", dependencies: ["CLate", "CXLSX"]),
    // Loads Tesseract at run time, where it is installed.
    .target(name: "CTesseract", linkerSettings: [.linkedLibrary("dl")]),
    // Loads libcurl at run time, where it is installed: for what is mailed and posted alone.
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl")]),
    // A second thread for long documents, for the worker alone.
    .target(name: "CHelper"),
    .target(name: "CSandbox", dependencies: ["CHelper"]),
    // Starts the reader of a command line's only document before `main`.
    .target(name: "CHeadStart", dependencies: ["CSandbox"]),
    // A faster `malloc`, for the worker alone.
    .target(name: "CMemory"),
    // No colour profiles, for the worker alone.
    .target(name: "CColours", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CFileSystem"),
    // One instruction that Swift has no name for.
    .target(name: "CPrefetch"),
    // The word lists of Rules/words, put into the program as they are.
    .target(name: "CWords", cSettings: [.headerSearchPath("../../Rules/words")]),

    // Values.
    .target(name: "Documents", swiftSettings: settings),
    .target(name: "CallModel", dependencies: ["Documents"], swiftSettings: settings),

    // Work.
    .target(name: "Stemming", dependencies: ["Documents", "CStemmer"], swiftSettings: settings),
    .target(
      name: "Extraction",
      dependencies: [
        "Documents", "CPoppler", "CZlib", "CLibXML2", "CZip", "CUchardet", "CFormats", "CWords",
        "CTesseract", "CHelper",
      ],
      resources: [.embedInCode("HTML/Vocabulary"), .embedInCode("Language/Profiles")],
      swiftSettings: settings),
    .target(
      name: "RuleEngine", dependencies: ["Documents", "CPrefetch", yams], swiftSettings: settings),
    .target(
      name: "CallAssembly", dependencies: ["Documents", "CallModel", "RuleEngine"],
      swiftSettings: settings),
    .target(
      name: "Matching", dependencies: ["Documents", "CallModel", "Stemming"],
      swiftSettings: settings),
    .target(
      name: "Presentation", dependencies: ["Documents", "CallModel", "Matching"],
      swiftSettings: settings),
    .target(
      name: "Digest",
      dependencies: [
        "Documents", "CallModel", "Matching", "Presentation", "CXLSX", "CSheets", mustache,
      ],
      swiftSettings: settings),

    .target(
      name: "Evaluation", dependencies: ["Documents", "CallModel"], swiftSettings: settings),

    // State.
    .target(
      name: "Store", dependencies: ["Documents", "CallModel", "Stemming", "CMD", grdb],
      swiftSettings: settings),

    // Flow.
    .target(
      name: "Pipeline",
      dependencies: [
        "Documents", "CallModel", "RuleEngine", "CallAssembly", "Store", "Matching", "Digest",
        "CSandbox", "CHeadStart", "CFileSystem",
      ],
      swiftSettings: settings),
    .target(
      name: "Watch", dependencies: ["Documents", "Store", "Pipeline", "CFileSystem"],
      swiftSettings: settings),

    // Edge.
    .executableTarget(
      name: "calls",
      dependencies: [
        "Documents", "CallModel", "RuleEngine", "CallAssembly", "Matching", "Presentation",
        "Digest", "Store", "Pipeline", "Watch", "Evaluation", "CCurl", argumentParser, yams,
      ],
      swiftSettings: settings, linkerSettings: standaloneWithFoundation),
    .executableTarget(
      name: "calls-worker",
      dependencies: [
        "Documents", "Extraction", "CFormats", "CMemory", "CColours", "CSandbox",
      ],
      swiftSettings: settings, linkerSettings: standalone + inPlaceOfLibraries),

    // Speed of the engine, for people; no part of what is installed.
    .executableTarget(
      name: "calls-bench",
      dependencies: [
        "Documents", "CallModel", "RuleEngine", "CallAssembly", "Presentation",
        "Digest", "Matching", "Store", "Pipeline", grdb,
      ],
      path: "Benchmarks",
      exclude: ["run.sh", "recognisers", "extraction"],
      swiftSettings: settings, linkerSettings: standaloneWithFoundation),

    // Tests mirror the sources.
    .target(
      name: "TestSupport", dependencies: ["Documents", "CallModel", "CZip"],
      path: "Tests/TestSupport",
      swiftSettings: settings, linkerSettings: [.linkedLibrary("zip")]),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Documents", "CallModel", "Extraction", "RuleEngine", "CallAssembly", "Presentation",
        "Digest", "TestSupport",
      ],
      path: "Tests/FuzzTargets", swiftSettings: settings),
    .testTarget(
      name: "FuzzReplayTests", dependencies: ["FuzzTargets", "TestSupport"], exclude: ["Seeds"],
      swiftSettings: settings),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "CallModelTests", dependencies: ["CallModel", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "TestSupport", "CZip"],
      swiftSettings: settings),
    .testTarget(
      name: "RuleEngineTests", dependencies: ["RuleEngine", "TestSupport"], exclude: ["Forms"],
      swiftSettings: settings),
    .testTarget(
      name: "CallAssemblyTests",
      dependencies: ["CallAssembly", "RuleEngine", "Extraction", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "StemmingTests", dependencies: ["Stemming", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "MatchingTests", dependencies: ["Matching", "Stemming", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PresentationTests", dependencies: ["Presentation", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DigestTests", dependencies: ["Digest", "Presentation", "TestSupport"],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "TestSupport", grdb],
      exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "CallModel", "Documents", "Matching", "RuleEngine", "Presentation", "Digest", "Store",
        "Pipeline", "Watch", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: settings),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Documents", "CallModel", "Store", "Pipeline", "Watch", "TestSupport", "calls",
        "calls-worker", argumentParser, grdb,
      ],
      exclude: ["Servers", "Faults/Rules"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)

// Only scripts/fuzz.sh builds it: it needs libFuzzer, and every target compiled with coverage.
if Context.environment["CALLS_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "calls-fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzzing",
      swiftSettings: settings))
}
