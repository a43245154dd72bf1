import Basics
import RLCore

/// What a client is given: the reply as a whole, or as the events of a stream.
struct ChatCompletionReply: Sendable {
  var id: String
  var model: String
  /// Seconds since 1970.
  var created: Int
  var text: String
  var stopReason: Completion.StopReason
  var tokenCount: Int
  var promptTokenCount: Int
  /// Pieces and log π of the tokens, where they were asked for and are known.
  var logProbabilities: [(piece: String, value: Float)]?

  private var finish: JSONValue { stopReason == .ended ? "stop" : "length" }

  private var usage: JSONValue {
    [
      "prompt_tokens": .integer(promptTokenCount),
      "completion_tokens": .integer(tokenCount),
      "total_tokens": .integer(promptTokenCount + tokenCount),
    ]
  }

  private var tokens: JSONValue {
    guard let logProbabilities else { return .null }
    let content = logProbabilities.map { piece, value -> JSONValue in
      [
        "token": .string(piece), "logprob": .number(Double(value)),
        "bytes": .array(piece.utf8.map { .integer(Int($0)) }), "top_logprobs": [],
      ]
    }
    return ["content": .array(content)]
  }

  var json: JSONValue {
    [
      "id": .string(id), "object": "chat.completion", "created": .integer(created),
      "model": .string(model),
      "choices": [
        [
          "index": 0, "message": ["role": "assistant", "content": .string(text)],
          "logprobs": tokens, "finish_reason": finish,
        ]
      ],
      "usage": usage,
    ]
  }

  /// The events of a stream: who speaks, the words, why it ended, and the usage where it is wanted.
  func stream(includesUsage: Bool) -> String {
    var events = [
      chunk(["role": "assistant", "content": ""]), chunk(["content": .string(text)], tokens),
      chunk([:], finish: finish),
    ]
    if includesUsage {
      events.append(head("chat.completion.chunk", ["choices": [], "usage": usage]))
    }
    return events.map { "data: \($0.compactText())\n\n" }.joined() + "data: [DONE]\n\n"
  }

  private func chunk(
    _ delta: JSONValue, _ tokens: JSONValue = .null, finish: JSONValue = .null
  ) -> JSONValue {
    head(
      "chat.completion.chunk",
      [
        "choices": [
          ["index": 0, "delta": delta, "logprobs": tokens, "finish_reason": finish]
        ]
      ])
  }

  private func head(_ object: String, _ rest: JSONValue) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(name: "id", value: .string(id)), .init(name: "object", value: .string(object)),
      .init(name: "created", value: .integer(created)), .init(name: "model", value: .string(model)),
    ]
    if case .object(let more) = rest { members += more }
    return .object(members)
  }
}
