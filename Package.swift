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
let numeric: [SwiftSetting] =
  strict + vectorFlags + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "kolb",
  targets: [
    .target(name: "RLCore", swiftSettings: strict),
    .target(name: "RunModel", dependencies: ["RLCore"], swiftSettings: strict),
    .target(name: "TerminalUI", swiftSettings: strict),
    .systemLibrary(name: "CNcurses"),
    .target(
      name: "NcursesTerminal", dependencies: ["TerminalUI", "CNcurses"], swiftSettings: strict),
    .target(
      name: "Dashboard", dependencies: ["RLCore", "RunModel", "TerminalUI"],
      swiftSettings: strict),
    .target(
      name: "SyntheticRuns", dependencies: ["RLCore", "RunModel"], path: "Tests/SyntheticRuns",
      swiftSettings: strict),
    .testTarget(
      name: "RunModelTests", dependencies: ["RLCore", "RunModel", "SyntheticRuns"],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalUITests", dependencies: ["TerminalUI"], swiftSettings: strict),
    .testTarget(
      name: "NcursesTerminalTests", dependencies: ["NcursesTerminal", "TerminalUI"],
      swiftSettings: strict),
    .testTarget(
      name: "DashboardTests",
      dependencies: ["Dashboard", "RLCore", "RunModel", "SyntheticRuns", "TerminalUI"],
      swiftSettings: strict),
  ]
)
