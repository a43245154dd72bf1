import RLCore
import TinyTransformer

/// What is trained of a language model in this process, and how long it may speak.
package struct LoRAOptions: Sendable, Equatable {
  /// Of the adapters; 0 trains all weights instead.
  package var rank = AdapterOptions().rank
  /// What an adapter adds is multiplied by `alpha / rank`.
  package var alpha = AdapterOptions().alpha
  package var targets = AdapterOptions.allTargets
  /// Most tokens of a reply, whatever the world allows; 0 for no such bound.
  package var replyTokens = 0

  package init() {}

  package var training: LargeModel.Training {
    guard rank > 0 else { return .everything }
    return .adapters(AdapterOptions(rank: rank, alpha: alpha, targets: targets), seed: 1)
  }
}

extension LoRAOptions: DescribedOptions {
  package static let descriptions: [OptionDescription<Self>] = [
    .integer(
      "rank", \.rank, in: 0...256,
      "of the adapters; 0 trains all weights, which takes four times the model's memory"),
    .number(
      "alpha", \.alpha, in: 0.01...4096, "what adapters add is multiplied by alpha / rank"),
    OptionDescription(
      "targets",
      allowed: "\"all\", or some of \(AdapterOptions.allTargets.joined(separator: ", ")) with "
        + "spaces between them",
      help: "the matrices of each layer that have adapters"
    ) {
      .text($0.targets == AdapterOptions.allTargets ? all : $0.targets.joined(separator: " "))
    } write: { value, options in
      guard case .text(let text) = value else { return .wrongKind }
      guard let targets = targets(in: text) else { return .notAllowed }
      options.targets = targets
      return nil
    },
    .integer(
      "reply_tokens", \.replyTokens, in: 0...1_000_000,
      "most tokens of a reply; 0: as the world allows"
    )
    .addedLater(),
  ]

  private static let all = "all"

  /// In the order of a layer, whatever order they were named in.
  private static func targets(in text: String) -> [String]? {
    let words = text.split { $0 == " " || $0 == "," }.map(String.init)
    if words == [all] { return AdapterOptions.allTargets }
    let isKnown = words.allSatisfy(AdapterOptions.allTargets.contains)
    return isKnown && !words.isEmpty ? AdapterOptions.allTargets.filter(words.contains) : nil
  }
}
