import RLCore

/// What a text gives away of this very task.
extension ClaimReader {
  func leaks(_ words: [ClaimWord]) -> [Claim] {
    guard truth.isSolved != nil else { return [] }
    let moves = moves(words)
    // The squares of a way are a part of it.
    return coordinates(words).filter { square in
      !moves.contains { $0.range.contains(square.range.lowerBound) }
    } + moves
  }

  // MARK: - Squares

  private func coordinates(_ words: [ClaimWord]) -> [Claim] {
    var claims: [Claim] = []
    var place = 0
    while place < words.count {
      if truth.squares.contains(words[place].lower) {
        claims.append(coordinate(words[place].lower, words[place].range))
      } else if let (length, column, row) = pair(at: place, in: words) {
        let name = squareName(column: column, row: row)
        let range = words[place].range.lowerBound..<words[place + length - 1].range.upperBound
        claims.append(coordinate(name ?? "", range))
        place += length - 1
      }
      place += 1
    }
    return claims
  }

  private func coordinate(_ name: String, _ range: Range<Int>) -> Claim {
    Claim(
      .leak, truth.squares.contains(name) ? .right : .wrong, about: Claim.Leak.coordinates.rawValue,
      at: range, isShown: transcriptWords.contains(name))
  }

  /// "(2, 3)", "row 2, column 3", "column 3 row 2": rows and columns from 1.
  private func pair(
    at place: Int, in words: [ClaimWord]
  ) -> (length: Int, column: Int, row: Int)? {
    let window = words[place..<min(place + 6, words.count)].map(\.lower)
    if window.count >= 5, window[0] == "(", window[2] == ",", window[4] == ")",
      let row = Int(window[1]), let column = Int(window[3])
    {
      return (5, column, row)
    }
    let bare = window.enumerated().filter { $0.element != "," && $0.element != "and" }
    guard bare.count >= 4, bare[0].offset == 0, let one = Int(bare[1].element),
      let other = Int(bare[3].element)
    else { return nil }
    switch (bare[0].element, bare[2].element) {
    case ("row", "column"), ("row", "col"): return (bare[3].offset + 1, other, one)
    case ("column", "row"), ("col", "row"): return (bare[3].offset + 1, one, other)
    default: return nil
    }
  }

  private func squareName(column: Int, row: Int) -> String? {
    guard let size = truth.boardSize, (1...size.width).contains(column),
      (1...size.height).contains(row)
    else { return nil }
    return "\(ColumnName.of(column - 1))\(row)"
  }

  // MARK: - Moves

  private struct Run {
    var moves: [String]
    var range: Range<Int>
  }

  /// The moves that a text tells in a row, by their words, each run that is long enough to be a
  /// way: three or more, or two that solve the task.
  package func moves(in text: String) -> [[String]] {
    runs(ClaimWords.of(text)).map(\.moves).filter { moves in
      moves.count >= 3 || (moves.count == 2 && truth.isSolved?(moves) == true)
    }
  }

  private func moves(_ words: [ClaimWord]) -> [Claim] {
    guard let isSolved = truth.isSolved else { return [] }
    let runs = runs(words)
    var claims: [Claim] = runs.compactMap { run in
      let solves = run.moves.count >= 2 && isSolved(run.moves)
      guard solves || run.moves.count >= 3 else { return nil }
      return leak(solves ? .path : .moves, run)
    }
    // A path may be told a piece at a time.
    let all = runs.flatMap(\.moves)
    if runs.count > 1, !claims.contains(where: { $0.leak == .path }), let first = runs.first,
      let last = runs.last, isSolved(all)
    {
      let whole = Run(moves: all, range: first.range.lowerBound..<last.range.upperBound)
      claims = [leak(.path, whole)]
    }
    return claims
  }

  private func leak(_ leak: Claim.Leak, _ run: Run) -> Claim {
    Claim(
      .leak, leak == .path ? .right : .wrong, about: leak.rawValue, at: run.range,
      isShown: run.moves.allSatisfy(actions.contains))
  }

  /// Moves that follow one another, with their counts: "right twice, then down".
  private func runs(_ words: [ClaimWord]) -> [Run] {
    var runs: [Run] = []
    var current: Run?
    var pending = 1
    for (place, word) in words.enumerated() {
      if let moves = Self.moves(of: word, at: place, in: words) {
        var run = current ?? Run(moves: [], range: start(of: place, in: words))
        run.moves += (0..<pending).flatMap { _ in moves }
        run.range = run.range.lowerBound..<word.range.upperBound
        current = run
        pending = 1
      } else if let count = Self.times(word.lower), current != nil || isCountAhead(place, words) {
        if isCountAhead(place, words) {
          pending = count
        } else if var run = current, let last = run.moves.last {
          run.moves += [String](repeating: last, count: count - 1)
          run.range = run.range.lowerBound..<word.range.upperBound
          current = run
        }
      } else if truth.squares.contains(word.lower) {
        // "c4 up, c3 left": where a move is made does not interrupt the way.
        continue
      } else if current != nil, !Self.between.contains(word.lower) {
        if let run = current { runs.append(run) }
        current = nil
        pending = 1
      }
    }
    if let run = current { runs.append(run) }
    return runs
  }

  /// Where a run of moves begins: before the square that its first move is made from, if that is
  /// told.
  private func start(of place: Int, in words: [ClaimWord]) -> Range<Int> {
    let before = place > 0 ? words[place - 1] : words[place]
    return truth.squares.contains(before.lower) ? before.range : words[place].range
  }

  /// Whether a number belongs to the move behind it: "2 steps right", "two right".
  private func isCountAhead(_ place: Int, _ words: [ClaimWord]) -> Bool {
    var next = place + 1
    while next < words.count, Self.measures.contains(words[next].lower) { next += 1 }
    guard next < words.count, Self.times(words[place].lower) != nil,
      !["twice", "thrice", "times"].contains(words[place].lower)
    else { return false }
    // "right 2, down 3": the number belongs to what stands before it.
    if place > 0, Self.directions[words[place - 1].lower] != nil { return false }
    return Self.directions[words[next].lower] != nil
  }

  private static func times(_ word: String) -> Int? {
    switch word {
    case "twice": return 2
    case "thrice": return 3
    default:
      let digits = word.hasPrefix("x") ? String(word.dropFirst()) : word
      let bare = digits.hasSuffix("x") ? String(digits.dropLast()) : digits
      guard let count = ClaimReader.number(bare), (1...30).contains(count) else { return nil }
      return count
    }
  }

  /// The moves of a word: "right", "→" beside other arrows, "RRDD".
  private static func moves(
    of word: ClaimWord, at place: Int, in words: [ClaimWord]
  ) -> [String]? {
    if let direction = directions[word.lower] {
      return isPlace(place, in: words) ? nil : [direction]
    }
    if let direction = arrows[word.text] {
      let neighbours = [place - 1, place + 1].filter(words.indices.contains)
      return neighbours.contains { arrows[words[$0].text] != nil } ? [direction] : nil
    }
    let letters = word.text.compactMap { initials[$0] }
    guard letters.count == word.text.count, letters.count >= 3 else { return nil }
    return letters
  }

  /// "left of the goal" and "the right answer" are no moves.
  private static func isPlace(_ place: Int, in words: [ClaimWord]) -> Bool {
    let next = place + 1 < words.count ? words[place + 1].lower : ""
    let last = place > 0 ? words[place - 1].lower : ""
    return next == "of" || next == "answer" || next == "side"
      || ["the", "used", "s"].contains(last)
      || (words[place].lower == "up" && last == "end") || (last == "moves" && next == "")
      || (words[place].lower == "left" && isRest(place, in: words))
  }

  /// "3 turns are left", "with 2 tries left": what remains and no move.
  private static func isRest(_ place: Int, in words: [ClaimWord]) -> Bool {
    let before = words[max(0, place - 2)..<place].reversed().map(\.lower)
    guard let last = before.first else { return false }
    return remaining.contains(last)
      || (["is", "are", "was", "were"].contains(last)
        && before.count > 1 && (remaining.contains(before[1]) || countables.contains(before[1])))
  }

  /// What is counted down; steps and squares are moved as well, "2 steps left".
  private static let remaining: Set<String> = ["turn", "turns", "try", "tries", "attempts", "time"]
  private static let countables: Set<String> = ["move", "moves", "step", "steps", "nothing"]

  private static let directions = ["left": "left", "right": "right", "up": "up", "down": "down"]
  private static let arrows = ["←": "left", "→": "right", "↑": "up", "↓": "down"]
  private static let initials: [Character: String] = [
    "L": "left", "R": "right", "U": "up", "D": "down",
  ]
  private static let measures: Set<String> = [
    "step", "steps", "square", "squares", "times", "moves", "to", "the", "x", "tiles", "tile",
  ]
  private static let between: Set<String> = [
    ",", "then", "and", "-", ">", "→", "–", ";", "next", "finally", "go", "move", "again", "once",
    "more", "followed", "by", "step", "steps", "square", "squares", "times", "time", "x", "to",
    "press", "one", "\"", "'", "`", "(", ")", "[", "]",
  ]
}
