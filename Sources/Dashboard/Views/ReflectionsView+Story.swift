import RLCore
import RunModel
import TerminalUI

/// The selected reflection in full.
extension ReflectionsView {
  /// The first attempt, what was written on it and what the second made of that; below it what the
  /// reflector had before its eyes.
  func story(
    _ record: EpisodeRecord, _ texts: EpisodeTexts, _ reflection: ReflectionRecord,
    _ state: DashboardState
  ) -> [Span] {
    let legend = state.run.start?.legend ?? []
    var spans = attempt(texts.first, "first attempt", .first)
    spans += heading("what it wrote", .reflection)
    spans.append(Span(Self.account(of: reflection) + "\n", .muted))
    spans += ReflectionWords.spans(reflection, legend: legend) + [Span("\n", .text)]
    spans += remarks(record, reflection) + again(record, state) + [Span("\n", .text)]
    spans += heading("what the second attempt was told", .muted)
    spans += [
      Span(
        reflection.advice.isEmpty ? "nothing: no advice could be read" : reflection.advice,
        reflection.advice.isEmpty ? .warning : .text), Span("\n\n", .text),
    ]
    spans += attempt(texts.second, "second attempt", .second)
    // The longest last: who opens a reflection wants to read it.
    spans += memory(reflection, state)
    spans += heading("what the reflector saw", .muted)
    return spans + ReflectorContext(first: texts.first, reflection: reflection).spans
  }

  /// Who wrote it, and of what length, as far as the log says.
  private static func account(of reflection: ReflectionRecord) -> String {
    guard reflection.tokens > 0 else { return "by \(reflection.author)" }
    let likelihood = Figures.logProbability(
      reflection.logProbability, tokens: reflection.tokens)
    return "by \(reflection.author) · \(Figures.tokens(reflection.tokens)) tokens"
      + (reflection.logProbability == 0 ? "" : " · log π \(likelihood) a token")
  }

  private func heading(_ text: String, _ style: Style) -> [Span] {
    [Span(text + "\n", style.bold)]
  }

  private func attempt(_ attempt: AttemptRecord?, _ title: String, _ style: Style) -> [Span] {
    guard let attempt else { return [Span("\(title): not in the log yet\n\n", .muted)] }
    let hasBoard = !attempt.board.isEmpty
    let moves = attempt.turns.filter { $0.outcome != .planned }
      .map { turn in
        turn.outcome == .invalid
          ? "?" : turn.action.map { Symbols.action($0, hasBoard: hasBoard) } ?? "?"
      }.joined(separator: hasBoard ? "" : " · ")
    return [
      Span(title, style.bold), Span(" r \(Figures.reward(attempt.reward)) ", style),
      Span(moves, style), Span(" ", .text),
      Symbols.ending(attempt.turns.last?.outcome, hasBoard: hasBoard),
      Span("\n\(attempt.feedback)\n\n", .muted),
    ]
  }

  /// The memory that it started from, and the words that changed.
  private func memory(_ reflection: ReflectionRecord, _ state: DashboardState) -> [Span] {
    guard let from = reflection.from else {
      return heading("memory", .memory) + [Span("it started from none\n\n", .muted)]
    }
    let heading = heading("memory #\(from), which it started from", .memory)
    guard let entry = state.run.memory[from], !entry.text.isEmpty else {
      return heading + [Span("its text is in the log\n\n", .muted)]
    }
    // What is kept is what was told, so these two are alike.
    let told = reflection.advice.isEmpty ? reflection.text : reflection.advice
    guard told != entry.text else {
      return heading + [Span(entry.text + "\n", .text), Span("told on word for word\n\n", .muted)]
    }
    let changed = WordDifference(from: entry.text, to: told)
    guard changed.isUseful else { return heading + [Span(entry.text + "\n\n", .text)] }
    return heading + changed.spans + [Span("\n\n", .text)]
  }

  /// How often the same words were written, of the reflections that show, and what came of it.
  private func again(_ record: EpisodeRecord, _ state: DashboardState) -> [Span] {
    guard state.place.arrangement == .list, let words = record.reflection?.words,
      let group = state.textGroups[words], group.count > 1
    else { return [] }
    let steps =
      group.firstStep == group.lastStep
      ? "at step \(group.firstStep)" : "at steps \(group.firstStep)–\(group.lastStep)"
    return [
      Span(
        "\(Sign.times.symbol)\(Figures.count(group.count)) written \(steps): second attempts "
          + "solved \(group.solved) of \(group.retries)\n", .muted)
    ]
  }

  private func remarks(_ record: EpisodeRecord, _ reflection: ReflectionRecord) -> [Span] {
    var spans: [Span] = []
    if let verdict = ReflectionWords.verdict(
      record.reflection?.rules, marks: record.reflection?.meaning?.marks)
    {
      spans += [verdict, Span("\n", .text)]
    }
    if !reflection.parsed {
      spans.append(Span("\(Sign.unreadable.symbol) it could not be read as rules\n", .warning))
    }
    if let leaks = record.reflection?.claims?.leaks, !leaks.isEmpty {
      let mark = leaks.givesRoute ? "\(Sign.leak.symbol) " : ""
      spans.append(
        Span(
          "\(mark)names this very task: \(leaks.all.map(\.rawValue).joined(separator: ", "))\n",
          leaks.givesRoute ? .bad : .warning))
    }
    if let claims = record.reflection?.claims, claims.checkable > 0 {
      spans.append(
        Span("\(claims.shown) of \(claims.checkable) claims shown by the first attempt", .muted))
      if claims.facts > 0 {
        spans.append(Span(" · \(claims.found) of \(claims.facts) rules found", .muted))
      }
      spans.append(Span("\n", .text))
    }
    if let novelty = record.reflection?.novelty {
      let nearest = record.reflection?.nearest.map { ", nearest #\($0)" } ?? ""
      spans.append(Span("novelty \(Figures.share(novelty))\(nearest)\n", .muted))
    }
    if let change = record.change {
      let place = change.divergence.map { "first other move \($0)" } ?? "the same moves"
      spans.append(
        Span("retry: \(place), change of moves \(Figures.share(change.distance))\n", .muted))
    }
    if record.reflection?.isRepeated == true {
      spans.append(Span("\(Sign.again.symbol) the same words as an earlier reflection\n", .warning))
    }
    return spans
  }
}
