import RLCore

/// How servers are asked.
package struct ChatOptions: Sendable, Equatable {
  /// The environment variable with the key; empty takes OPENAI_API_KEY, for OpenAI's own host only.
  package var keyVariable = ""
  /// A file of mode 600 with a line for each host: HOST KEY.
  package var keyFile = ""
  /// Requests under way at the same time; 0 finds out how many the server gains from.
  package var atOnce = 0
  /// Seconds that an answer may take.
  package var patience = 600.0
  /// Failures in a row after which the run waits for the server.
  package var failures = 4
  /// The most tokens of a reply; 0 takes what the world allows.
  package var replyTokens = 0
  package var logProbabilities = Asking.auto
  /// Whether replies arrive word by word.
  package var stream = false

  /// Whether something is asked for that not every server has.
  package enum Asking: String, Sendable, CaseIterable {
    /// Asks once, and no more where there is none.
    case auto
    case off
  }

  package init() {}
}

extension ChatOptions: DescribedOptions {
  package static let descriptions: [OptionDescription<Self>] = [
    .text(
      "key_variable", \.keyVariable, mayBeEmpty: true,
      "environment variable with the key; empty: OPENAI_API_KEY, for api.openai.com only"),
    .text(
      "key_file", \.keyFile, mayBeEmpty: true,
      "file of mode 600 with keys, a line each: HOST KEY"),
    .integer(
      "at_once", \.atOnce, in: 0...256, "requests under way; 0 finds out what the server gains from"
    )
    .withoutEffect(),
    .number("patience", \.patience, in: 1...86_400, "seconds that an answer may take")
      .withoutEffect(),
    .integer("failures", \.failures, in: 1...100, "failures in a row until the run waits")
      .withoutEffect(),
    .integer(
      "reply_tokens", \.replyTokens, in: 0...1_000_000,
      "most tokens of a reply; 0: as the world allows"),
    .word("logprobs", \.logProbabilities, "auto: log-probabilities where the server has them"),
    .flag("stream", \.stream, "whether replies arrive word by word").withoutEffect(),
  ]
}
