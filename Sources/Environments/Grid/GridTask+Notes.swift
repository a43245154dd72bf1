import ClaimReading
import RLCore

/// Notes in compact words: the policy's own as they are, anybody else's in the policy's words.
extension GridTask {
  /// Advice or memory as it stands in a conversation; `none.` where it says nothing.
  func note(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return ClosedLanguage.nothing }
    return Self.language.note(Self.language.isOwn(text) ? text : translated(text))
  }

  /// What a reflection comes to.
  ///
  /// In the closed language it is told as it stands, and is well-formed where it is whole
  /// sentences. In anybody's own English it is read for claims and told in the closed language;
  /// where nothing can be read it is no advice at all.
  func compactNote(_ text: String) -> ParsedReflection {
    if Self.language.isOwn(text) {
      let note = Self.language.note(text)
      return ParsedReflection(
        advice: note == ClosedLanguage.nothing ? "" : note,
        isWellFormed: Self.language.isNote(text))
    }
    let note = translated(text)
    return ParsedReflection(advice: note, isWellFormed: !note.isEmpty)
  }

  package var reflectionForms: [String] {
    Code.Kind.allCases.map { Self.language.fact("X", is: $0.rawValue) }.filter { !$0.isEmpty }
      + [GridWay(steps: [.init(square: 0, direction: .right)]).sentence(in: self)]
  }

  /// The whole truth: what every letter is.
  var compactRules: String {
    zip(Code.letters, code.kinds).map { Self.language.fact($0, is: $1.rawValue) }
      .joined(separator: " ")
  }

  /// What a text claims of letters and moves, in the closed language; empty where nothing is read.
  func translated(_ text: String) -> String {
    let reader = ClaimReader(hiddenTruth, after: [])
    var told: [String: String] = [:]
    var order: [String] = []
    for claim in reader.claims(in: text) where claim.kind == .rule {
      let isDenied = claim.subject.hasPrefix(Claim.denial)
      let letter = isDenied ? String(claim.subject.dropFirst(Claim.denial.count)) : claim.subject
      guard Code.letters.contains(letter),
        let kind = kind(of: isDenied ? opposite(of: claim.said) : claim.said)
      else { continue }
      if told[letter] == nil { order.append(letter) }
      told[letter] = Self.language.sentence(letter, kind, isGuess: claim.isGuess)
    }
    let ways = reader.moves(in: text).compactMap { way($0)?.sentence(in: self) }
    return (order.compactMap { told[$0] } + ways.prefix(1)).joined(separator: " ")
  }

  /// What is meant where these roles are denied.
  ///
  /// What must not be walked on is deadly, and what does not kill can be walked on; of others nothing
  /// follows.
  private func opposite(of roles: [String]) -> [String] {
    let (floor, danger) = (TileRole.floor.rawValue, TileRole.danger.rawValue)
    switch (roles.contains(floor), roles.contains(danger)) {
    case (true, false): return [danger]
    case (false, true): return [floor]
    default: return []
    }
  }

  /// The kind that a claim of some roles means; `nil` where it may be several.
  private func kind(of roles: [String]) -> String? {
    let kinds = Code.Kind.allCases.filter { roles.contains($0.look.role.rawValue) }
    let likelier: [TileRole] = [.floor, .wall]
    return (kinds.count == 1 ? kinds.first : kinds.first { likelier.contains($0.look.role) })?
      .rawValue
  }

  /// The squares that moves lead over from the start, with the move from each.
  private func way(_ moves: [String]) -> GridWay? {
    var square = attempt(generator: SeededGenerator(seed: 0)).position ?? 0
    var way = GridWay()
    for direction in moves.compactMap(GridDirection.init(reading:)) {
      way.steps.append(GridWay.Step(square: square, direction: direction))
      square = destination(of: direction, from: square)
    }
    return way.steps.isEmpty ? nil : way
  }
}

/// A way over a board: which move from which square.
package struct GridWay: Sendable, Equatable {
  package struct Step: Sendable, Equatable {
    package var square: Int
    package var direction: GridDirection

    package init(square: Int, direction: GridDirection) {
      self.square = square
      self.direction = direction
    }
  }

  package var steps: [Step] = []

  package init(steps: [Step] = []) {
    self.steps = steps
  }

  /// `Then c4 up, c3 left.`: the square stands before its move, so that whoever is on one finds
  /// what to do there.
  package func sentence(in task: some GridTask, phrasing: Int = 0) -> String {
    let openings = type(of: task).language.phrasebook.ways
    let words = steps.map { "\(task.name(of: $0.square)) \($0.direction.word)" }
    return "\(openings[phrasing % openings.count]) \(words.joined(separator: ", "))."
  }
}
