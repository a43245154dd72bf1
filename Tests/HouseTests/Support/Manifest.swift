/// The targets that `Package.swift` declares.
///
/// Read as text: asking the package manager would wait for the lock that its own `swift test`
/// holds.
struct Manifest {
  struct Target: Equatable {
    var name: String
    /// Targets and products that it may import.
    var dependencies: Set<String>
    /// Whether it lies under `Tests`.
    var isForTests: Bool
  }

  let targets: [Target]

  init(_ text: String) {
    let kinds = [".target(", ".executableTarget(", ".testTarget(", ".systemLibrary("]
    var declarations = text[...]
    var targets: [Target] = []
    while let start = kinds.compactMap({ declarations.firstRange(of: $0) })
      .min(by: { $0.lowerBound < $1.lowerBound })
    {
      let isTest = declarations[start].contains("test")
      declarations = declarations[start.upperBound...]
      let next = kinds.compactMap { declarations.firstRange(of: $0)?.lowerBound }.min()
      let declaration = declarations[..<(next ?? declarations.endIndex)]
      guard let name = declaration.strings(after: "name: ", upTo: ",").first else { continue }
      let path = declaration.strings(after: "path: ", upTo: ",").first ?? ""
      targets.append(
        Target(
          name: name, dependencies: Self.dependencies(of: declaration),
          isForTests: isTest || path.hasPrefix("Tests/")))
    }
    self.targets = targets
  }

  /// What `dependencies: [ … ]` names; of a product its own name, not its package's.
  private static func dependencies(of declaration: Substring) -> Set<String> {
    let own = declaration.replacing(/package: "[^"]*"/, with: "")
    return Set(own[...].strings(after: "dependencies: [", upTo: "]"))
  }
}

extension Substring {
  /// The string literals between the first `opening` and the first `end` behind it.
  fileprivate func strings(after opening: String, upTo end: String) -> [String] {
    guard let start = firstRange(of: opening)?.upperBound else { return [] }
    let part = self[start...].prefix(
      upTo: self[start...].firstRange(of: end)?.lowerBound ?? endIndex)
    return part.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
