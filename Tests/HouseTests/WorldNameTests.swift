import Environments
import Foundation
import Testing

/// A world is one folder and one line: whatever else names it would have to be changed with it.
@Suite struct `The name of a world` {
  /// Where worlds may be named besides their own folders: the catalogs, each with a line for one,
  /// what is made for one alone, and the pages that tell people what was found in each.
  private static let allowed = [
    "Environments/EnvironmentCatalog.swift", "Pretraining/RecipeCatalog.swift",
    "Pretraining/Lessons/", "LocalPolicy/BaseModel.swift", "ConfigurationFiles/Preset.swift",
    "ConfigurationFiles/Presets/", "ConfigurationFiles/Experiments/", "kolb/Guide/Topics/",
  ].map { "Sources/" + $0 }

  @Test(arguments: EnvironmentCatalog.shipped.entries.map(\.name))
  func `stands nowhere outside its folder and what is made for it`(name: String) throws {
    let others = try elsewhere(than: name).filter { file in
      Self.text(of: file).lowercased().replacing(" ", with: "").contains(name)
    }
    #expect(others.map(\.path) == [])
  }

  @Test(arguments: EnvironmentCatalog.shipped.entries.map(\.name))
  func `is that of no type that others know`(name: String) throws {
    let others = try elsewhere(than: name)
    let own = try Repository.swiftFiles(under: "Sources").filter { isIn(folderOf: name, $0.path) }
    // Others may have types of the same names.
    let types = Set(own.flatMap(Self.types)).subtracting(others.flatMap(Self.types))
    #expect(types.count > 3)
    for file in others {
      let words = Set(
        Self.text(of: file).split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
      let known = words.intersection(types).sorted()
      #expect(known == [], "\(file.path)")
    }
  }

  private func elsewhere(than name: String) throws -> [SwiftFile] {
    try Repository.swiftFiles(under: "Sources").filter { file in
      !isIn(folderOf: name, file.path) && !Self.allowed.contains { file.path.hasPrefix($0) }
    }
  }

  private func isIn(folderOf name: String, _ path: String) -> Bool {
    path.lowercased().hasPrefix("sources/environments/\(name)/")
  }

  private static func text(of file: SwiftFile) -> String {
    String(decoding: file.bytes, as: UTF8.self)
  }

  /// Types that a file declares for others to use.
  private static func types(in file: SwiftFile) -> [String] {
    text(of: file)
      .matches(of: /(?m)^(?:package )?(?:struct|class|enum|actor|protocol) (\w+)/)
      .map { String($0.output.1) }
  }
}
