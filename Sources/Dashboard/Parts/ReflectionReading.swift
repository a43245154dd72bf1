import RLCore
import RunModel
import TerminalUI

/// A reflection read in one of these ways.
struct ReflectionReading {
  var text = ReflectionText.words
  /// The reflection written before this one; `nil` while it is read from the log.
  var previous: ReflectionRecord?
  /// The memory entry that it started from.
  var memory: MemoryEntry?
  /// The attempt that was reflected on.
  var first: AttemptRecord?

  func spans(of reflection: ReflectionRecord, legend: [LegendEntry]) -> [Span] {
    switch text {
    case .words: ReflectionWords.spans(reflection, legend: legend)
    case .saw:
      heading("what the reflector saw, all of it")
        + ReflectorContext(first: first, reflection: reflection).spans
    case .sincePrevious: sincePrevious(reflection)
    case .sinceMemory: sinceMemory(reflection)
    }
  }

  private func sincePrevious(_ reflection: ReflectionRecord) -> [Span] {
    guard let previous else {
      return heading("since the previous reflection")
        + [
          Span(
            reflection.id <= 1 ? "it is the first one" : "the previous one is read from the log",
            .muted)
        ]
    }
    return heading("since reflection #\(previous.id)")
      + difference(from: previous.text, to: reflection.text)
  }

  private func sinceMemory(_ reflection: ReflectionRecord) -> [Span] {
    guard let from = reflection.from else {
      return heading("since memory") + [Span("it started from no memory", .muted)]
    }
    guard let memory, !memory.text.isEmpty else {
      return heading("since memory #\(from)") + [Span("its text is in the log", .muted)]
    }
    // What is kept is what was told, so these two are alike.
    let told = reflection.advice.isEmpty ? reflection.text : reflection.advice
    return heading("since memory #\(from)") + difference(from: memory.text, to: told)
  }

  private func difference(from: String, to: String) -> [Span] {
    from == to
      ? [Span("the very same words: ", .warning), Span(to, .text)]
      : WordDifference(from: from, to: to).spans
  }

  private func heading(_ text: String) -> [Span] { [Span(text + "\n", .muted)] }
}

extension DashboardState {
  /// The reflection with the number before that of an episode, which is another episode's.
  func episodeOfPreviousReflection(_ record: EpisodeRecord) -> Int? {
    guard let id = record.reflection?.id, let place = run.episodes.place(of: record.id) else {
      return nil
    }
    // Reflections are numbered in the order of their episodes, so it is near.
    return (max(0, place - 512)..<place).reversed().first {
      run.episodes.records[$0].reflection?.id == id - 1
    }.map { run.episodes.records[$0].id }
  }

  /// How the reflection of an episode is read now.
  func reading(of record: EpisodeRecord) -> ReflectionReading {
    ReflectionReading(
      text: place.reflectionText,
      previous: episodeOfPreviousReflection(record).flatMap { texts(of: $0)?.reflection },
      memory: record.reflection?.memory.flatMap { run.memory[$0] },
      first: texts(of: record.id)?.first)
  }
}
