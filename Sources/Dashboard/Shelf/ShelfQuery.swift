import TerminalUI

/// What a filter of runs understands; side by side, all must hold.
///
///     live finished         states; kind:preset, kind:sample, kind:run …
///     task:lake method:erl  words of a column
///     heldout>=.9 step>20   numbers
///     !task:lake            ! or - in front of anything is its opposite
///     words                 in name, task, method or state
struct ShelfQuery: Sendable {
  static let examples = [
    "live", "finished", "kind:run", "kind:sample", "kind:preset", "task:", "method:", "heldout>",
    "step>",
  ]

  private let words: [Substring]

  init(_ text: String) { words = text.lowercased().split(separator: " ") }

  func matches(_ entry: ShelfEntry) -> Bool { words.allSatisfy { Self.holds($0, of: entry) } }

  private static func holds(_ word: Substring, of entry: ShelfEntry) -> Bool {
    if let first = word.first, "!-".contains(first), word.count > 1 {
      return !holds(word.dropFirst(), of: entry)
    }
    if word == "live" { return entry.isLive }
    if let number = number(word, of: entry) { return number }
    if let colon = word.firstIndex(of: ":") {
      let wanted = word[word.index(after: colon)...]
      let column: String? =
        switch word[..<colon] {
        case "task": entry.environment
        case "method": entry.method
        case "kind": entry.kind.name
        case "state": entry.statusText
        case "name": entry.name
        default: nil
        }
      if let column { return wanted.isEmpty || column.lowercased().contains(wanted) }
    }
    return
      "\(entry.name) \(entry.environment) \(entry.method) \(entry.statusText) \(entry.kind.name)"
      .lowercased().contains(word)
  }

  /// Whether a comparison holds; `nil` for words that are none.
  private static func number(_ word: Substring, of entry: ShelfEntry) -> Bool? {
    for sign in ["<=", ">=", "<", ">", "="] {
      guard let place = word.firstRange(of: sign) else { continue }
      let value: Double? =
        switch word[..<place.lowerBound] {
        case "heldout", "held-out": entry.heldOut?.rate
        case "step": entry.step.map(Double.init)
        case "mb", "size": entry.bytes.map { Double($0) / 1_048_576 }
        case "days", "age": entry.age.map { Double($0) / 86400 }
        default: nil
        }
      guard let wanted = Double(word[place.upperBound...]) else { return nil }
      guard let value else { return false }
      return switch sign {
      case "<=": value <= wanted
      case ">=": value >= wanted
      case "<": value < wanted
      case ">": value > wanted
      default: value == wanted
      }
    }
    return nil
  }

  /// What the last word of a line may become.
  static func completions(of text: String, tasks: [String]) -> [String] {
    let last = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let head = text.dropLast(last.count)
    let words = examples + tasks.map { "task:\($0)" } + ["method:erl", "method:rlvr"]
    guard !last.isEmpty else { return [] }
    return words.filter { $0.hasPrefix(last) && $0 != last }.map { head + $0 }
  }
}
