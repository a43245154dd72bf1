import RLCore

/// One corridor.
struct CorridorTask: EnvironmentTask {
  let id: String
  let length: Int
  let isExitLeft: Bool
  let isBreaking: Bool

  var board: [String] {
    let floor = String(repeating: "D", count: length - 2)
    return [isExitLeft ? "B\(floor)C" : "C\(floor)B"]
  }

  var trueRules: String { "A player B goal C hole D floor" }

  func begin(generator: SeededGenerator) async throws -> any EnvironmentEpisode {
    try await Task.sleep(for: .microseconds(200))
    return CorridorEpisode(task: self)
  }

  func parse(reflection text: String) -> ParsedReflection {
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
      .prefix { $0 != "<eos>" }.filter(Corridor.words.contains)
    let isWhole = words.count == 8 && words.contains("goal")
    return ParsedReflection(
      advice: words.prefix(8).joined(separator: " "), isWellFormed: isWhole)
  }
}
