import Basics
import RLCore

/// Reads a sample of a dump.
struct VerlParser: RecordParser {
  /// The step that the name of the file says.
  let step: Int

  private static let known: Set = [
    "input", "output", "gts", "score", "step", "uid", "request_id",
  ]

  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let sample = try JSONValue.record(frame)
    guard let output = sample["output"]?.text else { throw RecordProblem("'output' is missing") }
    guard let score = sample["score"]?.number else { throw RecordProblem("'score' is missing") }
    let input = sample["input"]?.shown ?? ""
    var attempt = ParsedAttempt(turns: [Turn(told: input, wrote: output)], reward: score)
    attempt.feedback = feedback(of: sample)
    let episode = ParsedEpisode(
      step: sample["step"]?.whole ?? step, group: Self.group(sample["uid"]?.text) ?? input,
      task: PromptName.of(input), first: attempt)
    return [ParsedRecord(.episode(episode))]
  }

  /// The truth that the sample was held against, and every other number of it.
  private func feedback(of sample: JSONValue) -> String {
    var parts: [String] = []
    if let truth = sample["gts"] { parts.append("expected: \(truth.shown)") }
    for member in sample.members ?? [] where !Self.known.contains(member.name) {
      guard let value = member.value.number else { continue }
      parts.append("\(member.name) \(Self.short(value))")
    }
    return parts.joined(separator: " · ")
  }

  /// Of "SAMPLE_ROLLOUT_OUTPUT" what names the sample.
  private static func group(_ uid: String?) -> String? {
    guard let uid else { return nil }
    let parts = uid.split(separator: "_", omittingEmptySubsequences: false)
    let isNumbered = parts.count > 2 && parts.suffix(2).allSatisfy { Int($0) != nil }
    return isNumbered ? parts.dropLast(2).joined(separator: "_") : uid
  }

  static func short(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\((value * 1e4).rounded() / 1e4)"
  }
}
