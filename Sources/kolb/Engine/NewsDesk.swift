import ERLTraining
import RLCore
import RunModel

/// Writes down what policies tell beside their answers, and has the control know it.
struct NewsDesk: Sendable {
  private static let who = "the engine"

  let control: TrainingControl
  let journal: LogJournal
  let writing: WritingDesk

  func take(_ news: PolicyNews) {
    switch news {
    case .outOfReach(let why):
      note(.unreachable(why))
      control.set(outOfReach: true)
    case .inReach:
      note(.reachable)
      control.set(outOfReach: false)
    case .remark(let words): note(.remark(words))
    case .writing(let episode, let words): writing.take(episode: episode, words)
    }
  }

  private func note(_ action: ControlAction) {
    // Where the log cannot be written, training ends with the reason.
    try? journal.record(
      .control(ControlRecord(step: journal.lastStep, action: action, who: Self.who)))
  }
}
