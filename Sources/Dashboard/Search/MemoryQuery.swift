import RunModel

/// What a filter of the memory understands; side by side, all must hold.
///
///     live used pinned edited false     what an entry is
///     used>3 won>=.5 step<10 age>5      numbers of its columns; id:4..9 ranges of them
///     #12                               the entry of that number
///     !false                            ! or - in front of anything is its opposite
///     hole "B wins"                     words of its text
struct MemoryQuery: Sendable {
  static let examples = [
    "live", "used", "pinned", "edited", "false", "used>", "won>=", "step>", "age>", "id:",
  ]

  private enum Test: Sendable {
    case text(String)
    case number(String, @Sendable (Double) -> Bool)
  }

  private let tests: [(isWanted: Bool, test: Test)]

  init(_ text: String) {
    tests = Self.words(text.lowercased()).map { word in
      let isDenied = word.count > 1 && (word.hasPrefix("!") || word.hasPrefix("-"))
      let word = isDenied ? String(word.dropFirst()) : word
      return (!isDenied, Self.number(word) ?? .text(word))
    }
  }

  var isEmpty: Bool { tests.isEmpty }

  /// Whether all of it holds of an entry; the age of a live one is counted to a step of the run.
  func matches(_ entry: MemoryEntry, now step: Int) -> Bool {
    tests.allSatisfy { isWanted, test in Self.holds(test, entry, step) == isWanted }
  }

  private static func holds(_ test: Test, _ entry: MemoryEntry, _ step: Int) -> Bool {
    switch test {
    case .number(let column, let holds): value(column, of: entry, step).map(holds) ?? false
    case .text("live"): entry.isLive
    case .text("used"): entry.uses > 0
    case .text("pinned"): entry.isPinned
    case .text("edited"): entry.isEdited
    case .text("false"): entry.saysSomethingFalse
    case .text(let word):
      "#\(entry.id)" == word || "\(entry.id)" == word || entry.text.lowercased().contains(word)
    }
  }

  private static func value(_ column: String, of entry: MemoryEntry, _ step: Int) -> Double? {
    switch column {
    case "used": Double(entry.uses)
    case "won": entry.winRate
    case "step": Double(entry.step)
    case "age": Double(max(0, (entry.end?.step ?? step) - entry.step))
    case "id": Double(entry.id)
    case "episode": Double(entry.episode)
    default: nil
    }
  }

  private static let columns = ["used", "won", "step", "age", "id", "episode"]

  /// A comparison, "used>3"; `nil` for words that are none.
  private static func number(_ word: String) -> Test? {
    // The longer signs first, because they begin with the shorter ones.
    for sign in ["<=", ">=", "<", ">", "=", ":"] {
      guard let place = word.firstRange(of: sign) else { continue }
      let (column, value) = (String(word[..<place.lowerBound]), word[place.upperBound...])
      guard columns.contains(column) else { return nil }
      if sign == ":" || sign == "=", let dots = value.firstRange(of: "..") {
        let (low, high) = (value[..<dots.lowerBound], value[dots.upperBound...])
        guard let least = low.isEmpty ? -.infinity : Double(low),
          let most = high.isEmpty ? .infinity : Double(high)
        else { return nil }
        return .number(column) { $0 >= least && $0 <= most }
      }
      guard let wanted = Double(value), !wanted.isNaN else { return nil }
      return switch sign {
      case "<=": .number(column) { $0 <= wanted }
      case ">=": .number(column) { $0 >= wanted }
      case "<": .number(column) { $0 < wanted }
      case ">": .number(column) { $0 > wanted }
      default: .number(column) { $0 == wanted }
      }
    }
    return nil
  }

  /// Words, and what stands in quotes as one.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    for (place, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      if place.isMultiple(of: 2) {
        words += part.split(separator: " ").map(String.init)
      } else if !part.isEmpty {
        words.append(String(part))
      }
    }
    return words
  }

  /// What the last word of a line may become.
  static func completions(of text: String) -> [String] {
    let last = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let head = text.dropLast(last.count)
    guard !last.isEmpty else { return [] }
    return examples.filter { $0.hasPrefix(last) && $0 != last }.map { head + $0 }
  }
}
