import RLCore

/// A question about the generated world, before it is put into words.
package enum WorldQuestion: Sendable, Equatable {
  /// `For Kara name the place of its person.`: from an entity over one kind to another.
  case bridge(from: Int, first: EntityKind, second: EntityKind)
  /// `For the older of Kara and Tavi name its place.`: of the one of two entities that is older, or younger.
  case comparison(Int, Int, isOlder: Bool, kind: EntityKind)

  /// Share of questions that compare, as in HotpotQA.
  static let comparisonShare: Float = 0.2
}

extension GeneratedWorld {
  /// Draws a question that has one answer, which is not named in it.
  package func question(using generator: inout SeededGenerator) -> WorldQuestion {
    while true {
      let question = draw(using: &generator)
      switch question {
      case .bridge(let source, _, _): if answer(to: question) != source { return question }
      case .comparison(let one, let other, _, _):
        let isTold = [one, other].contains(answer(to: question))
        if !isTold, entities[one].year != entities[other].year { return question }
      }
    }
  }

  private func draw(using generator: inout SeededGenerator) -> WorldQuestion {
    let kinds = code.kinds
    let source = generator.index(below: entities.count)
    let order = generator.permutation(of: kinds.count)
    if generator.uniform() >= WorldQuestion.comparisonShare {
      return .bridge(from: source, first: kinds[order[0]], second: kinds[order[1]])
    }
    // Things of the same kind are compared.
    let steps = entities.count / kinds.count
    let other = (source + kinds.count * (1 + generator.index(below: steps - 1))) % entities.count
    return .comparison(
      source, other, isOlder: generator.uniform() < 0.5, kind: kinds[order[0]])
  }

  /// The entity that is asked for.
  package func answer(to question: WorldQuestion) -> Int {
    switch question {
    case .bridge(let source, let first, let second):
      relation(of: relation(of: source, to: first), to: second)
    case .comparison(let one, let other, let isOlder, let kind):
      relation(of: subject(of: one, other, isOlder: isOlder), to: kind)
    }
  }

  /// Which of two entities is the older, or the younger.
  package func subject(of one: Int, _ other: Int, isOlder: Bool) -> Int {
    (entities[one].year < entities[other].year) == isOlder ? one : other
  }

  func text(of question: WorldQuestion) -> String {
    switch question {
    case .bridge(let source, let first, let second):
      "For \(entities[source].name) name the \(second.rawValue) of its \(first.rawValue)."
    case .comparison(let one, let other, let isOlder, let kind):
      "For the \(isOlder ? "older" : "younger") of \(entities[one].name) and "
        + "\(entities[other].name) name its \(kind.rawValue)."
    }
  }

  /// The question as the dataset has it: with the paragraphs that it rests on among others, ten if
  /// not told otherwise; the split goes into its name.
  package func item(
    for question: WorldQuestion, split: TaskSplit, paragraphs: Int = 10,
    using generator: inout SeededGenerator
  ) -> HotpotItem {
    let text = text(of: question)
    let (needed, facts, type) = support(of: question)
    let others = generator.permutation(of: entities.count).filter { !needed.contains($0) }
    var context = needed + others.prefix(max(paragraphs - needed.count, 0))
    context = generator.permutation(of: context.count).map { context[$0] }
    let letters = code.kinds.map { "\($0.rawValue.prefix(2))" }.joined()
    return HotpotItem(
      id: "\(split.rawValue)-\(text.replacing(" ", with: "-"))-\(letters)", question: text,
      answer: entities[answer(to: question)].name, type: type, level: "hard",
      supportingFacts: facts, context: context.map(paragraph(of:)))
  }

  /// The entities whose paragraphs the answer rests on, and the sentences in them.
  private func support(
    of question: WorldQuestion
  ) -> (needed: [Int], facts: [SupportingFact], type: String) {
    let sentence = { (kind: EntityKind) in 1 + (code.kinds.firstIndex(of: kind) ?? 0) }
    func fact(_ entity: Int, _ sentence: Int) -> SupportingFact {
      SupportingFact(title: entities[entity].name, sentence: sentence)
    }
    switch question {
    case .bridge(let source, let first, let second):
      let middle = relation(of: source, to: first)
      return (
        middle == source ? [source] : [source, middle],
        [fact(source, sentence(first)), fact(middle, sentence(second))], "bridge"
      )
    case .comparison(let one, let other, let isOlder, let kind):
      let year = 1 + code.kinds.count
      let subject = subject(of: one, other, isOlder: isOlder)
      return (
        [one, other], [fact(one, year), fact(other, year), fact(subject, sentence(kind))],
        "comparison"
      )
    }
  }
}
