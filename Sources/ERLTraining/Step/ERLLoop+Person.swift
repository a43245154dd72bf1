import RLCore
import RunModel

extension ERLLoop {
  /// Asks a person about some of the attempts that the gate let through.
  ///
  /// - Returns: the episodes that are asked about; none unless a person is the reflector.
  func ask(about admitted: [Episode], step: Int) throws -> Set<Int> {
    let options = configuration.erl
    guard options.reflector == .human, options.humanPrompts > 0 else { return [] }
    var chance = SeededGenerator(seed: seed, purpose: "person", step)
    let asked = admitted.shuffled(using: &chance).prefix(options.humanPrompts)
      .map(\.id).sorted()
    for episode in asked {
      try journal.record(
        .asked(Question(step: step, episode: episode, wait: options.humanWait)))
      if !answered.keys.contains(episode) { person?.ask(about: episode, within: options.humanWait) }
    }
    return Set(asked)
  }

  /// Waits for what a person wrote about attempts, each at most for its time.
  ///
  /// - Returns: the texts by episode; the policy reflects on the others, and the log says so.
  mutating func answers(about asked: [Episode], step: Int) async throws -> [Int: String] {
    journal.begin(nil)
    var texts: [Int: String] = [:]
    for episode in asked.map(\.id) {
      let text: String?
      if let known = answered.removeValue(forKey: episode) {
        text = known
      } else {
        text = await person?.answer(about: episode)
      }
      if let text {
        texts[episode] = text
      } else {
        try journal.record(
          .control(
            ControlRecord(step: step, action: .timeout(episode: episode), who: "the engine")))
      }
    }
    return texts
  }
}
