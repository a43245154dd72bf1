/// A regular expression as tokenizers use them to cut text: classes of scalars, groups,
/// alternatives, greedy repetition and a look ahead.
///
/// It is compiled to steps and matched with a stack of what else there is to try, so alternatives
/// are taken in their order and repetitions as long as they can be, as Oniguruma does.
struct Pattern: Sendable, Equatable {
  enum Step: Sendable, Equatable {
    case one(ScalarClass)
    /// As many as there are, down to the least; at most the last.
    case many(ScalarClass, least: Int, most: Int)
    /// Goes on at the first place and, if that fails, at the second.
    case either(Int, Int)
    case jump(Int)
    /// Goes on at `to` if what follows this step up to its own `end` does (or does not) match here.
    case look(isWanted: Bool, to: Int)
    case end
  }

  let steps: [Step]

  /// What is left to try: a step, and the places from which it may go on, the last one first.
  private struct Choice {
    let step: Int
    let first: Int
    let last: Int
  }

  /// The end of the match that begins at a place; nil if there is none.
  func match(_ text: ArraySlice<UInt32>, at start: Int) -> Int? {
    text.withUnsafeBufferPointer { buffer in
      run(0, buffer, at: start - text.startIndex).map { $0 + text.startIndex }
    }
  }

  private func run(_ first: Int, _ text: UnsafeBufferPointer<UInt32>, at start: Int) -> Int? {
    var choices: [Choice] = []
    var (step, place) = (first, start)
    while true {
      var fails = false
      switch steps[step] {
      case .end: return place
      case .one(let set):
        fails = place >= text.count || !set.contains(text[place])
        (step, place) = (step + 1, place + 1)
      case .many(let set, let least, let most):
        let limit = most < text.count - place ? place + most : text.count
        var end = place
        while end < limit, set.contains(text[end]) { end += 1 }
        fails = end - place < least
        if !fails, end - place > least {
          choices.append(Choice(step: step + 1, first: place + least, last: end - 1))
        }
        (step, place) = (step + 1, end)
      case .either(let one, let other):
        choices.append(Choice(step: other, first: place, last: place))
        step = one
      case .jump(let to): step = to
      case .look(let isWanted, let to):
        fails = (run(step + 1, text, at: place) != nil) != isWanted
        step = to
      }
      if fails {
        guard let choice = choices.popLast() else { return nil }
        (step, place) = (choice.step, choice.last)
        if choice.last > choice.first {
          choices.append(Choice(step: step, first: choice.first, last: choice.last - 1))
        }
      }
    }
  }

  /// The matches in a text from left to right, none of them empty.
  func matches(in text: ArraySlice<UInt32>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = text.startIndex
    while place < text.endIndex {
      if let end = match(text, at: place), end > place {
        found.append(place..<end)
        place = end
      } else {
        place += 1
      }
    }
    return found
  }
}
