import RLCore
import RunModel

/// A person who reflects on attempts instead of the policy.
package protocol ReflectingPerson: Sendable {
  /// Says that a reflection on an episode is wanted; its time runs from now.
  func ask(about episode: Int, within seconds: Double)

  /// Waits for what was asked for; `nil` when its time is over.
  func answer(about episode: Int) async -> String?
}

extension ERLLoop {
  /// Asks a person about some of the attempts that the gate let through.
  ///
  /// - Returns: those that are asked about; none unless a person is the reflector.
  func ask(
    about gated: [GatedAttempt], of episodes: [StepEpisode], step: Int
  ) throws -> [GatedAttempt] {
    let options = configuration.erl
    guard options.reflector == .human, options.humanPrompts > 0 else { return [] }
    var chance = SeededGenerator(seed: seed, purpose: "person", step)
    let asked = gated.shuffled(using: &chance).prefix(options.humanPrompts)
      .sorted { $0.row < $1.row }
    for attempt in asked {
      let episode = episodes[attempt.index].id
      try journal.record(
        .asked(Question(step: step, episode: episode, wait: options.humanWait)))
      if !answered.keys.contains(episode) { person?.ask(about: episode, within: options.humanWait) }
    }
    return asked
  }

  /// Waits for what a person wrote about attempts, each at most for its time.
  ///
  /// - Returns: the texts by row; the policy reflects on the others, and the log says so.
  mutating func answers(
    about asked: [GatedAttempt], of episodes: [StepEpisode], step: Int
  ) async throws -> [Int: String] {
    journal.begin(nil)
    var texts: [Int: String] = [:]
    for attempt in asked {
      let episode = episodes[attempt.index].id
      let text: String?
      if let known = answered.removeValue(forKey: episode) {
        text = known
      } else {
        text = await person?.answer(about: episode)
      }
      if let text {
        texts[attempt.row] = text
      } else {
        try journal.record(
          .control(
            ControlRecord(
              step: step, action: .timeout(episode: episode), who: "the engine")))
      }
    }
    return texts
  }
}

/// An attempt that the gate let through.
package struct GatedAttempt: Sendable, Equatable {
  /// Its place among those, which decides its draws.
  package var row: Int
  /// Its place among the step's episodes.
  package var index: Int
}
