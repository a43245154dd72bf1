// swift-tools-version: 6.2

import PackageDescription

/// Every target is held to the same rules; see `Sources/README.md` for who may import whom.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// The kernels are compiled with optimisation in the debug build too, because `swift test`
// trains small models. On x86 they need AVX2 and FMA (2013 and later): without a target that
// has them, every fused multiply-add becomes a call to the C library, 100 times slower.
#if arch(x86_64)
  let vectorFlags: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
#else
  let vectorFlags: [SwiftSetting] = []
#endif
// Whole-module, because generic kernels are specialised for `Float` only where all is in sight.
let optimised = ["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"]
let numeric: [SwiftSetting] =
  strict + vectorFlags + [.unsafeFlags(optimised, .when(configuration: .debug))]

let package = Package(
  name: "kolb",
  dependencies: [
    // Commands, options, help and completion scripts by the conventions that users know; exact,
    // so that every build of a version prints the same words.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // The server behind 'kolb serve': sockets, HTTP and its limits. It needs nothing else and adds
    // 10 CPU seconds to a clean build; hummingbird brings NIO and more than 300.
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    // Words of no domain.
    .target(name: "Basics", swiftSettings: strict),

    // Values: no input or output, no clock, no chance but what they are given.
    .target(name: "RLCore", dependencies: ["Basics"], swiftSettings: strict),
    .target(name: "RunModel", dependencies: ["Basics", "RLCore"], swiftSettings: strict),
    .target(name: "TerminalUI", dependencies: ["Basics"], swiftSettings: strict),

    // Engine.
    // The grammar of what a text can say about a task, and whether it is so.
    .target(name: "ClaimReading", dependencies: ["RLCore"], swiftSettings: strict),
    // Vector instructions that Swift has no word for, and products where vectors are wider than
    // every processor has; optimised in the debug build for the reason that `numeric` is.
    .target(
      name: "CKernels", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .target(
      name: "TinyTransformer", dependencies: ["Basics", "CKernels"], swiftSettings: numeric),
    // Messages to the text that a language model continues.
    .target(name: "ChatTemplates", dependencies: ["Basics"], swiftSettings: strict),
    // Full-text search. The C library and not GRDB: a handful of calls behind one type, which
    // would not repay the 43 to 99 CPU seconds that GRDB adds to every clean build.
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(
      name: "Environments",
      dependencies: ["Basics", "CResources", "CSQLite", "ClaimReading", "RLCore"],
      // They reach the program through CResources.
      exclude: [
        "Prompts/frozenlake", "Prompts/hotpotqa", "Prompts/sokoban",
      ],
      swiftSettings: numeric),
    // Worlds in programs of others, spoken to over pipes, and behind servers.
    .target(
      name: "OutsideWorlds", dependencies: ["Basics", "ClaimReading", "Environments", "RLCore"],
      // Worlds of a page, for people to begin from.
      exclude: ["Examples"], swiftSettings: strict),
    .target(name: "ERLTraining", dependencies: ["RLCore", "RunModel"], swiftSettings: strict),

    // Adapters.
    // Base models and themes as bytes of the program.
    .target(name: "CResources"),
    .target(
      name: "LocalPolicy",
      dependencies: ["Basics", "CResources", "ChatTemplates", "RLCore", "TinyTransformer"],
      // They reach the program through CResources.
      exclude: ["BaseModels"], swiftSettings: strict),
    // libcurl, opened when it is needed. Not Foundation's way to servers, which keeps a core busy
    // while it waits, and not a server library, which is minutes of every build.
    .target(name: "CCurl"),
    .target(name: "HTTPTransport", dependencies: ["CCurl"], swiftSettings: strict),
    .target(
      name: "ChatPolicy", dependencies: ["Basics", "HTTPTransport", "RLCore"],
      swiftSettings: strict),
    .target(
      name: "TinkerPolicy", dependencies: ["Basics", "HTTPTransport", "RLCore"],
      swiftSettings: strict),
    .target(
      name: "Pretraining",
      dependencies: ["Environments", "LocalPolicy", "RLCore", "TinyTransformer"],
      swiftSettings: numeric),
    .target(
      name: "ConfigurationFiles", dependencies: ["Basics", "RLCore", "RunModel"],
      // How a preset was found.
      exclude: ["Presets/SokobanFar.md"], swiftSettings: strict),
    .target(
      name: "RunLog", dependencies: ["Basics", "RLCore", "RunModel"], swiftSettings: strict),
    // A model on a port, for clients of OpenAI's interface.
    .target(
      name: "Serving",
      dependencies: [
        "Basics", "RLCore", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ], swiftSettings: strict),
    // Other trainers' logs as events.
    .target(
      name: "Importers", dependencies: ["Basics", "RLCore", "RunLog", "RunModel"],
      exclude: ["README.md"], swiftSettings: strict),
    // What of ncurses and of signals Swift cannot say itself.
    .target(name: "CNcurses"),
    .target(
      name: "NcursesTerminal", dependencies: ["CNcurses", "TerminalUI"], swiftSettings: strict),

    // Front and program.
    .target(
      name: "Dashboard", dependencies: ["Basics", "RLCore", "RunModel", "TerminalUI"],
      swiftSettings: strict),
    .executableTarget(
      name: "kolb",
      dependencies: [
        "Basics", "CResources", "ChatPolicy", "ConfigurationFiles", "Dashboard", "ERLTraining",
        "Environments", "HTTPTransport", "Importers", "LocalPolicy", "NcursesTerminal",
        "OutsideWorlds", "Pretraining", "RLCore", "RunLog", "RunModel", "Serving", "TerminalUI",
        "TinkerPolicy", "TinyTransformer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
      // A digest of the program in the program, by which a run knows the build that made it.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--build-id"])]),

    // Tests.
    .target(
      name: "SyntheticRuns", dependencies: ["Basics", "RLCore", "RunLog", "RunModel"],
      path: "Tests/SyntheticRuns",
      swiftSettings: strict),
    .testTarget(
      name: "BasicsTests", dependencies: ["Basics", "RLCore"], swiftSettings: strict),
    .testTarget(
      name: "RunModelTests", dependencies: ["RLCore", "RunModel", "SyntheticRuns"],
      // Computes the statistics again with numpy.
      exclude: ["Parity"], swiftSettings: strict),
    .testTarget(
      name: "TerminalUITests", dependencies: ["TerminalUI"], swiftSettings: strict),
    .testTarget(
      name: "TinyTransformerTests", dependencies: ["Basics", "TinyTransformer"],
      // Scripts and fixtures of the comparison with PyTorch.
      exclude: ["Parity"], swiftSettings: strict),
    .testTarget(
      name: "ChatTemplatesTests", dependencies: ["Basics", "ChatTemplates"],
      // Templates, and what transformers makes of conversations by them.
      exclude: ["Parity"], swiftSettings: strict),
    // A world as somebody else would write it: one folder, and one line where a catalog is made.
    .target(
      name: "FourthWorld", dependencies: ["Environments", "RLCore"], path: "Tests/FourthWorld",
      swiftSettings: strict),
    // What every world must pass.
    .target(
      name: "EnvironmentConformance", dependencies: ["RLCore"],
      path: "Tests/EnvironmentConformance", swiftSettings: strict),
    .testTarget(
      name: "EnvironmentsTests",
      dependencies: [
        "ClaimReading", "EnvironmentConformance", "Environments", "FourthWorld", "RLCore",
      ],
      // Computes expected values by the official algorithm.
      exclude: ["HotpotQA/official_scores.py"], swiftSettings: strict),
    // Worlds in Python, good and bad.
    .target(
      name: "WorldsInPython",
      dependencies: ["Basics", "Environments", "OutsideWorlds", "RLCore"],
      path: "Tests/WorldsInPython", exclude: ["Worlds"], swiftSettings: strict),
    .testTarget(
      name: "OutsideWorldsTests",
      dependencies: [
        "Basics", "EnvironmentConformance", "Environments", "OutsideWorlds", "RLCore",
        "WorldsInPython",
      ], swiftSettings: strict),
    // What every policy backend must pass.
    .target(
      name: "PolicyConformance", dependencies: ["RLCore"], path: "Tests/PolicyConformance",
      swiftSettings: strict),
    .testTarget(
      name: "LocalPolicyTests",
      dependencies: [
        "Basics", "ChatPolicy", "HTTPTransport", "LocalPolicy", "PolicyConformance", "RLCore",
        "Serving", "TinyTransformer",
      ], swiftSettings: strict),
    // An HTTP server that answers as a test says.
    .target(name: "StubServer", path: "Tests/StubServer", swiftSettings: strict),
    .testTarget(
      name: "HTTPTransportTests", dependencies: ["HTTPTransport", "StubServer"],
      swiftSettings: strict),
    .testTarget(
      name: "TinkerPolicyTests",
      dependencies: [
        "Basics", "HTTPTransport", "PolicyConformance", "RLCore", "TinkerPolicy",
        "TinyTransformer",
      ],
      // What a real server was asked and answered.
      exclude: ["Exchanges"], swiftSettings: strict),
    .testTarget(
      name: "ChatPolicyTests",
      dependencies: [
        "Basics", "ChatPolicy", "HTTPTransport", "PolicyConformance", "RLCore", "StubServer",
      ],
      // What real servers were asked and answered.
      exclude: ["Exchanges"], swiftSettings: strict),
    .testTarget(
      name: "PretrainingTests",
      dependencies: ["Environments", "LocalPolicy", "Pretraining", "RLCore", "TinyTransformer"],
      swiftSettings: strict),
    .testTarget(
      name: "ERLTrainingTests",
      dependencies: ["ERLTraining", "PolicyConformance", "RLCore", "RunModel"],
      // Takes a training step once more with PyTorch.
      exclude: ["Parity"], swiftSettings: strict),
    .testTarget(
      name: "ConfigurationFilesTests",
      dependencies: ["Basics", "ConfigurationFiles", "Environments", "RLCore", "RunModel"],
      swiftSettings: strict),
    .testTarget(
      name: "RunLogTests",
      dependencies: ["Basics", "RLCore", "RunLog", "RunModel", "SyntheticRuns"],
      // Logs that earlier versions wrote, and what they folded to.
      exclude: ["Logs"], swiftSettings: strict),
    .testTarget(
      name: "ServingTests", dependencies: ["Basics", "RLCore", "Serving"], swiftSettings: strict),
    .testTarget(
      name: "ImportersTests",
      dependencies: ["Basics", "Importers", "RLCore", "RunLog", "RunModel"],
      // Logs that the tools themselves wrote.
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "NcursesTerminalTests", dependencies: ["NcursesTerminal", "TerminalUI"],
      swiftSettings: strict),
    .testTarget(
      name: "DashboardTests",
      dependencies: ["Basics", "Dashboard", "RLCore", "RunModel", "SyntheticRuns", "TerminalUI"],
      swiftSettings: strict),
    // Inputs that know the grammar of whatever reads bytes from outside.
    .testTarget(
      name: "ParserTests",
      dependencies: [
        "Basics", "ChatPolicy", "ChatTemplates", "ConfigurationFiles", "Environments",
        "HTTPTransport", "Importers", "RLCore", "RunLog", "RunModel", "SyntheticRuns",
        "TerminalUI", "TinkerPolicy", "TinyTransformer",
      ], swiftSettings: strict),
    .testTarget(
      name: "ScreenTests",
      dependencies: ["Dashboard", "RLCore", "RunLog", "RunModel", "SyntheticRuns", "TerminalUI"],
      swiftSettings: strict),
    .testTarget(
      name: "KolbTests",
      dependencies: [
        "ConfigurationFiles", "Dashboard", "ERLTraining", "Environments", "FourthWorld",
        "LocalPolicy", "NcursesTerminal", "OutsideWorlds", "RLCore", "RunLog", "RunModel",
        "StubServer", "SyntheticRuns", "TerminalUI", "TinyTransformer", "WorldsInPython", "kolb",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // A script that measures through a pseudo-terminal.
      exclude: ["Cycle", "Measurements", "Servers"], swiftSettings: strict),
    // What the repository says of itself.
    .testTarget(
      name: "HouseTests",
      dependencies: [
        "Dashboard", "Environments", "RunLog", "RunModel", "TerminalUI", "kolb",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Measurements"], swiftSettings: strict),
  ]
)
