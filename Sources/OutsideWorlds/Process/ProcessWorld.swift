import Environments
import RLCore

/// A world in a program of somebody else's, which answers questions in lines of JSON.
///
/// `kolb guide worlds` has the questions; `Examples` beside this file has worlds of a page.
/// What the program says is checked before anything is made of it, and what goes wrong with it
/// costs the attempt that it was asked about.
package struct ProcessWorld: Environment {
  private let host: WorldHost

  /// Starts the program and tries its first tasks.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments.
  ///   - request: what is asked of the world.
  /// - Throws: `WorldFault`.
  package init(running command: String, _ request: EnvironmentCatalog.WorldRequest) async throws {
    guard let words = CommandWords.split(command), !words.isEmpty else {
      throw WorldFault.unreadableCommand(command)
    }
    let options = Options(request.options)
    let program = WorldProgram(
      words: words,
      patience: WorldProcess.Patience(first: options.startTimeout, later: options.timeout),
      wording: request.wording)
    host = try await WorldHost(
      program, processes: options.processes, mostTurns: options.turns,
      request: WorldManners(mustSpeak: request.mustSpeak, unreadable: request.unreadable))
    try await rehearse()
  }

  package var name: String { "exec:\(host.card.name)" }

  package var legend: [LegendEntry] { host.card.legend }

  package var wordingVersion: String {
    "\(host.wording.rawValue) \(host.card.name) \(host.card.worldVersion)"
  }

  package var actionForms: [String] { host.card.actions }

  package func taskCount(in split: TaskSplit) -> Int? { host.card.counts[split] ?? 0 }

  package func task(
    at index: Int, in split: TaskSplit, seed: UInt64
  ) async throws -> any EnvironmentTask {
    let place = TaskPlaceInSplit(split: split, index: placed(index, in: split), seed: seed)
    return ProcessWorldTask(host, at: place, try await host.task(at: place))
  }

  /// Times that its processes had to be begun again.
  package var restarts: Int { get async { await host.restarts } }

  /// Tasks of a finite split begin again after the last.
  private func placed(_ index: Int, in split: TaskSplit) -> Int {
    guard let count = taskCount(in: split), count > 0 else { return index }
    return (index % count + count) % count
  }

  /// Begins a task of each split, so that what never works is known before a run begins.
  private func rehearse() async throws {
    for split in [TaskSplit.training, .heldOut] {
      let task = try await task(at: 0, in: split, seed: 1)
      let episode = try await task.begin(generator: SeededGenerator(seed: 1))
      for (request, place) in [
        (episode.reflectionRequest(memory: nil), "what asks for a reflection"),
        (episode.retryRequest(), "what begins a task again"),
      ] { try host.check(request.text, in: place) }
      try host.check(task.trueRules, in: "its rules")
    }
  }
}
