import Basics
import RLCore

/// What a server is asked to draw.
enum SamplingBody {
  /// - Parameters:
  ///   - prompt: the tokens that are continued.
  ///   - source: the key and the name of the weights.
  ///   - most: the most tokens that are drawn.
  ///   - sampling: how they are drawn.
  ///   - seed: decides the draws.
  ///   - stop: the token that ends the turn.
  ///   - scoresPrompt: whether the prompt's own log-probabilities are wanted.
  /// - Returns: the body of the request.
  static func json(
    _ prompt: [Int32], from source: (key: String, name: String), most: Int,
    _ sampling: SamplingParameters, seed: Int, stop: Int32?, scoresPrompt: Bool = false
  ) -> JSONValue {
    var parameters: [JSONValue.Member] = [
      .init(name: "max_tokens", value: .integer(most)),
      .init(name: "temperature", value: .number(Double(sampling.temperature))),
      .init(name: "top_p", value: .number(Double(sampling.topP))),
      .init(name: "top_k", value: .integer(sampling.topK > 0 ? sampling.topK : -1)),
      .init(name: "seed", value: .integer(seed)),
    ]
    if let stop { parameters.append(.init(name: "stop", value: [.integer(Int(stop))])) }
    return .object([
      .init(name: source.key, value: .string(source.name)),
      .init(name: "num_samples", value: 1),
      .init(
        name: "prompt",
        value: [
          "chunks": [
            ["type": "encoded_text", "tokens": .array(prompt.map { .integer(Int($0)) })]
          ]
        ]),
      .init(name: "sampling_params", value: .object(parameters)),
      .init(name: "prompt_logprobs", value: .boolean(scoresPrompt)),
      .init(name: "topk_prompt_logprobs", value: 0), .init(name: "type", value: "sample"),
    ])
  }
}
