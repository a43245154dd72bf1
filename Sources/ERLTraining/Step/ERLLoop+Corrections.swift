import RLCore
import RunModel

extension ERLLoop {
  /// What people have said of the tasks that failed: it stands in the place of a reflection.
  ///
  /// Of a task's attempts in a step the first that the gate let through is told one, so that the
  /// policy goes on reflecting on the others; of several corrections each has its turn by steps.
  ///
  /// - Returns: the texts by episode.
  func corrections(of admitted: [Episode], step: Int) -> [Int: String] {
    guard !corrections.all.isEmpty else { return [:] }
    var texts: [Int: String] = [:]
    var groups: Set<Int> = []
    for episode in admitted where !groups.contains(episode.group) {
      let known = corrections.about(
        task: episode.first.task.id, prompt: episode.first.turns.first?.observation ?? "")
      guard !known.isEmpty else { continue }
      groups.insert(episode.group)
      texts[episode.id] = known[(step - 1) % known.count].lesson
    }
    return texts
  }
}
