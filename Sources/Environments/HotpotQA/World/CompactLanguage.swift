import RLCore

/// The language of attempts in the generated world: every word is one token.
///
///     For Kara name the place of its person. Advice: none. Turn:
///         ⟨nothing is known of it yet so now I search Kara⟩
///     Found: Kara is a film with maker Tavi and home Pelu and owner Mira from 1954. Turn:
///         ⟨Kara has a person maker Tavi so now I search Tavi⟩
///     Found: Tavi is a person with … and home Lano … from 1961. Turn:
///         ⟨Tavi has a place home Lano so the answer is Lano⟩
///     You are wrong. It is a film. Memory: none. Reflection:   ⟨maker: person. Maybe home: …⟩
///
/// What the policy writes stands in ⟨⟩. Before a call it says whose paragraph it reads, which kind
/// it looks for, and which relation leads where; the environment hears the call and its last word.
///
/// What belongs together stands together (`person maker Tavi`), because a model of this size looks
/// up neighbours long before it learns to look across words.
package enum CompactLanguage {
  /// Words of a turn: what is known, then the call.
  static let turnWords = 11

  /// What a relation leads to, which each later turn begins with.
  package static func step(
    from name: String, to kind: String, _ relation: String, _ target: String
  ) -> String { "\(name) has a \(kind) \(relation) \(target)" }

  /// The turns, all of the same length.
  package static func firstSearch(_ name: String) -> String {
    "nothing is known of it yet so now I search \(name)"
  }

  package static func search(_ step: String, _ name: String) -> String {
    "\(step) so now I search \(name)"
  }

  package static func answer(_ step: String, _ name: String) -> String {
    "\(step) so the answer is \(name)"
  }

  /// The turn of somebody who was told the answer.
  package static func toldAnswer(_ name: String) -> String {
    answer("the advice tells it to me", name)
  }

  private static let kinds = EntityKind.allCases.map(\.rawValue)

  package static let language = ClosedLanguage(
    symbols: RelationCode.names, names: WorldNames.all,
    told: [
      "For the older of and younger name its place.", "Advice:", "Turn:", "Found:", "nothing.",
      firstSearch("nothing."), "has a", answer("", ""), toldAnswer("nothing."),
      "is a with # and # from", "You are right.", "Partly right.",
      "You are wrong. It is a", "Time is up.", "You did nothing.", "Memory:", "Reflection:",
      "Try again.",
    ] + kinds + kinds.map { "\($0)." } + WorldNames.years.map { "\($0)." },
    phrasebook: phrasebook, noteLength: 64)

  /// What notes about the world can say; "%" is a name.
  static let phrasebook = Phrasebook(
    facts: sentences { ["#: \($0).", "The # is a \($0).", "The # gives a \($0)."] },
    guesses: sentences {
      ["Maybe #: \($0).", "The # may be a \($0).", "I think the # is a \($0)."]
    },
    orders: sentences { ["For a \($0) take the #."] },
    endings: [
      "right": ["The answer was right.", "I answered right."],
      "partly": ["The answer was partly right."],
      "wrong": ["The answer was wrong.", "I answered wrong."],
      "timeout": ["I ran out of turns.", "Time was up."],
      "told": ["% is the answer.", "Just answer % again."],
    ],
    unknown: ["I do not know the #.", "The # is unclear."],
    vague: ["Read with care.", "Search first.", "Try another way.", "Follow every step."])

  private static func sentences(_ make: (String) -> [String]) -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: kinds.map { ($0, make($0)) })
  }

  /// A note as it stands in a conversation.
  static func note(_ text: String?, translating: (String) -> String) -> String {
    guard let text, !text.isEmpty else { return ClosedLanguage.nothing }
    return language.note(language.isOwn(text) ? text : translating(text))
  }
}
