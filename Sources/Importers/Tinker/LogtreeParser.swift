import Basics
import RunModel

/// Reads the tree of what the rollouts of an iteration said, whose nodes are those of a page of HTML.
///
/// Which of the trajectories a conversation is of, it does not say: rollouts of a group run side by
/// side and log as they go. So each group is a note, with its words in the order of the log.
struct LogtreeParser: RecordParser {
  /// The iteration that the folder says.
  let step: Int
  /// What was rolled out, such as "train".
  let split: String

  /// No log nests deeper.
  private static let deepest = 64

  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let trace = try JSONValue.record(frame)
    guard let root = trace["root"] else { throw RecordProblem("'root' is missing") }
    var groups: [JSONValue] = []
    Self.collect(root, depth: 0, into: &groups)
    return groups.enumerated().compactMap { number, group in
      var words: [String] = []
      Self.read(group, depth: 0, into: &words)
      guard !words.isEmpty else { return nil }
      let text = "\(split) group \(number): " + words.joined(separator: "\n")
      return ParsedRecord(.note(step: step, text: text))
    }
  }

  /// The sections of groups, or the whole where there are none.
  private static func collect(_ node: JSONValue, depth: Int, into groups: inout [JSONValue]) {
    let begun = groups.count
    if depth < deepest {
      for child in node["children"]?.items ?? [] { collect(child, depth: depth + 1, into: &groups) }
    }
    if title(of: node) == "Group Rollout" || (depth == 0 && groups.count == begun) {
      groups.removeLast(groups.count - begun)
      groups.append(node)
    }
  }

  /// What stands in the heading of a section.
  private static func title(of node: JSONValue) -> String? {
    guard node["tag"]?.text == "section" else { return nil }
    let heading = node["children"]?.items?.first { child in
      child["tag"]?.text.map { $0.count == 2 && $0.hasPrefix("h") } ?? false
    }
    return heading?["children"]?.items?.first?.text
  }

  /// Conversations, and the rows of tables of rewards.
  private static func read(_ node: JSONValue, depth: Int, into words: inout [String]) {
    guard depth < deepest else { return }
    if node["data"]?["type"]?.text == "conversation" {
      words.append(Messages.text(Messages.read(node["data"]?["messages"]) ?? []))
      return
    }
    if title(of: node) == "Reward" {
      var rows: [String] = []
      readRows(node, depth: depth, into: &rows)
      return words.append(rows.joined(separator: " · "))
    }
    for child in node["children"]?.items ?? [] { read(child, depth: depth + 1, into: &words) }
  }

  /// What stands in the rows of tables, their headings aside.
  private static func readRows(_ node: JSONValue, depth: Int, into rows: inout [String]) {
    guard depth < deepest else { return }
    let children = node["children"]?.items ?? []
    guard node["tag"]?.text == "tr" else {
      for child in children { readRows(child, depth: depth + 1, into: &rows) }
      return
    }
    let cells = children.filter { $0["tag"]?.text == "td" }
      .compactMap { $0["children"]?.items?.first?.text }
    if !cells.isEmpty { rows.append(cells.joined(separator: " ")) }
  }
}
