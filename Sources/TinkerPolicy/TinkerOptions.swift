import RLCore

/// How training servers are asked.
package struct TinkerOptions: Sendable, Equatable {
  /// The folder with the vocabulary; empty takes the model's own, where its name is a folder here.
  package var tokenizer = ""
  /// The environment variable with the key; empty sends none.
  package var keyVariable = ""
  /// Of the low-rank adapter that is trained; 0 trains all weights, where the server can.
  package var rank = 8
  package var reduction = LossReduction.sum
  package var sendsWeights = true

  package init() {}
}

extension TinkerOptions: DescribedOptions {
  package static let descriptions: [OptionDescription<Self>] = [
    .text(
      "tokenizer", \.tokenizer, mayBeEmpty: true,
      "folder with the model's vocabulary; empty: policy.model, where that is a folder here"
    ).namingFile(),
    .text(
      "key_variable", \.keyVariable, mayBeEmpty: true,
      "environment variable with the server's key; empty sends none"),
    .integer("rank", \.rank, in: 0...1024, "of the adapter that is trained; 0 trains all weights"),
    .word(
      "reduction", \.reduction,
      "how the server adds losses up: sum, or mean as SkyRL's backend on JAX does"),
    .flag(
      "weights", \.sendsWeights,
      "whether ratio losses are sent which tokens count; hosted services do not want it"),
  ]
}
