import Basics
import RLCore

/// Reads what became of a programming task: its reflections and its programs.
///
/// A program is followed by a reflection when it fails the tests that the model wrote itself, so that
/// all but the last have failed; whether the last is right, hidden tests say.
struct ReflexionTaskParser: RecordParser {
  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    guard let solved = record["is_solved"]?.number else {
      throw RecordProblem("'is_solved' is missing")
    }
    let task = record.first(of: ["task_id", "name"])?.shown ?? ""
    let prompt = record["prompt"]?.shown ?? ""
    let reflections = (record["reflections"]?.items ?? []).map(\.shown)
    let programs = (record["implementations"]?.items ?? []).map(\.shown)
    let remarks = (record["test_feedback"]?.items ?? []).map(\.shown)
    func attempt(_ program: String, _ reward: Double, _ place: Int) -> ParsedAttempt {
      ParsedAttempt(
        turns: [Turn(told: prompt, wrote: program)], reward: reward,
        feedback: remarks.indices.contains(place) ? remarks[place] : "")
    }
    func episode(_ first: ParsedAttempt) -> ParsedEpisode {
      ParsedEpisode(step: 0, group: task, task: task, first: first)
    }
    let last = attempt(record["solution"]?.shown ?? programs.last ?? "", solved, reflections.count)
    guard let latest = reflections.last else { return [ParsedRecord(.episode(episode(last)))] }
    guard programs.count == reflections.count + 1 else {
      let failed = ParsedAttempt(
        turns: [], reward: 0, feedback: "followed by \(reflections.count) reflections")
      return [Self.pair(episode(failed), latest, prompt, last)]
    }
    return reflections.enumerated().map { place, text in
      let isLast = place + 1 == reflections.count
      return Self.pair(
        episode(attempt(programs[place], 0, place)), text, prompt,
        isLast ? last : attempt(programs[place + 1], 0, place + 1))
    }
  }

  private static func pair(
    _ episode: ParsedEpisode, _ text: String, _ prompt: String, _ second: ParsedAttempt
  ) -> ParsedRecord {
    var episode = episode
    episode.reflection = ParsedReflection(prompt: prompt, text: text, advice: text)
    episode.second = second
    return ParsedRecord(.episode(episode))
  }
}
