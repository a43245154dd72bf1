import Environments
import Foundation
import RLCore
import RunModel

/// The exact words of one episode of a run, without asking anybody for anything.
///
/// The player is somebody who never answers, so an attempt takes all the turns that it may.
struct DryRun {
  let configuration: RunConfiguration
  private var parts: [(title: String, segments: [Segment])] = []
  private var turns = 0

  /// - Throws: what is wrong with the configuration or its files.
  init(_ configuration: RunConfiguration, indexFolder: String) async throws {
    self.configuration = configuration
    let request = PartsRequest(configuration)
    let model = try await request.identifyModel()
    let world = try await request.makeEnvironment(for: model, indexFolder: indexFolder)
    let task = try await world.task(at: 0, in: .training, seed: configuration.seedBits)
    let chance = SeededGenerator(seed: configuration.seedBits, purpose: "world", 1, 0, 0)
    var episode = try await task.begin(generator: chance)
    parts.append(("first attempt", episode.prompt(advice: nil).segments))
    var isOver = false
    while !isOver, turns < Self.mostTurns {
      let turn = try await episode.respond(to: "")
      turns += 1
      isOver = turn.isDone
      let title = isOver ? "its end" : "after a turn without an answer"
      if turns == 1 || isOver { parts.append((title, [Segment(.world, turn.observation)])) }
    }
    guard configuration.algorithm == .erl else { return }
    parts.append(("reflection", episode.reflectionRequest(memory: nil).segments))
    let again = try await task.begin(generator: chance)
    parts.append(
      ("second attempt, told the true rules", again.prompt(advice: task.trueRules).segments))
  }

  private static let mostTurns = 1000

  var text: String {
    var lines: [String] = []
    for (title, segments) in parts {
      lines.append("=== \(title)")
      for segment in segments {
        lines.append("--- \(Self.role(of: segment)), \(segment.text.count) characters")
        lines.append(segment.text)
      }
      lines.append("")
    }
    return lines.joined(separator: "\n") + "\n" + extent + "\n"
  }

  /// How much is asked for at the most, how long that takes and what it costs.
  private var extent: String {
    let extent = RunExtent(configuration, turns: turns)
    var forecast = RunForecast(extent: extent)
    let (book, prices) = (SpeedBook(), prices)
    let place = configuration.policy.place
    forecast.acting = book.sample(of: place, prices)
    if extent.reflections > 0 {
      forecast.reflecting = book.sample(
        of: "reflecting " + configuration.placeOfReflector, prices)
    }
    let isKnown = forecast.acting != nil || forecast.reflecting != nil
    let duration =
      isKnown
      ? "When it was last asked, " + forecast.words
      : "How long a reply takes is measured when a run begins."
    return [extent.words, tokens(extent, prices), duration, "Nothing was asked."]
      .joined(separator: "\n")
  }

  /// What a million tokens cost, where the configuration says so.
  private var prices: TokenPrices {
    let backend =
      configuration.erl.reflector == .external
      ? configuration.reflector.backend : configuration.policy.backend
    func price(_ name: String) -> Double {
      switch configuration.values(of: backend)[name] {
      case .number(let value)?: value
      case .integer(let value)?: Double(value)
      default: 0
      }
    }
    return TokenPrices(read: price("price_read"), written: price("price_written"))
  }

  /// About how many tokens are read at the most: every turn reads all that was said before it.
  private func tokens(_ extent: RunExtent, _ prices: TokenPrices) -> String {
    let letters = parts.flatMap(\.segments).reduce(0) { $0 + $1.text.utf8.count }
    let read = extent.replies * letters / Self.lettersPerToken
    let cost = prices.cost(read: read, written: 0)
    return "Each reads up to about \(letters / Self.lettersPerToken) tokens of these words, "
      + "\(Words.count(Double(read))) in all"
      + (cost > 0 ? String(format: ", which costs %.4f without what is written.", cost) : ".")
  }

  /// In English, of most tokenizers.
  private static let lettersPerToken = 4

  private static func role(of segment: Segment) -> String {
    switch segment.writer {
    case .system: "system"
    case .world: "user"
    case .policy: "assistant, as an example"
    }
  }
}
