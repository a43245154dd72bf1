import ClaimReading
import RLCore

/// One question and what is searched for its answer.
package struct HotpotTask: TaskWithTruth {
  package let item: HotpotItem
  let retriever: any Retriever
  let wording: HotpotWording
  let limits: HotpotLimits
  package let trueRules: String
  /// The files that plain words are from; `nil` takes the world's own.
  package var prompts: PromptSet?

  package init(
    _ item: HotpotItem, retriever: any Retriever, wording: HotpotWording,
    limits: HotpotLimits = HotpotLimits(), trueRules: String
  ) {
    self.item = item
    self.retriever = retriever
    self.wording = wording
    self.limits = limits
    self.trueRules = trueRules
  }

  package var id: String { item.id }

  package var board: [String] { [] }

  /// As it is called in the official prompts; what is read of its calls is in `HotpotCall`.
  package var tools: [ToolDescription] {
    guard prompts != nil else { return [] }
    return [
      ToolDescription(
        "local_search", "Searches the documents for what a question needs.",
        parameters: [.init("query", "The words to search for.")])
    ]
  }

  package func begin(generator: SeededGenerator) -> any EnvironmentEpisode { attempt() }

  /// An attempt that answers at once, for whoever plays without waiting.
  package func attempt() -> HotpotEpisode { HotpotEpisode(task: self) }

  package func parse(reflection text: String) -> ParsedReflection {
    switch wording {
    case .plain: PlainNotes.parse(text)
    case .compact: compactNote(text)
    }
  }
}

/// How much an attempt may ask for, and how much it is shown.
package struct HotpotLimits: Sendable, Equatable {
  /// Turns of an attempt, the answer among them.
  package var budget = 5
  /// Paragraphs that a search shows.
  package var topK = 5
  /// Characters that are shown of each.
  package var snippetLength = 300

  package init() {}

  package init(budget: Int, topK: Int, snippetLength: Int) {
    self.budget = budget
    self.topK = topK
    self.snippetLength = snippetLength
  }
}
