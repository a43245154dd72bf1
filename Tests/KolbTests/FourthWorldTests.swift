import Dashboard
import ERLTraining
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
    var configuration = RunConfiguration()
    configuration.environment = "corridor"
    configuration.steps = 3
    configuration.promptsPerStep = 4
    configuration.evaluation.every = 3
    configuration.evaluation.episodes = 10
    let run = try RunDirectory(creating: folder.url.path + "/run", configuration: configuration)
    let world = Corridor(failingEvery: 5)
    let journal = LogJournal(try EventWriter(run)) { _ in }
    var loop = ERLLoop(
      configuration: configuration, environment: world,
      policy: EmbeddedBackend().policy(of: try model(), threads: 1), journal: journal,
      control: TrainingControl())
    try journal.record(
      .runStarted(
        RunStart(
          run: "corridor", kolb: "test", environment: world.name, algorithm: "erl", seed: 1,
          steps: 3, digest: configuration.digest, legend: world.legend, threshold: 1)))
    #expect(try await loop.run() == .finished)
    journal.close()
    var reader = try EventSource.run(run).reader()
    var events: [RunEvent] = []
    while true {
      let batch = try reader.readMore()
      events += batch.events.map(\.event.event)
      guard batch.status == .more else { break }
    }
    return (run, events)
  }

  private func model() throws -> SavedModel {
    let words = try WordTokenizer(words: Corridor.words)
    let shape = TransformerConfiguration(
      vocabularySize: words.vocabulary.count, hiddenSize: 16, intermediateSize: 32, layerCount: 1,
      headCount: 2, maximumPositions: 256)
    return SavedModel(parameters: try Parameters(shape, seed: 1), tokenizer: words)
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
