import Basics
import RunModel
import TerminalUI

extension EpisodeQuery {
  /// Reads a query.
  ///
  /// - Throws: what is wrong with it, and where.
  init(_ text: String) throws(QueryProblem) {
    var parser = QueryParser(text)
    root = try parser.parse()
    patterns = parser.patterns
  }
}

/// Reads a query: alternatives of words that all must hold.
private struct QueryParser {
  private let characters: [Character]
  private var next = 0
  private(set) var patterns: [TextPattern] = []

  init(_ text: String) {
    characters = Array(text)
  }

  mutating func parse() throws(QueryProblem) -> EpisodeQuery.Node {
    let node = try alternatives(depth: 0)
    guard next == characters.count else {
      throw QueryProblem(reason: .nothingToClose, place: next)
    }
    return node
  }

  private mutating func alternatives(depth: Int) throws(QueryProblem) -> EpisodeQuery.Node {
    var options = [try conjunction(depth: depth)]
    while let place = take(word: "or") {
      let option = try conjunction(depth: depth)
      guard option != .all([]), options[0] != .all([]) else {
        throw QueryProblem(reason: .nothingAfter("or"), place: place)
      }
      options.append(option)
    }
    return options.count == 1 ? options[0] : .any(options)
  }

  private mutating func conjunction(depth: Int) throws(QueryProblem) -> EpisodeQuery.Node {
    var parts: [EpisodeQuery.Node] = []
    while true {
      skipBlanks()
      guard next < characters.count, characters[next] != ")", !isAt(word: "or") else { break }
      if take(word: "and") != nil { continue }
      parts.append(try term(depth: depth))
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func term(depth: Int) throws(QueryProblem) -> EpisodeQuery.Node {
    let start = next
    let sign = characters[next]
    let negates =
      (sign == "!" || sign == "-") && next + 1 < characters.count
      && characters[next + 1] != " "
    if negates || take(word: "not") != nil {
      if negates { next += 1 }
      skipBlanks()
      guard next < characters.count, characters[next] != ")" else {
        throw QueryProblem(reason: .nothingAfter(negates ? String(sign) : "not"), place: start)
      }
      guard depth < 50 else { throw QueryProblem(reason: .tooManyTexts, place: start) }
      return .not(try term(depth: depth + 1))
    }
    switch characters[next] {
    case "(":
      guard depth < 50 else { throw QueryProblem(reason: .tooManyTexts, place: start) }
      next += 1
      let inside = try alternatives(depth: depth + 1)
      guard next < characters.count else {
        throw QueryProblem(reason: .notClosed("("), place: start)
      }
      next += 1
      return inside
    case "\"": return try text(TextPattern(words: try quoted("\"")), at: start)
    case "/": return try text(try expression(), at: start)
    default: return try word()
    }
  }

  // MARK: - Words

  private mutating func word() throws(QueryProblem) -> EpisodeQuery.Node {
    let start = next
    var word = ""
    while next < characters.count, characters[next] != " ", characters[next] != ")" {
      // The value of a field may be in quotes: task:"two words".
      if characters[next] == "\"", word.hasSuffix(":") {
        word += try quoted("\"")
      } else {
        word.append(characters[next])
        next += 1
      }
    }
    if let test = EpisodeQuery.words[word.lowercased()] { return .test(test) }
    if let comparison = Comparison(word), !comparison.isText {
      return try test(comparison, at: start)
    }
    let pattern = try text(TextPattern(words: word), at: start)
    guard let number = Int(word) else { return pattern }
    return .any([.test(.number(.episode, .within(Double(number)...Double(number)))), pattern])
  }

  private func test(
    _ comparison: Comparison, at start: Int
  ) throws(QueryProblem) -> EpisodeQuery.Node {
    let name = comparison.field.lowercased()
    let value = comparison.value
    if let field = EpisodeQuery.Field(rawValue: name) {
      return .test(.number(field, try numbers(comparison, at: start)))
    }
    guard let field = EpisodeQuery.TextField(rawValue: name), comparison.relation.isEqual else {
      let nearest = Spelling.nearest(to: name, among: EpisodeQuery.fields)
      throw QueryProblem(
        reason: .unknownField(comparison.field, nearest: nearest), place: start)
    }
    switch field {
    case .task: return .test(.task(TextPattern(words: value)))
    case .flag: return .test(.flag(value.lowercased()))
    case .author: return .test(.author(value.lowercased()))
    case .meaning: return .test(.meaning(value.lowercased()))
    case .claim: return .test(.claim(value))
    case .bookmark: return .test(.bookmark(value.lowercased()))
    case .whatif: return .test(.whatif(value.lowercased()))
    case .outcome:
      guard let outcome = EpisodeRecord.Outcome(rawValue: value.lowercased()) else {
        let known = EpisodeRecord.Outcome.allCases.map(\.rawValue)
        throw QueryProblem(
          reason: .noOutcome(value, nearest: Spelling.nearest(to: value, among: known)),
          place: start + name.count + 1)
      }
      return .test(.outcome(outcome))
    }
  }

  private func numbers(
    _ comparison: Comparison, at start: Int
  ) throws(QueryProblem) -> EpisodeQuery.NumberTest {
    let value = comparison.value
    let place = start + comparison.field.count + comparison.relation.rawValue.count
    let problem = QueryProblem(
      reason: .noNumber(field: comparison.field, found: value), place: place)
    if comparison.relation.isEqual, let dots = value.firstRange(of: "..") {
      let (low, high) = (value[..<dots.lowerBound], value[dots.upperBound...])
      guard let least = low.isEmpty ? -.infinity : Double(low),
        let most = high.isEmpty ? .infinity : Double(high), !(low.isEmpty && high.isEmpty)
      else { throw problem }
      guard least <= most else {
        throw QueryProblem(reason: .emptyRange(value), place: place)
      }
      return .within(least...most)
    }
    guard let number = Double(value), !number.isNaN else { throw problem }
    return switch comparison.relation {
    case .atLeast: .within(number...(.infinity))
    case .atMost: .within(-.infinity...number)
    case .equal, .colon: .within(number...number)
    case .above: .above(number)
    case .below: .below(number)
    }
  }

  // MARK: - Texts

  /// The same text asked for twice is looked for once.
  private mutating func text(
    _ pattern: TextPattern, at start: Int
  ) throws(QueryProblem) -> EpisodeQuery.Node {
    if let known = patterns.firstIndex(of: pattern) { return .test(.text(known)) }
    guard patterns.count < EpisodeQuery.mostPatterns else {
      throw QueryProblem(reason: .tooManyTexts, place: start)
    }
    patterns.append(pattern)
    return .test(.text(patterns.count - 1))
  }

  private mutating func quoted(_ quote: Character) throws(QueryProblem) -> String {
    let start = next
    var text = ""
    next += 1
    while next < characters.count, characters[next] != quote {
      // A backslash keeps a quote from ending the text; before anything else it stays.
      if characters[next] == "\\", next + 1 < characters.count, characters[next + 1] == quote {
        next += 1
      }
      text.append(characters[next])
      next += 1
    }
    guard next < characters.count else {
      throw QueryProblem(reason: .notClosed(quote), place: start)
    }
    next += 1
    return text
  }

  private mutating func expression() throws(QueryProblem) -> TextPattern {
    let start = next
    let pattern = try quoted("/")
    do throws(RegularExpressionProblem) {
      return try TextPattern(expression: pattern)
    } catch {
      throw QueryProblem(reason: .expression(error.reason), place: start + 1 + error.place)
    }
  }

  // MARK: - Reading

  private mutating func skipBlanks() {
    while next < characters.count, characters[next].isWhitespace { next += 1 }
  }

  private func isAt(word: String) -> Bool {
    let end = next + word.count
    guard end <= characters.count,
      String(characters[next..<end]).lowercased() == word
    else { return false }
    return end == characters.count || " ()".contains(characters[end])
  }

  /// - Returns: where the word began, if it stands here.
  private mutating func take(word: String) -> Int? {
    skipBlanks()
    guard isAt(word: word) else { return nil }
    defer { next += word.count }
    return next
  }
}

/// A field, a relation and a value: "r2>=1".
private struct Comparison {
  enum Relation: String, CaseIterable {
    // The longer ones first, because they begin with the shorter ones.
    case atLeast = ">="
    case atMost = "<="
    case equal = "="
    case above = ">"
    case below = "<"
    case colon = ":"

    var isEqual: Bool { self == .equal || self == .colon }
  }

  let field: String
  let relation: Relation
  let value: String

  /// `nil` for a word that does not begin with a name and a relation.
  init?(_ word: String) {
    let name = word.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let rest = word[name.endIndex...]
    guard !name.isEmpty,
      let relation = Relation.allCases.first(where: { rest.hasPrefix($0.rawValue) })
    else { return nil }
    field = String(name)
    self.relation = relation
    value = String(rest.dropFirst(relation.rawValue.count))
  }

  /// A colon after a word that is no field and resembles none is a colon in a text.
  var isText: Bool {
    relation == .colon && !EpisodeQuery.fields.contains { Spelling.distance(field, $0) <= 1 }
  }
}
