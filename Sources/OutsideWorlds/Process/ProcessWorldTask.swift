import ClaimReading
import Environments
import RLCore

/// One task of a world outside.
struct ProcessWorldTask: EnvironmentTask {
  let host: WorldHost
  let place: TaskPlaceInSplit
  let answer: TaskAnswer
  private let truth: TaskTruth?

  init(_ host: WorldHost, at place: TaskPlaceInSplit, _ answer: TaskAnswer) {
    self.host = host
    self.place = place
    self.answer = answer
    truth = answer.truth?.truth(on: answer.board)
  }

  var id: String { answer.name }

  var board: [String] { answer.board }

  var trueRules: String { answer.rules }

  var factCount: Int? { answer.truth?.factCount }

  func begin(generator: SeededGenerator) async throws -> any EnvironmentEpisode {
    var generator = generator
    return try await ProcessWorldEpisode(self, chance: generator.chance())
  }

  func claims(in text: String, after turns: [Turn]) -> [Claim] {
    truth.map { ClaimReader($0, after: turns).claims(in: text) } ?? []
  }

  var reflectionForms: [String] {
    language.map { language in
      language.phrasebook.facts.keys.sorted().map { language.fact("X", is: $0) }
    } ?? []
  }

  /// The language that notes are held to, where the world speaks to a small model and has one.
  var language: ClosedLanguage? {
    host.wording == .compact ? host.card.language?.language : nil
  }

  /// Advice or memory as it stands in a conversation.
  func note(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return host.card.nothing }
    guard let language else { return text }
    return language.note(language.isOwn(text) ? text : translated(text, into: language))
  }

  func parse(reflection text: String) -> ParsedReflection {
    guard let language else { return PlainNotes.parse(text) }
    if language.isOwn(text) {
      let note = language.note(text)
      return ParsedReflection(
        advice: note == ClosedLanguage.nothing ? "" : note,
        isWellFormed: language.isNote(text))
    }
    let note = translated(text, into: language)
    return ParsedReflection(advice: note, isWellFormed: !note.isEmpty)
  }

  /// What a text claims of symbols, in the closed language; empty where nothing is read.
  private func translated(_ text: String, into language: ClosedLanguage) -> String {
    var told: [String: String] = [:]
    var order: [String] = []
    for claim in claims(in: text, after: []) where claim.kind == .rule {
      guard let meaning = meaning(of: claim.said, in: language) else { continue }
      if told[claim.subject] == nil { order.append(claim.subject) }
      told[claim.subject] = language.sentence(claim.subject, meaning, isGuess: claim.isGuess)
    }
    return order.compactMap { told[$0] }.joined(separator: " ")
  }

  /// The meaning of the legend that a claim of some roles says; `nil` where it may be several.
  private func meaning(of roles: [String], in language: ClosedLanguage) -> String? {
    let meanings = Set(
      host.card.legend.filter { roles.contains($0.look.role.rawValue) }.map(\.meaning)
    ).filter { language.phrasebook.facts[$0] != nil }
    return meanings.count == 1 ? meanings.first : nil
  }
}
