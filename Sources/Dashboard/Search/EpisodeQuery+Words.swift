import RunModel
import TerminalUI

/// The words of the language, for completion, help and corrections.
extension EpisodeQuery {
  /// Words that are tests by themselves.
  static let words: [String: Test] = {
    var words: [String: Test] = [
      "flagged": .flagged, "parsed": .parsed, "repeated": .repeated, "alike": .alike,
      "leak": .marked(.leak), "vague": .marked(.vague), "false": .marked(.untrue),
      "true": .truthful,
    ]
    for outcome in EpisodeRecord.Outcome.allCases { words[outcome.rawValue] = .outcome(outcome) }
    return words
  }()

  static let examples = [
    "fixed", "unchanged", "broken", "solved", "failed", "kept", "flagged", "repeated", "false",
    "true",
    "leak", "vague", "claim:C", "claim:\"C hole\"", "alike", "rules<1", "novelty<0.1", "length>20",
    "!parsed", "step:100..200", "group:",
    "episode:", "memory:", "reward<1", "r2>=1", "lift>0",
    "turns>8", "task:", "flag:", "author:human", "bookmark:", "whatif:", "fixed or kept",
    "\"two words\"", "/regular|exp/",
  ]

  static var fields: [String] {
    Field.allCases.map(\.rawValue) + TextField.allCases.map(\.rawValue)
  }

  /// Whole queries that the typed one may become, by its last word.
  static func completions(of text: String, in run: RunState) -> [String] {
    let start = text.lastIndex { $0 == " " || $0 == "(" }.map { text.index(after: $0) }
    let head = text[..<(start ?? text.startIndex)]
    var last = text[(start ?? text.startIndex)...]
    var sign = ""
    if let first = last.first, first == "!" || first == "-" {
      sign = String(first)
      last = last.dropFirst()
    }
    guard !last.isEmpty else { return [] }
    return candidates(in: run).filter { $0.hasPrefix(last) && $0 != last }
      .map { head + sign + $0 }
  }

  private static func candidates(in run: RunState) -> [String] {
    let known = words.keys.sorted() + ["or", "not"]
    let fields = fields.map { $0 + ":" }
    let values =
      run.episodes.tags.map { tag in
        switch tag {
        case .flag(let name): "flag:\(name)"
        case .author(let name): "author:\(name)"
        }
      } + EpisodeRecord.Outcome.allCases.map { "outcome:\($0.rawValue)" }
    return known + fields + values
  }
}
