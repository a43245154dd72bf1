import RLCore
import RunModel

extension DashboardState {
  /// The answer to an episode's task that a sibling of its group was right with, as far as words
  /// are at hand; the log does not tell it otherwise.
  func expectedAnswer(to record: EpisodeRecord) -> String? {
    for place in run.episodes.places(ofStep: record.step) {
      let sibling = run.episodes.records[place]
      guard sibling.group == record.group, let texts = texts(of: sibling.id) else { continue }
      let solved = [texts.first, texts.second].compactMap { $0 }
        .first { $0.board.isEmpty && $0.turns.last?.outcome == .solved }
      if let answer = solved.flatMap(PairPanel.answer) { return answer }
    }
    return nil
  }
}
