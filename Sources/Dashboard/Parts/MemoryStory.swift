import RunModel
import TerminalUI

/// An entry's text, birth, lineage, use and end, in words.
struct MemoryStory {
  let entry: MemoryEntry
  let state: DashboardState

  var spans: [Span] { text + birth + end + lineage + use + parent }

  private var run: RunState { state.run }

  private func heading(_ text: String) -> Span { Span("\n\(text)\n", Style.memory.bold) }

  private var text: [Span] {
    var spans: [Span] = [Span("text\n", Style.memory.bold)]
    spans +=
      entry.text.isEmpty
      ? [Span("in the log", .muted)]
      : ReflectionWords.spans(entry, legend: run.start?.legend ?? [])
    spans.append(Span("\n", .text))
    if let verdict = ReflectionWords.verdict(entry.rules, marks: entry.marks) {
      spans += [verdict, Span("\n", .text)]
    }
    if entry.isEdited { spans.append(Span("edited by hand\n", .warning)) }
    if entry.isPinned { spans.append(Span("pinned: nothing takes its place\n", .key)) }
    return spans
  }

  /// The failure that it was written after, and the success that opened the gate.
  private var birth: [Span] {
    var spans = [
      heading("birth"),
      Span(
        "step \(entry.step), episode \(Figures.count(entry.episode)): \(entry.why.text)\n", .text),
    ]
    guard let texts = state.texts(of: entry.episode) else { return spans }
    for (attempt, name, style) in [
      (texts.first, "first", Style.first), (texts.second, "second", .second),
    ] {
      guard let attempt else { continue }
      let feedback = attempt.feedback.split(separator: "\n").last.map(String.init) ?? ""
      spans += [
        Span("\(name) attempt", style), Span(" r \(Figures.reward(attempt.reward)) ", style),
        Span(feedback + "\n", .muted),
      ]
    }
    return spans
  }

  private var end: [Span] {
    guard let end = entry.end else { return [Span("\(Sign.live.symbol) still live\n", .memory)] }
    let by = end.successor.map { " by #\($0)" } ?? ""
    return [
      Span("\(end.change.rawValue)\(by) at step \(end.step)", .text),
      Span(end.why.text.isEmpty ? "\n" : ": \(end.why.text)\n", .muted),
    ]
  }

  // MARK: - Lineage

  /// The entry that a reflection had started from when it was kept as this one.
  private func parent(of entry: MemoryEntry) -> MemoryEntry? {
    guard let from = run.episodes[entry.episode]?.reflection?.memory, from != entry.id
    else { return nil }
    return run.memory[from]
  }

  /// From its first ancestor to itself; of a long line only the latest.
  private var line: [Int] {
    var line = [entry.id]
    var oldest = entry
    while line.count < 12, let parent = parent(of: oldest), !line.contains(parent.id) {
      line.insert(parent.id, at: 0)
      oldest = parent
    }
    return line
  }

  private var lineage: [Span] {
    let line = line
    let children = run.memory.entries.suffix(256)
      .filter { $0.id != entry.id && parent(of: $0)?.id == entry.id }.map { "#\($0.id)" }
    guard line.count > 1 || !children.isEmpty else { return [] }
    var spans = [heading("lineage")]
    spans.append(Span(line.map { "#\($0)" }.joined(separator: " \(Sign.became.symbol) "), .text))
    if !children.isEmpty {
      let shown = children.prefix(8).joined(separator: ", ")
      let more = children.count > 8 ? " and \(children.count - 8) more" : ""
      spans.append(Span(" \(Sign.became.symbol) \(shown)\(more)", .muted))
    }
    return spans + [Span("\n", .text)]
  }

  // MARK: - Use

  private var use: [Span] {
    var spans = [
      heading("use"),
      Span(
        "\(entry.uses) reflections started from it; \(entry.wins) of \(entry.retries) second "
          + "attempts succeeded (\(Figures.share(entry.winRate)))\n", .text),
    ]
    guard entry.retries > 0 else { return spans }
    let record = MemoryRecord(of: entry, in: run)
    guard let own = record.with.rate, let other = record.without.rate else {
      let reason = "no step has retries with it and without, so nothing says what it adds\n"
      return spans + [Span(reason, .muted)]
    }
    spans.append(
      Span(
        "in the \(record.steps) \(record.steps == 1 ? "step" : "steps") with both: "
          + "\(record.with.wins) of \(record.with.retries) (\(Figures.share(own))) with it, "
          + "\(record.without.wins) of \(record.without.retries) (\(Figures.share(other))) without\n",
        .muted))
    return spans
  }

  /// What it grew out of, word by word.
  private var parent: [Span] {
    guard let origin = parent(of: entry), !origin.text.isEmpty, !entry.text.isEmpty
    else { return [] }
    let changed = WordDifference(from: origin.text, to: entry.text)
    return [heading("grown out of #\(origin.id)")]
      + (changed.isUseful ? changed.spans : [Span(origin.text, .muted)]) + [Span("\n", .text)]
  }
}
