import ClaimReading
import RLCore

extension HotpotTask {
  package var hiddenTruth: TaskTruth {
    var truth = TaskTruth()
    truth.answer = item.answer
    switch wording {
    case .compact(let relations):
      // The rules are the truth in words: "maker: person. home: place. …"
      for sentence in trueRules.split(separator: ".") {
        let words = sentence.split { $0 == ":" || $0 == " " }.map(String.init)
        guard words.count == 2 else { continue }
        truth.symbols[words[0]] = words[1]
      }
      truth.symbolCount = relations
      truth.lexicon = .relations
      truth.causes = Self.causes
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
      [
        "answer was wrong", "answered wrong", "wrong answer", "answer is wrong", "was incorrect",
        "incorrect",
      ]),
    TaskTruth.Cause("right", ["was right", "answered right", "was correct", "is correct"]),
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
      // The small language has no word for not having searched.
      let isCompact = if case .compact = wording { true } else { false }
      evidence.cause = searched || isCompact ? "wrong" : "no search"
    case .planned, .moved, .blocked, .invalid: break
    }
    evidence.symbols = seenRelations(in: turns)
    return evidence
  }

  /// The relations that the attempt has seen lead to something whose kind it has seen too.
  private func seenRelations(in turns: [Turn]) -> Set<String> {
    guard case .compact = wording else { return [] }
    var seen: Set<String> = []
    var kinds: [String: String] = [:]
    var leads: [(relation: String, name: String)] = []
    let words = turns.flatMap { $0.observation.split(separator: " ").map(String.init) }
    let known = Set(EntityKind.allCases.map(\.rawValue))
    for (place, word) in words.enumerated() {
      // "Kara is a film", and "maker Tavi".
      if place >= 3, known.contains(word), WorldNames.known.contains(words[place - 3]) {
        kinds[words[place - 3]] = word
      }
      if place >= 1, RelationCode.names.contains(words[place - 1]), WorldNames.known.contains(word)
      {
        leads.append((words[place - 1], word))
      }
    }
    // A wrong answer is told what kind of thing it names.
    if case .answer(let answer)? = turns.last?.action.flatMap(HotpotCall.init(reading:)) {
      kinds[answer] = kinds[answer] ?? "told"
    }
    for (relation, name) in leads where kinds[name] != nil { seen.insert(relation) }
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
    lexicon.add(.noun, ["team"], "team, squad")
    lexicon.links = [
      "leads", "lead", "points", "point", "gives", "give", "names", "name", "links", "link",
      "contains", "holds", "for", "get", "gets", "find", "finds", "reach", "reaches", "tells",
      "relation", "refers", "goes", "take", "follow", "use",
    ]
    return lexicon
  }()
}
