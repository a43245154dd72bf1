import RLCore

/// How servers are asked.
package struct ChatOptions: Sendable, Equatable {
  /// The environment variable with the key; empty takes OPENAI_API_KEY, for OpenAI's own host only.
  package var keyVariable = ""
  /// A file of mode 600 with a line for each host: HOST KEY.
  package var keyFile = ""
  /// Headers beside the key, each with the environment variable that holds what it says.
  package var headers = ""
  /// A proxy; empty takes that of the environment.
  package var proxy = ""
  /// A file of certificate authorities; empty takes those of the environment or the system.
  package var authorities = ""
  /// What tokens cost.
  package var prices = TokenPrices()
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
  /// Whether reflections arrive so, to be shown while they are written.
  package var streamReflections = true
  /// Whether the tools of a world are told as such.
  package var tools = Asking.auto

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
    .text(
      "headers", \.headers, mayBeEmpty: true,
      "more headers, each out of a variable: NAME=VARIABLE, NAME=VARIABLE"
    )
    .addedLater().withoutEffect(),
    .text(
      "proxy", \.proxy, mayBeEmpty: true, "http://HOST:PORT; empty: as https_proxy says"
    )
    .addedLater().withoutEffect(),
    .text(
      "authorities", \.authorities, mayBeEmpty: true,
      "PEM file of certificate authorities; empty: SSL_CERT_FILE or the system's"
    )
    .addedLater().withoutEffect(),
    .number(
      "price_read", \.prices.read, in: 0...1e9, "money for a million tokens that are read"
    )
    .addedLater().withoutEffect(),
    .number(
      "price_written", \.prices.written, in: 0...1e9, "the same for tokens that are written"
    )
    .addedLater().withoutEffect(),
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
    .flag(
      "stream_reflections", \.streamReflections, "so for reflections, shown while they are written"
    )
    .addedLater().withoutEffect(),
    .word("tools", \.tools, "auto: the tools of a world are told as such where the server has them")
      .addedLater(),
  ]
}
