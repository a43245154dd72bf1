/// What was typed before, and where in it somebody is who types now.
package struct Recall: Sendable, Equatable {
  /// The lines of one prompt, the latest last.
  package enum Kind: String, Sendable, CaseIterable {
    case command = ":"
    case filter = "/"
  }

  /// Candidates that Tab goes through.
  struct Cycle: Sendable, Equatable {
    /// The line as it was typed.
    let typed: String
    let candidates: [String]
    var index: Int

    var line: String { candidates[index] }
  }

  private var lines: [Kind: [String]] = [:]
  /// Lines back from the latest, while one goes through them.
  private var depth = 0
  /// What stood there before one began to go back.
  private var draft = ""
  private(set) var cycle: Cycle?

  package init() {}

  /// More than anybody looks back on.
  private static let limit = 500

  /// Takes over what was kept of earlier sessions, the latest last.
  package mutating func take(_ kept: [(kind: Kind, line: String)]) {
    for (kind, line) in kept { keep(line, kind) }
  }

  /// Keeps a line, once however often it is typed in a row.
  ///
  /// - Returns: whether it is another than the one before.
  @discardableResult
  mutating func keep(_ line: String, _ kind: Kind) -> Bool {
    leave()
    guard !line.isEmpty, lines[kind]?.last != line else { return false }
    lines[kind, default: []].append(line)
    if lines[kind, default: []].count > Self.limit { lines[kind]?.removeFirst() }
    return true
  }

  /// Back to what is being typed now.
  mutating func leave() {
    depth = 0
    cycle = nil
  }

  /// The line before the one that shows, or the one after it; `nil` where there is none.
  mutating func go(back: Bool, from line: String, _ kind: Kind) -> String? {
    cycle = nil
    let known = lines[kind] ?? []
    if depth == 0 { draft = line }
    let wanted = depth + (back ? 1 : -1)
    guard (0...known.count).contains(wanted) else { return nil }
    depth = wanted
    return depth == 0 ? draft : known[known.count - depth]
  }

  /// The latest line with a text in it, or the next before the one that shows.
  mutating func search(_ text: String, _ kind: Kind) -> String? {
    cycle = nil
    let known = lines[kind] ?? []
    if depth == 0 { draft = text }
    let place = known.dropLast(depth).lastIndex { $0.contains(draft) }
    guard let place else { return nil }
    depth = known.count - place
    return known[place]
  }

  /// What a line becomes by Tab: first as far as all that it may become agree, then one after the
  /// other.
  mutating func complete(_ line: String, with candidates: [String], back: Bool) -> String? {
    if var cycle, cycle.line == line {
      let count = cycle.candidates.count
      cycle.index = (cycle.index + (back ? count - 1 : 1)) % count
      self.cycle = cycle
      return cycle.line
    }
    depth = 0
    let candidates = candidates.filter { $0 != line }
    guard let first = candidates.first else { return nil }
    let common = candidates.dropFirst().reduce(first) { $0.commonStart(with: $1) }
    if common.count > line.count, common.hasPrefix(line) { return common }
    let cycle = Cycle(
      typed: line, candidates: candidates, index: back ? candidates.count - 1 : 0)
    self.cycle = cycle
    return cycle.line
  }
}

extension String {
  fileprivate func commonStart(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
