/// One question of HotpotQA with the paragraphs that come with it.
package struct HotpotItem: Sendable, Equatable {
  package var id: String
  package var question: String
  /// The true answer, which no observation of an agent ever names as such.
  package var answer: String
  /// Other answers that are as right.
  package var aliases: [String] = []
  /// "bridge" or "comparison".
  package var type: String
  package var level: String
  package var supportingFacts: [SupportingFact]
  package var context: [Paragraph]
  /// What is to be played, or `nil` where the item does not say.
  package var actions: [String]?

  package init(
    id: String, question: String, answer: String, type: String, level: String,
    supportingFacts: [SupportingFact], context: [Paragraph], actions: [String]? = nil
  ) {
    self.id = id
    self.question = question
    self.answer = answer
    self.type = type
    self.level = level
    self.supportingFacts = supportingFacts
    self.context = context
    self.actions = actions
  }
}

extension HotpotItem {
  /// Every right answer, the one to show first.
  package var answers: [String] { [answer] + aliases }
}

/// A sentence that the answer rests on.
package struct SupportingFact: Sendable, Equatable {
  package var title: String
  /// Counts the sentences of the paragraph, from 0.
  package var sentence: Int

  package init(title: String, sentence: Int) {
    self.title = title
    self.sentence = sentence
  }
}

/// Some text under a title: what a search finds.
package struct Paragraph: Sendable, Hashable {
  package var title: String
  package var sentences: [String]

  package init(title: String, sentences: [String]) {
    self.title = title
    self.sentences = sentences
  }

  /// Sentences carry their own leading spaces, as the dataset has them.
  package var text: String { sentences.joined() }
}
