import Basics
import RLCore
import RunModel

/// Reads an evaluation with all of its samples, or a document of its archive: how it began, one
/// sample, or how it ended.
struct InspectParser: RecordParser {
  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let log = try JSONValue.record(frame)
    guard let about = log["eval"] else { return [try Self.sample(log)] }
    var facts = LogBeginningFacts()
    facts.environment = about["task"]?.text
    facts.model = about["model"]?.text
    let samples = (log["samples"]?.items ?? []).map { ParsedRecord(.episode(Self.episode($0))) }
    let metrics = Self.results(log["results"])
    let scores =
      metrics.isEmpty ? [] : [ParsedRecord(.metrics(MetricsRecord(step: 0, values: metrics)))]
    return [ParsedRecord(.beginning(facts))] + samples + scores + Self.ending(log)
  }

  private static func sample(_ sample: JSONValue) throws(RecordProblem) -> ParsedRecord {
    guard sample["messages"]?.items != nil, sample["epoch"] != nil else {
      throw RecordProblem("there is neither 'eval' nor a sample with 'messages' in it")
    }
    return ParsedRecord(.episode(episode(sample)))
  }

  private static func ending(_ log: JSONValue) -> [ParsedRecord] {
    switch log["status"]?.text {
    case "success"?: [ParsedRecord(.finished(step: 0))]
    case "error"?, "cancelled"?:
      [
        ParsedRecord(
          .failed(
            step: 0, reason: log["error"]?["message"]?.text ?? log["status"]?.text ?? "error"))
      ]
    default: []
    }
  }

  private static func results(_ results: JSONValue?) -> [Scalar] {
    (results?["scores"]?.items ?? []).flatMap { score -> [Scalar] in
      let name = score["name"]?.text ?? "score"
      return (score["metrics"]?.members ?? []).compactMap { member in
        member.value["value"]?.number.map { Scalar("\(name)/\(member.name)", $0) }
      }
    }
  }

  private static func episode(_ sample: JSONValue) -> ParsedEpisode {
    let messages = Messages.read(sample["messages"]) ?? []
    let input = Messages.text(Messages.read(sample["input"]) ?? [])
    let (turns, closing) = Messages.turns(messages)
    let scores = sample["scores"]?.members ?? []
    let values = scores.compactMap { member in
      value(member.value["value"]).map { (member.name, $0) }
    }
    var attempt = ParsedAttempt(turns: turns, reward: values.first?.1 ?? .nan)
    attempt.closing = closing
    attempt.tokens = (sample["model_usage"]?.members ?? [])
      .compactMap { $0.value["output_tokens"]?.whole }.reduce(0) { $0 &+ max(0, $1) }
    let target = sample["target"].map { "expected: \($0.shown)" }
    attempt.feedback = ([target].compactMap { $0 } + scores.flatMap { said(of: $0.value) })
      .joined(separator: " · ")
    if sample["error"] != nil { attempt.flags.append("error") }
    if sample["limit"] != nil { attempt.flags.append("truncated") }
    let id = sample["id"]?.shown
    return ParsedEpisode(
      step: 0, group: id ?? input, task: PromptName.of(input), first: attempt)
  }

  /// What a scorer took for the answer, and what else it says of it.
  private static func said(of score: JSONValue) -> [String] {
    let (answer, why) = (score["answer"]?.text, score["explanation"]?.text)
    return [
      answer.map { "answered: \($0)" }, why == answer ? nil : why.map { "scorer: \($0)" },
    ].compactMap { $0 }
  }

  /// C is correct, P half of it, I and N are nothing.
  private static func value(_ value: JSONValue?) -> Double? {
    switch value?.text {
    case "C"?: 1
    case "P"?: 0.5
    case "I"?, "N"?: 0
    case let text?: Double(text)
    case nil: value?.number
    }
  }
}
