import RLCore

/// A board in the words of files: what is seen and what happened is put as in plain words, and an
/// action is what stands between `<action>` and `</action>`.
struct PromptedGrid<Base: PlainGridWords>: GridWords {
  let base: Base
  let prompts: PromptSet

  var beginsWithPlan: Bool { false }
  var turnLength: ReplyLength { PlainGrid.turnLength }

  func prompt(advice: String?, at walk: Base.Walk) -> TurnRequest {
    let values = [
      "scene": base.scene(walk), "turns": base.grid.turns(base.grid.budget),
      "consolation": base.grid.consolation, "left": base.grid.turnsLeft(base.grid.budget),
      "later": base.grid.turnsLeft(max(1, base.grid.budget - 1)),
      "latest": base.grid.turnsLeft(max(1, base.grid.budget - 2)),
    ]
    return TurnRequest(prompts.opening(advice: advice, values), length: turnLength)
  }

  func afterPlan(at walk: Base.Walk) -> String { base.scene(walk) }

  func observation(of step: Base.Step, before: Base.Walk, now walk: Base.Walk) -> String {
    base.observation(of: step, before: before, now: walk)
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    let notes = memory.flatMap { $0.isEmpty ? nil : $0 } ?? "nothing yet"
    return TurnRequest(prompts.text(.reflection, ["memory": notes]), length: PlainGrid.notesLength)
  }

  func retryRequest(from beginning: Base.Walk) -> TurnRequest {
    TurnRequest(prompts.text(.retry, ["scene": base.scene(beginning)]), length: turnLength)
  }

  func direction(in text: String) -> GridDirection? { GridDirection(readingTagged: text) }
}

extension GridDirection {
  /// Reads the last action between tags; nothing else in an answer is one.
  package init?(readingTagged text: String) {
    var found: Self?
    var rest = text[...]
    while let open = rest.firstRange(of: "<action>") {
      rest = rest[open.upperBound...]
      let inner = rest.prefix { $0 != "<" }
      if let direction = Self(reading: String(inner)) { found = direction }
    }
    guard let found else { return nil }
    self = found
  }
}
