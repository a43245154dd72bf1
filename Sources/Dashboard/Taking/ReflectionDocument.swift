import RunModel

/// A reflection as text: what it was told to reflect on, what it says, what came of it.
enum ReflectionDocument {
  static func takeaway(_ episode: Int, of state: DashboardState) -> Takeaway? {
    guard let record = state.run.episodes[episode],
      let reflection = state.texts(of: episode)?.reflection
    else { return nil }
    let rewards =
      "first attempt \(Figures.reward(record.first?.reward)), "
      + "second attempt \(Figures.reward(record.second?.reward))"
    let memory = reflection.from.map { "started from memory #\($0)\n" } ?? ""
    return Takeaway(
      "reflection #\(reflection.id)", file: "reflection-\(reflection.id).txt",
      text: """
        reflection #\(reflection.id) by \(reflection.author) · episode \(episode) · \
        step \(record.step)
        \(rewards)
        \(memory)
        saw
        \(reflection.prompt)

        wrote
        \(reflection.text)

        advice
        \(reflection.advice.isEmpty ? "none could be read" : reflection.advice)
        """)
  }
}

/// An entry of the memory as text, with where it is from and what it was good for.
enum MemoryDocument {
  static func takeaway(_ entry: MemoryEntry) -> Takeaway {
    let end = entry.end.map { end in
      "\(end.change.rawValue) at step \(end.step)"
        + (end.why.text.isEmpty ? "" : ": \(end.why.text)")
    }
    return Takeaway(
      "memory entry #\(entry.id)", file: "memory-\(entry.id).txt",
      text: """
        memory #\(entry.id) · step \(entry.step) · episode \(entry.episode) · \(entry.why.text)
        used \(entry.uses) times, \(entry.wins) of \(entry.retries) second attempts succeeded
        \(end ?? "still live")

        \(entry.text.isEmpty ? "Its text is in the log." : entry.text)
        """)
  }
}
