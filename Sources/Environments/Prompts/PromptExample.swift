import RLCore

/// A turn that shows how to answer: what is told, and an answer.
struct PromptExample: Equatable, Sendable {
  var told: String
  var answer: String

  /// What is told has places, such as `{left}`, so that it agrees with what the task allows.
  func segments(_ values: [String: String]) -> [Segment] {
    let own = values.filter { PromptFile.examples.places.contains($0.key) }
    return [Segment(.world, PromptFile.filled(told, own)), Segment(.policy, answer)]
  }

  /// Reads `=== told` and `=== answered` by turns, each with its words below it.
  static func all(in text: String, of path: String) throws(PromptProblem) -> [PromptExample] {
    var parts: [(isTold: Bool, lines: [Substring])] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("===") {
        let word = line.drop { $0 == "=" || $0 == " " }
        let isTold = word == "told"
        guard isTold || word == "answered", isTold == (parts.last?.isTold != true) else {
          throw PromptProblem(
            path, line: number + 1, "'=== told' and '=== answered' stand by turns here.")
        }
        parts.append((isTold, []))
      } else if !parts.isEmpty {
        parts[parts.count - 1].lines.append(line)
      }
    }
    guard parts.count.isMultiple(of: 2) else {
      throw PromptProblem(path, line: nil, "the last '=== told' has no '=== answered' behind it.")
    }
    let texts = parts.map { part in
      var lines = part.lines
      while lines.last?.isEmpty == true { lines.removeLast() }
      return lines.joined(separator: "\n")
    }
    return stride(from: 0, to: texts.count, by: 2).map {
      PromptExample(told: texts[$0], answer: texts[$0 + 1])
    }
  }
}
