import RLCore

/// A reflection on one attempt.
package struct Reflection: Sendable {
  package enum Author: Sendable, Equatable {
    /// The policy that reflects, whichever that is.
    case reflector
    case person
    /// Nobody: the true rules of the task.
    case oracle
  }

  /// Counts the reflections of a run.
  package internal(set) var id = 0
  package let author: Author
  /// The text that asked for it.
  package let request: String
  package let text: String
  package let parsed: ParsedReflection
  /// The attempt's conversation as history, the request and the reflection, where a policy wrote.
  package let conversation: Conversation?
  /// The memory entry that it started from.
  package let memory: Int?
  /// What it claims about the task of its attempt.
  package internal(set) var claims: [Claim] = []

  package init(
    by author: Author, asked request: String, text: String, parsed: ParsedReflection,
    conversation: Conversation? = nil, memory: Int? = nil
  ) {
    self.author = author
    self.request = request
    self.text = text
    self.parsed = parsed
    self.conversation = conversation
    self.memory = memory
  }

  /// What the policy drew.
  package var completion: Completion? { conversation?.written.first }

  /// Whether the limit on its length cut it off.
  package var isTruncated: Bool { completion?.stopReason == .length }
}

extension Reflection {
  /// What a person wrote, which has no tokens to learn from.
  package init(byPerson text: String, on attempt: Attempt) {
    self.init(
      by: .person, asked: attempt.world.reflectionRequest(memory: nil).text, text: text,
      parsed: attempt.task.parse(reflection: text))
  }

  /// The true rules: the upper bound of what reflecting can do.
  package init(oracleOn attempt: Attempt) {
    let rules = attempt.task.trueRules
    self.init(
      by: .oracle, asked: "", text: rules,
      parsed: ParsedReflection(advice: rules, isWellFormed: true))
  }
}
