import RLCore

extension HotpotQA {
  /// What is asked, what is searched, and how much of it is shown.
  package struct Options: Sendable, Equatable {
    /// A file of questions; empty for the generated world.
    package var tasks = ""
    /// A file of paragraphs to search instead of the questions' own; empty for none.
    package var corpus = ""
    /// Paragraphs that a search shows; 0 takes 5, as officially, and 1 in the generated world.
    package var topK = 0
    /// Characters that are shown of each.
    package var snippetLength = 300
    /// Turns of an attempt, the answer among them.
    package var budget = 5
    /// Kinds of entities in the generated world, and relations of each.
    package var relations = 4
    /// The folder that keeps search indexes; empty builds them in memory.
    package var index = ""
    /// Files of words for a language model: `PromptSet.shipped`, or a folder; empty for none.
    package var prompts = ""
    /// Example turns that a language model is shown.
    package var examples = 0

    package init() {}

    var limits: HotpotLimits {
      let usual = tasks.isEmpty ? Self.worldTopK : HotpotLimits().topK
      return HotpotLimits(
        budget: budget, topK: topK > 0 ? topK : usual, snippetLength: snippetLength)
    }

    /// - Throws: `HotpotError` that names the option to change.
    func check() throws(HotpotError) {
      guard Self.budgets.contains(budget) else {
        throw .outOfRange("budget", budget, Self.budgets)
      }
      guard Self.results.contains(topK) else { throw .outOfRange("top_k", topK, Self.results) }
      guard Self.lengths.contains(snippetLength) else {
        throw .outOfRange("snippet_length", snippetLength, Self.lengths)
      }
      guard RelationCode.counts.contains(relations) else {
        throw .outOfRange("relations", relations, RelationCode.counts)
      }
      if tasks.isEmpty && !corpus.isEmpty { throw .corpusWithoutQuestions(corpus) }
    }

    private static let worldTopK = 1
    package static let budgets = 1...100
    /// As the official tool allows.
    package static let results = 0...50
    package static let lengths = 1...100_000
  }
}

extension HotpotQA.Options: DescribedOptions {
  package static let descriptions: [OptionDescription<Self>] = [
    .text("tasks", \.tasks, mayBeEmpty: true, "file of questions; empty makes a world")
      .namingFile(),
    .text("corpus", \.corpus, mayBeEmpty: true, "file of paragraphs to search instead")
      .namingFile(),
    .integer("top_k", \.topK, in: results, "results of a search; 0 takes 5, or 1 there"),
    .integer("snippet_length", \.snippetLength, in: lengths, "characters shown of each"),
    .integer("budget", \.budget, in: budgets, "turns of an attempt"),
    .integer(
      "relations", \.relations, in: RelationCode.counts, "hidden relations of the made world"),
    .text(
      "prompts", \.prompts, mayBeEmpty: true,
      "words for a language model: \"shipped\", or a folder; empty: plain ones"
    ).addedLater().namingFile(),
    .integer("examples", \.examples, in: 0...100, "example turns that it is shown of these")
      .addedLater(),
  ]
}

/// Why questions cannot be asked; the words name the keys of a configuration.
package enum HotpotError: UnmetOptions, Equatable {
  case outOfRange(String, Int, ClosedRange<Int>)
  case corpusWithoutQuestions(String)
  case promptsWithoutQuestions
  case tooFewQuestions(file: String, usable: Int, broken: [TaskFileProblem])

  package var description: String {
    switch self {
    case .outOfRange(let key, let value, let range):
      "hotpotqa.\(key) is \(value). Set it within \(range.lowerBound) to \(range.upperBound)."
    case .corpusWithoutQuestions(let corpus):
      "The generated world has its own paragraphs, so \(corpus) is of no use to it. Name a file of "
        + "questions in hotpotqa.tasks, or leave hotpotqa.corpus empty."
    case .promptsWithoutQuestions:
      "The generated world speaks in the words that a small model learnt, so hotpotqa.prompts is of "
        + "no use to it. Name a file of questions: --set hotpotqa.tasks=FILE"
    case .tooFewQuestions(let file, let usable, let broken):
      TaskFileProblem.words(
        "\(file): It has \(usable) question\(usable == 1 ? "" : "s") that can be used, but "
          + "training and measuring need one each. Correct its items or name another file.", broken)
    }
  }
}
