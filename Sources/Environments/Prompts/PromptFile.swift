import RLCore

/// The files that the words of a world are in.
package enum PromptFile: String, Sendable, CaseIterable {
  /// What stands above everything: the task and how to answer.
  case system
  /// How what was learnt before is told, in the place `{advice}` of `system`.
  case advice
  /// What begins an attempt.
  case turn
  case reflection
  /// What begins the same task again in the same conversation.
  case retry
  /// Turns that show how to answer.
  case examples

  /// The names that may stand in braces.
  package var places: Set<String> {
    switch self {
    case .system: ["advice", "turns", "consolation"]
    case .advice: ["notes"]
    case .turn, .retry: ["scene", "question"]
    case .reflection: ["memory"]
    case .examples: ["left", "later", "latest"]
    }
  }

  /// Those of them without which an attempt would lack something.
  private var required: Set<String> {
    switch self {
    case .system: ["advice"]
    case .advice: ["notes"]
    case .reflection: ["memory"]
    case .turn, .retry, .examples: []
    }
  }

  /// Makes sure that every place is one that this file has, and that none is missing.
  func check(_ text: String, of path: String) throws(PromptProblem) {
    var found: Set<String> = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      for name in Self.names(in: line) {
        guard places.contains(name) || self == .examples else {
          throw PromptProblem(
            path, line: number + 1,
            "there is no '{\(name)}' here. Use "
              + (places.sorted().map { "{\($0)}" }.joined(separator: ", ")) + ".")
        }
        found.insert(name)
      }
    }
    if let missing = required.subtracting(found).sorted().first {
      throw PromptProblem(path, line: nil, "'{\(missing)}' stands nowhere in it.")
    }
  }

  /// The words with each known place filled; other braces stay.
  static func filled(_ text: String, _ values: [String: String]) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      rest = rest[open...]
      if let close = rest.firstIndex(of: "}"),
        let value = values[String(rest[rest.index(after: open)..<close])]
      {
        filled += value
        rest = rest[rest.index(after: close)...]
      } else {
        filled += "{"
        rest = rest.dropFirst()
      }
    }
    filled += rest
    // Files end in a line break, and a place that holds nothing leaves one behind.
    while filled.last?.isNewline == true { filled.removeLast() }
    return filled
  }

  /// Names in braces: small letters only, so that other braces can be written.
  private static func names(in line: Substring) -> [String] {
    line.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
      guard let close = part.firstIndex(of: "}") else { return nil }
      let name = part[..<close]
      return !name.isEmpty && name.allSatisfy { ("a"..."z").contains($0) } ? String(name) : nil
    }
  }
}

/// What is wrong with a file of words.
package struct PromptProblem: UnmetOptions, Equatable {
  let path: String
  let line: Int?
  let reason: String

  init(_ path: String, line: Int?, _ reason: String) {
    self.path = path
    self.line = line
    self.reason = reason
  }

  package var description: String { "\(path):" + (line.map { "\($0):" } ?? "") + " \(reason)" }
}
