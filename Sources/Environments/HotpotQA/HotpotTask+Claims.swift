import ClaimReading
import RLCore

extension HotpotTask {
  package var hiddenTruth: TaskTruth {
    var truth = TaskTruth()
    truth.answer = item.answer
    switch wording {
    case .compact(let relations):
      // The rulebook is the truth in words: "A person B place …".
      let words = trueRules.split(separator: " ").map(String.init)
      for place in stride(from: 0, to: words.count - 1, by: 2) {
        truth.symbols[words[place]] = words[place + 1]
      }
      truth.symbolCount = relations
      truth.lexicon = .relations
    case .plain:
      truth.readsNames = true
      truth.causes = Self.causes
    }
    truth.evidence = { evidence(in: $0) }
    return truth
  }

  private static let causes = [
    TaskTruth.Cause(
      "no search", ["not search", "never searched", "without searching", "no search"]),
    TaskTruth.Cause(
      "partly",
      [
        "partly right", "partially correct", "partly correct", "too long", "not exact",
        "too many words",
      ]),
    TaskTruth.Cause("timeout", GridStatements.timeout.phrases),
    TaskTruth.Cause(
      "wrong",
      ["answer was wrong", "wrong answer", "answer is wrong", "was incorrect", "incorrect"]),
    TaskTruth.Cause("right", ["was right", "was correct", "is correct"]),
  ]

  private func evidence(in turns: [Turn]) -> TaskTruth.Evidence {
    var evidence = TaskTruth.Evidence()
    guard let last = turns.last else { return evidence }
    if case .answer(let answer)? = last.action.flatMap(HotpotCall.init(reading:)) {
      evidence.answer = answer
    }
    switch last.outcome {
    case .solved: evidence.cause = "right"
    case .exhausted: evidence.cause = "timeout"
    case .failed where last.reward > 0: evidence.cause = "partly"
    case .failed:
      let searched = turns.contains { $0.action?.hasPrefix(HotpotCall.searchWord) == true }
      evidence.cause = searched ? "wrong" : "no search"
    case .planned, .moved, .blocked, .invalid: break
    }
    evidence.symbols = seenLetters(in: turns)
    return evidence
  }

  /// The letters that the attempt has seen lead to something whose kind it has seen too.
  private func seenLetters(in turns: [Turn]) -> Set<String> {
    guard case .compact = wording else { return [] }
    var seen: Set<String> = []
    var kinds: [String: String] = [:]
    var leads: [(letter: String, name: String)] = []
    let words = turns.flatMap { $0.observation.split(separator: " ").map(String.init) }
    let known = Set(EntityKind.allCases.map(\.rawValue))
    for (name, word) in zip(words, words.dropFirst()) {
      if known.contains(word), WorldNames.known.contains(name) { kinds[name] = word }
      if RelationCode.letters.contains(name), WorldNames.known.contains(word) {
        leads.append((name, word))
      }
    }
    // A wrong answer is told what kind of thing it names.
    if case .answer(let answer)? = turns.last?.action.flatMap(HotpotCall.init(reading:)) {
      kinds[answer] = kinds[answer] ?? "told"
    }
    for (letter, name) in leads where kinds[name] != nil { seen.insert(letter) }
    return seen
  }
}

extension WorldNames {
  fileprivate static let known = Set(all)
}

extension RoleLexicon {
  /// What people and models call the kinds of things in the generated world.
  static let relations: RoleLexicon = {
    var lexicon = RoleLexicon()
    lexicon.add(.noun, ["person"], "person, people, human, man, woman, someone, individual")
    lexicon.add(.noun, ["place"], "place, location, city, town, country")
    lexicon.add(.noun, ["film"], "film, movie, motion picture")
    lexicon.add(.noun, ["company"], "company, firm, business, corporation, companies")
    lexicon.add(.noun, ["book"], "book, novel")
    lexicon.add(.noun, ["team"], "team, club")
    lexicon.links = [
      "leads", "lead", "points", "point", "gives", "give", "names", "name", "links", "link",
      "contains", "holds", "for", "get", "gets", "find", "finds", "reach", "reaches", "tells",
      "relation", "refers", "goes",
    ]
    return lexicon
  }()
}
