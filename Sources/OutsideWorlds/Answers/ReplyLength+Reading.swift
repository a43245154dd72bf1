import Basics
import RLCore

extension AnswerFields {
  /// How long a reply may be: `"word"`, `"line"`, `{"words": 2}` or `{"text": 200}`.
  func length(_ name: String = "length") throws(AnswerProblem) -> ReplyLength? {
    guard let value = value(name) else { return nil }
    switch value {
    case .string("word"): return .word
    case .string("line"): return .line
    case .object:
      let fields = try object(name)
      if let words = try fields?.whole("words", in: 1...10_000) { return .words(words) }
      if let words = try fields?.whole("text", in: 1...100_000) { return .text(upTo: words) }
    default: break
    }
    throw AnswerProblem(
      "'\(key(name))' is none of \"word\", \"line\", {\"words\": 2} and {\"text\": 200}")
  }
}
