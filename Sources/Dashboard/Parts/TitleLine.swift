import Basics
import RunModel
import TerminalUI

/// The top line: what runs, how it is, how far, how fast.
struct TitleLine {
  let state: DashboardState

  func draw(in area: Rect, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    let badge = [Span(" kolb ", Style.accent.reversed), Span(" ", .text)]
    if let compared {
      StatusLine(left: badge + compared, right: comparedStatus + [Span(" ", .text)])
        .draw(in: area, on: &canvas)
      return
    }
    let short = badge + shortExperiment
    var right = status
    // Which run it is matters more than its figures but for the step that it is at.
    let first = figures.prefix(essential).reduce(0) { $0 + Self.width($1) + 2 }
    let room = area.width - Self.width(right) - first - 3
    let names = [short + named, badge + ownName, short].filter { Self.width($0) <= room }
    let reserved = names.first.map(Self.width) ?? min(Self.width(short), 24)
    // What matters least comes last and is the first to go.
    for piece in figures {
      let wider = right + [Span("  ", .text)] + piece
      guard Self.width(wider) + reserved + 2 <= area.width else { break }
      right = wider
    }
    right.append(Span(" ", .text))
    // A summary cut in two says less than none.
    let left = area.width - Self.width(right) - 2
    let choices = [
      short + named + rest, short + named + changes, short + named, badge + ownName,
      short + changes,
    ]
    let name =
      choices.first { Self.width($0) <= left } ?? badge + shortName(left - Self.width(badge))
    let barWidth = area.width - Self.width(name) - Self.width(right) - 2
    StatusLine(left: name, right: right).draw(in: area, on: &canvas)
    guard barWidth >= 18, let share = progress else { return }
    let place = area.inset(
      left: Self.width(name) + 1, right: Self.width(right) + 1)
    ProgressBar(share).draw(
      in: place.inset(left: max(0, place.width - 32)), on: &canvas)
  }

  /// What is compared: the experiment and its runs, of which none is the one on the screen.
  private var compared: [Span]? {
    guard state.view == .compare, state.runs.count > 1 else { return nil }
    let name = state.plan?.name ?? ""
    let usual = state.open.member == nil ? "comparison" : "experiment"
    return [
      Span(name.isEmpty ? usual : name, .title), Span(" · \(state.runs.count) runs", .text),
    ]
  }

  /// How many of them are over, as long as not all are.
  private var comparedStatus: [Span] {
    if let share = state.readingShare {
      return [Span("… reading \(Figures.percent(share))", .accent)]
    }
    let done = state.runs.count { run in
      if case .finished = run.timeline.latest.status { true } else { false }
    }
    return done == state.runs.count
      ? [Span("✓ all finished", .good)] : [Span("\(done) finished", .muted)]
  }

  /// Of the figures those that names make room for: the step, and what the engine is at.
  private var essential: Int { phase == nil ? 1 : 2 }

  private static func width(_ spans: [Span]) -> Int {
    spans.reduce(0) { $0 + TextWidth.columns(of: $1.text) }
  }

  /// What the options are that matter, and what was changed of them.
  private var rest: [Span] {
    let summary = state.run.start?.summary ?? ""
    return (summary.isEmpty ? [] : [Span(" · \(summary)", .muted)]) + changes
  }

  /// Which of the runs it is, by the name that it was opened under and its seed.
  private var named: [Span] {
    guard let start = state.run.start, !state.open.name.isEmpty else { return [] }
    // A run of an experiment has its seed in its name, and a log of others may have none.
    let hasSeed = start.format == nil && state.open.member == nil
    // Of others that are open nothing else tells.
    let isOneOfMany = state.runs.count > 1 && state.open.member == nil
    let order = isOneOfMany ? [Span(" \(state.current + 1) of \(state.runs.count)", .muted)] : []
    return [Span(" · \(state.open.name)", .text)] + order
      + (hasSeed ? [Span(" seed \(start.seed)", .muted)] : [])
  }

  /// The same where there is no room for the world and the method, of which a name tells most.
  private var ownName: [Span] {
    named.isEmpty ? shortExperiment : [Span(state.open.name, .title)] + named.dropFirst()
  }

  /// The name alone, shortened where those of other open runs are like it.
  private func shortName(_ room: Int) -> [Span] {
    let names = state.runs.map(\.name)
    guard room >= 8, state.run.start != nil, let place = names.firstIndex(of: state.open.name)
    else {
      return shortExperiment
    }
    return [Span(TellingApart.shortened(names, to: room)[place], .title)]
  }

  /// What is no longer as the run began.
  private var changes: [Span] {
    state.run.settings.latest.filter { $0.key != RunConfiguration.totalKey }.flatMap { change in
      [Span(" · \(change.key) ", .muted), Span(change.value, .accent)]
    }
  }

  private var shortExperiment: [Span] {
    guard let start = state.run.start else {
      return [Span(state.open.name.isEmpty ? "no run is open" : state.open.name, .muted)]
    }
    let words = [start.environment, start.algorithm.uppercased()].filter { !$0.isEmpty }
    let format = format(of: start)
    if words.isEmpty { return [Span(format ?? "", .muted)] }
    return [Span(words.joined(separator: " · "), .title)]
      + (format.map { [Span(" · \($0)", .muted)] } ?? [])
  }

  /// Whose log it is, where it is none of ours.
  private func format(of start: RunStart) -> String? { start.format.map { "\($0) log" } }

  /// A sign and a word, so that colour is not needed.
  private var status: [Span] {
    if state.open.name.isEmpty, state.run.start == nil { return [] }
    if let reading = state.open.reading {
      return [Span("… reading \(Figures.percent(reading))", .accent)]
    }
    if state.isHeld {
      let words = state.screen.width >= 100 ? " · run goes on · F follows" : " · F follows"
      return [Span("‖ view held at step \(state.run.stepsDone)\(words)", .warning)]
    }
    if state.isLookingBack {
      return [Span("◂ looking back at step \(state.run.stepsDone)", .warning)]
    }
    // A run that asks somebody does nothing until there is an answer.
    let status =
      asked.isEmpty ? logsEnd ?? engineStatus ?? runStatus : Span("‖ waits for you", .warning)
    return [status] + asked + alarms
  }

  /// That somebody is waited for.
  private var asked: [Span] {
    guard state.isLive, let question = state.run.question else { return [] }
    let left = state.secondsToAnswer.map { " \(Figures.clock($0)) left" } ?? ""
    return [Span(" ✎ e: episode \(question.episode)?\(left)", .accent)]
  }

  private var alarms: [Span] {
    let count = state.alarms.count
    return count > 0 ? [Span(" ⚠\(count)", .warning)] : []
  }

  /// Of a log by others that nothing says the end of, and that nobody writes.
  private var logsEnd: Span? {
    guard state.run.start?.format != nil, !state.run.isOver,
      state.engine == .unfinished || state.engine == nil && state.open.source == .record
    else { return nil }
    if let total = state.run.stepsAsked, state.run.stepsDone >= total {
      return Span("✓ at its last step", .good)
    }
    return Span("… no end in the log", .muted)
  }

  private var engineStatus: Span? {
    state.engine.map { StatusWords($0).span }
  }

  private var runStatus: Span {
    switch state.run.status {
    case .waiting: Span("… waiting for events", .muted)
    case .running:
      state.open.source == .record ? Span("… unfinished", .muted) : Span("▶ following", .good)
    case .paused: Span("‖ paused", .warning)
    case .finished: Span("✓ finished", .good)
    case .failed: Span("✗ failed", .bad)
    case .stopped: Span("■ stopped", .warning)
    }
  }

  private var progress: Double? {
    guard let total = state.run.stepsAsked, total > 0 else { return nil }
    return Double(state.run.stepsDone) / Double(total)
  }

  /// What the engine is at or would be at next, and at what pace where something holds it back.
  private var phase: [Span]? {
    guard state.isLive, !state.isLookingBack, let activity = state.open.sight?.activity else {
      return nil
    }
    let next = activity.state == .paused ? "next: " : ""
    let name = activity.phase.map { [Span(next, .muted), Span($0.label, .text)] } ?? []
    let pace: [Span] =
      activity.pace == .free
      ? [] : [Span(name.isEmpty ? "" : " · ", .muted), Span(activity.pace.label, .accent)]
    return name.isEmpty && pace.isEmpty ? nil : name + pace
  }

  /// Where another process trains the run.
  private var elsewhere: [Span]? {
    guard state.isLive, state.open.source != .engine, let sight = state.open.sight,
      sight.process > 0
    else { return nil }
    return [Span("process \(sight.process)", .muted)]
      + (sight.host.map { [Span(" on \($0)", .muted)] } ?? [])
  }

  /// Of a run that something makes; at its pace, where that is what holds it back.
  private var secondsLeft: Double? {
    guard !state.isLookingBack, state.open.reading == nil,
      state.isLive || state.engine == .growing || state.engine == nil,
      let left = state.run.secondsLeft
    else { return nil }
    guard case .stepsPerSecond(let rate)? = state.open.sight?.activity.pace,
      let total = state.run.stepsAsked
    else { return left }
    return max(left, Double(max(0, total - state.run.stepsDone)) / rate)
  }

  /// The step that the phase beside it belongs to; without one, the last whose weights are there.
  private func stepUnderWay(of total: Int) -> Int {
    let run = state.run
    guard phase != nil, let phase = state.open.sight?.activity.phase else { return run.stepsDone }
    if let latest = run.steps.last, latest.update == nil { return latest.step }
    return phase == .first ? min(total, run.stepsDone + 1) : run.stepsDone
  }

  private var figures: [[Span]] {
    let run = state.run
    var pieces: [[Span]] = []
    if let total = run.stepsAsked {
      pieces.append([Span("step ", .muted), Span("\(stepUnderWay(of: total))/\(total)", .text)])
    }
    if run.stepsAsked == nil, run.start?.format != nil, let step = run.step {
      pieces.append([Span("step ", .muted), Span("\(step)", .text)])
    }
    let doubts = [state.open.leftOut?.words, state.open.late?.words].compactMap { $0 }
    pieces += doubts.map { [Span($0, .warning), Span(" (9 says why)", .muted)] }
    if let phase { pieces.append(phase) }
    if let left = secondsLeft {
      pieces.append([Span(Figures.clock(left), .text), Span(" left", .muted)])
    } else if let elapsed = run.elapsed {
      // Ours leaves out what a pace waited for, so that it is no time of a clock on the wall.
      let label = run.start?.format == nil ? " computing" : " run"
      pieces.append([Span(Figures.clock(elapsed), .text), Span(label, .muted)])
    }
    if let elsewhere { pieces.append(elsewhere) }
    if let usage = run.usage { pieces.append(usage.spans) }
    // Of the latest steps: it says how fast it is now, and of a run that is over nothing.
    if state.isLive, let rate = run.tokensPerSecond {
      pieces.append([Span(Figures.short(rate), .text), Span(" tok/s", .muted)])
    }
    return pieces
  }
}
