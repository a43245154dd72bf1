import RLCore

/// A lake in the words of `FrozenLakeLanguage`; the plan names a target.
struct LakeCompactWords: CompactGridWords {
  private let task: FrozenLakeTask

  init(_ task: FrozenLakeTask) {
    self.task = task
  }

  func prompt(advice: String?, at walk: LakeWalk) -> TurnRequest {
    let board = task.texts.scene { scene }
    return TurnRequest(
      "\(board) Advice: \(task.note(advice)) Plan:", length: .words(FrozenLakeLanguage.planLength))
  }

  func afterPlan(at walk: LakeWalk) -> String {
    told(.view, at: walk.position) { task.view(from: walk.position) }
  }

  func observation(of step: LakeWalk.Step, before: LakeWalk, now walk: LakeWalk) -> String {
    switch walk.end {
    case nil:
      let moment: LakeTexts.Moment =
        switch step.contact {
        case .square: .stepped
        case .edge: .edge
        case .nothing: .nothing
        }
      return told(moment, at: walk.position) {
        "\(story(of: step.contact)) \(task.view(from: walk.position))"
      }
    case .solved: return "\(story(of: step.contact)) You won."
    case .failed: return "\(story(of: step.contact)) You fell."
    default: return "\(story(of: step.contact)) Time is up."
    }
  }

  private func story(of contact: LakeWalk.Step.Contact) -> String {
    switch contact {
    case .square(let square): "You stepped on \(task.letter(at: square))."
    case .edge: "You met the edge."
    case .nothing: "You did nothing."
    }
  }

  private func told(
    _ moment: LakeTexts.Moment, at square: Int, _ make: () -> String
  ) -> String {
    task.texts.text(moment, at: square, of: task.squareCount, make)
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    TurnRequest(
      "Memory: \(task.note(memory)) Reflection:",
      length: .text(upTo: FrozenLakeLanguage.language.noteLength))
  }

  func retryRequest(from beginning: LakeWalk) -> TurnRequest {
    TurnRequest("Try again. Plan:", length: .words(FrozenLakeLanguage.planLength))
  }

  /// Every letter with its squares, and last the one that most squares show.
  private var scene: String {
    let shown = task.shown(agent: task.start)
    let ground = task.commonestLetter
    let groups = task.code.kinds.indices.compactMap { letter -> String? in
      let squares = shown.indices.filter { letter != ground && shown[$0] == letter }
      guard !squares.isEmpty else { return nil }
      return "\(LetterCode.letters[letter]) \(squares.map(task.name(of:)).joined(separator: " "))"
    }
    return "There is \(groups.joined(separator: " and ")) among \(LetterCode.letters[ground])."
  }
}

extension FrozenLakeTask {
  /// What lies around a square in compact words: `See C D D edge. Move from c2`.
  ///
  /// The square stands last, so that it and the move from it are neighbours, as in a way.
  package func view(from square: Int) -> String {
    let around = FrozenLakeLanguage.viewOrder.map { direction in
      map.neighbour(of: square, towards: direction).map(letter(at:)) ?? FrozenLakeLanguage.edge
    }
    return "See \(around.joined(separator: " ")). Move from \(name(of: square))"
  }
}
