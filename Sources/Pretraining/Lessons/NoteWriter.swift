import Environments
import RLCore

/// Writes down what somebody believes, as people write notes: some things are left out, what is not
/// known is guessed or said to be unclear, there are slips, and some notes say nothing at all.
struct NoteWriter<Kind: HiddenKind> {
  /// How an attempt ended, and what that says of the letter that decided it.
  struct Ending {
    var result: String
    var letter: Int?
    var kind: Kind?
  }

  struct Note {
    var sentences: [String] = []
    /// What whoever reads it will believe.
    var said: Belief<Kind>

    var text: String {
      sentences.isEmpty ? ClosedLanguage.nothing : sentences.joined(separator: " ")
    }
  }

  let phrasebook: Phrasebook
  /// Letters that anybody knows at first sight, which are seldom worth a word.
  let plain: Set<Int>
  /// What the order for a kind is about besides, as in "Push B to C".
  var orderTarget: Kind?

  /// Notes on what is known, in the order of letters.
  ///
  /// - Parameters:
  ///   - known: what the writer has seen or remembers.
  ///   - guesses: the same with its gaps filled by guesses.
  ///   - ending: how the attempt ended, if there was one.
  ///   - generator: draws what is left out, guessed and mistaken, and every phrasing.
  /// - Returns: the sentences, and what they say.
  func note(
    known: Belief<Kind>, guesses: Belief<Kind>, ending: Ending?,
    using generator: inout SeededGenerator
  ) -> Note {
    var note = Note(said: .ignorance(letters: known.kinds.count))
    let isVague = generator.uniform() < 0.05
    if let ending, generator.uniform() < (isVague ? 0.5 : 0.85) {
      add(phrasebook.endings[ending.result] ?? [], ending.letter, to: &note, &generator)
      if let letter = ending.letter { note.said.kinds[letter] = ending.kind }
    }
    if isVague {
      add(phrasebook.vague, nil, to: &note, &generator)
      return note
    }
    for letter in known.kinds.indices {
      write(letter, known.kinds[letter], guesses.kinds[letter], in: &note, &generator)
    }
    if generator.uniform() < 0.4 { order(in: &note, &generator) }
    if generator.uniform() < 0.1 { add(phrasebook.vague, nil, to: &note, &generator) }
    return note
  }

  private func write(
    _ letter: Int, _ known: Kind?, _ guess: Kind?, in note: inout Note,
    _ generator: inout SeededGenerator
  ) {
    let isSlip = generator.uniform() < 0.03
    let slip = Kind.allCases.randomElement(using: &generator)
    let draw = generator.uniform()
    if let known {
      guard draw >= (plain.contains(letter) ? 0.6 : 0.1) else { return }
      let kind = isSlip ? slip ?? known : known
      let orders = phrasebook.orders[kind.rawValue]?.filter { !$0.contains("$") } ?? []
      let isOrder = !orders.isEmpty && draw > 0.8
      add(isOrder ? orders : phrasebook.facts[kind.rawValue] ?? [], letter, to: &note, &generator)
      note.said.kinds[letter] = kind
    } else if let guess, draw < 0.65 {
      let kind = isSlip ? slip ?? guess : guess
      add(phrasebook.guesses[kind.rawValue] ?? [], letter, to: &note, &generator)
      note.said.kinds[letter] = kind
    } else if draw < 0.8 {
      add(phrasebook.unknown, letter, to: &note, &generator)
    }
  }

  /// What to do, of what the note says.
  private func order(in note: inout Note, _ generator: inout SeededGenerator) {
    let target = orderTarget.flatMap { kind in note.said.kinds.firstIndex { $0 == kind } }
    for (letter, kind) in note.said.kinds.enumerated() {
      guard let kind, let orders = phrasebook.orders[kind.rawValue],
        let order = orders.randomElement(using: &generator), generator.uniform() < 0.6
      else { continue }
      if order.contains("$"), target == nil { continue }
      let other = target.map { Kind.letters[$0] } ?? ""
      note.sentences.append(Phrasebook.filled(order, Kind.letters[letter], other))
      return
    }
  }

  /// Adds one of several phrasings: mostly the first.
  private func add(
    _ phrasings: [String], _ letter: Int?, to note: inout Note, _ generator: inout SeededGenerator
  ) {
    guard !phrasings.isEmpty else { return }
    let draw = generator.uniform()
    let index = draw < 0.4 ? 0 : generator.index(below: phrasings.count)
    note.sentences.append(
      Phrasebook.filled(phrasings[index], letter.map { Kind.letters[$0] } ?? ""))
  }
}
