import ConfigurationFiles
import Dashboard
import ERLTraining
import Environments
import Foundation
import FourthWorld
import LocalPolicy
import RLCore
import RunLog
import RunModel
import Testing
import TinyTransformer

@testable import kolb

/// A world that no source of Kolb knows is trained on, logged, drawn and played like any other.
@Suite struct FourthWorldTests {
  /// A run of three steps by a small model with random weights.
  private func train(in folder: TemporaryFolder) async throws -> (RunDirectory, [RunEvent]) {
    let catalogs = Catalogs(
      environments: EnvironmentCatalog(EnvironmentCatalog.shipped.entries + [Corridor.entry]),
      policies: PolicyCatalog([RandomModels(words: Corridor.words)]))
    var configuration = RunConfiguration(catalogs.schema)
    for setting in [
      "environment=corridor", "corridor.failing_every=5", "policy.backend=random",
      "random.width=16", "threads=1", "steps=3", "prompts_per_step=4", "evaluation.every=3",
      "evaluation.episodes=10",
    ] { try configuration.apply(setting: setting) }
    let engine = try await TrainingEngine.begin(
      configuration, in: folder.url.path + "/run", from: catalogs
    ) { _ in }
    #expect(try await engine.train() == .finished)
    engine.close()
    let run = engine.run
    var reader = try EventSource.run(run).reader()
    var events: [RunEvent] = []
    while true {
      let batch = try reader.readMore()
      events += batch.events.map(\.event.event)
      guard batch.status == .more else { break }
    }
    return (run, events)
  }

  @Test func `it is trained on, and what it fails costs its episodes alone`() async throws {
    let folder = try TemporaryFolder()
    let (_, events) = try await train(in: folder)
    var state = RunState()
    for event in events { state.apply(LoggedEvent(event)) }
    let firsts = events.count {
      if case .attempt(let record) = $0 { record.attempt == .first } else { false }
    }
    let failed = events.compactMap { event -> EpisodeFailure? in
      if case .episodeFailed(let failure) = event { failure } else { nil }
    }
    // Of the first twelve tasks those with the numbers 4 and 9 break.
    #expect(failed.count { $0.attempt == .first } == 2 * 4)
    #expect(firsts == (12 - 2) * 4)
    #expect(failed.allSatisfy { $0.reason == "the corridor does not answer" })
    #expect(state.failedEpisodes == failed.count)
    #expect(events.contains { if case .update = $0 { true } else { false } })
  }

  @Test func `it gives the same events again, however late it answers`() async throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    #expect(try await train(in: first).1 == train(in: second).1)
  }

  @Test func `it is drawn like any other`() async throws {
    let folder = try TemporaryFolder()
    let (run, _) = try await train(in: folder)
    for view in ["overview", "episodes"] {
      let picture = try Program([
        "open", run.path, "--once", "--view", view, "--size", "100x30",
      ])
      #expect(picture.code == 0, "\(picture.errors)")
      #expect(picture.output.contains("corridor"))
      #expect(picture.output.contains("D  D"), "the board")
    }
    let report = try Program(["report", run.path])
    #expect(report.output.contains("attempts that their world failed"))
  }

  @Test func `it is played by hand`() async throws {
    let world = Corridor()
    var game = try await HandPlay { number in
      try await world.task(at: number, in: .training, seed: 1)
    } chance: { _ in
      SeededGenerator(seed: 1)
    }
    for _ in 0..<6 { try await game.press(.action("left")) }
    let attempt = try #require(game.attempt)
    #expect(attempt.isDone)
    let picture = BoardPicture(legend: world.legend, showsTruth: false, colours: .none)
    #expect(picture.text(of: attempt).contains("D D"))
  }
}

/// A backend that no source of Kolb knows, with an option of its own: models of random weights.
private struct RandomModels: PolicyBackend {
  struct Options: DescribedOptions {
    var width = 8

    static let descriptions: [OptionDescription<Self>] = [
      .integer("width", \.width, in: 8...64, "size of a model's hidden state")
    ]
  }

  let words: [String]
  let name = "random"
  let summary = "models of random weights"
  let isTrainable = true
  var traits: PolicyTraits { EmbeddedBackend().traits }
  var options: OptionTable? { OptionTable("random", "Models of random weights.", of: Options.self) }

  func identify(_ source: PolicySource) async throws -> ModelIdentity {
    ModelIdentity(
      name: "random", digest: "width \(Options(source.options).width)", wording: .compact)
  }

  func makePolicy(_ source: PolicySource) async throws -> any Policy {
    try await makeTrainable(source)
  }

  func makeTrainable(_ source: PolicySource) async throws -> any TrainablePolicy {
    EmbeddedBackend().policy(of: try model(source), threads: source.threads)
  }

  private func model(_ source: PolicySource) throws -> SavedModel {
    let width = Options(source.options).width
    let tokenizer = try WordTokenizer(words: words)
    let shape = TransformerConfiguration(
      vocabularySize: tokenizer.vocabulary.count, hiddenSize: width, intermediateSize: 2 * width,
      layerCount: 1, headCount: 2, maximumPositions: 256)
    return SavedModel(parameters: try Parameters(shape, seed: 1), tokenizer: tokenizer)
  }
}
