/// An event as one line for people.
package struct LogLine: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case run
    case attempt
    case reflection
    case memory
    case update
    case evaluation
    case metrics
    case control
    case checkpoint
    case unknown
  }

  /// Counts the events of the run from 0.
  package var event: Int
  package var kind: Kind
  package var step: Int?
  package var elapsed: Double?
  package var episode: Int?
  package var text: String
}

extension LogLine {
  init(_ logged: LoggedEvent, number: Int) {
    let (kind, step, episode, text) = Self.words(for: logged.event)
    self.init(
      event: number, kind: kind, step: step, elapsed: logged.time?.elapsed, episode: episode,
      text: text)
  }

  private typealias Words = (kind: Kind, step: Int?, episode: Int?, text: String)

  /// What is attempted and how it is learnt, as far as a log of others says it.
  private static func what(of start: RunStart) -> String {
    let words = [start.environment, start.algorithm].filter { !$0.isEmpty }
    return words.isEmpty ? "" : ": " + words.joined(separator: ", ")
  }

  private static func words(for event: RunEvent) -> Words {
    switch event {
    case .runStarted(let start):
      (.run, nil, nil, "run \(start.run) started" + what(of: start))
    case .attempt(let attempt): words(for: attempt)
    case .reflection(let written):
      (
        .reflection, written.step, written.episode,
        "#\(written.id) by \(written.author)\(written.parsed ? "" : ", not parsed"): \(written.text)"
      )
    case .memory(let change):
      (
        .memory, change.step, change.episode,
        // Of a replacement the event names the entry that comes.
        "\(change.change == .replaced ? "replacement" : change.change.rawValue) #\(change.id) "
          + "from episode \(change.episode): \(change.text)"
      )
    case .update(let update): words(for: update)
    case .evaluation(let evaluation): words(for: evaluation)
    case .metrics(let metrics): words(for: metrics)
    case .control(let control):
      (
        .control, control.step, nil,
        "\(control.action.name)\(control.detail.isEmpty ? "" : ": " + control.detail) by \(control.who)"
      )
    case .checkpoint(let checkpoint):
      (.checkpoint, checkpoint.step, nil, "saved \(checkpoint.path), digest \(checkpoint.digest)")
    case .runFinished(let step): (.run, step, nil, "run finished")
    case .runFailed(let step, let reason): (.run, step, nil, "run failed: \(reason)")
    case .asked(let question):
      (
        .control, question.step, question.episode,
        "a person is asked what episode \(question.episode) should teach, for "
          + "\(short(question.wait)) s"
      )
    case .episodeFailed(let failure):
      (
        .attempt, failure.step, failure.episode,
        "\(failure.attempt.rawValue) attempt of episode \(failure.episode) failed: "
          + failure.reason
      )
    case .branch(let branch):
      (
        .control, branch.step, branch.episode,
        "branch \(branch.number), \(branch.advice.rawValue): \(branch.text)"
      )
    case .unknown(let kind): (.unknown, nil, nil, "unknown event '\(kind)'")
    }
  }

  private static func words(for attempt: AttemptRecord) -> Words {
    let flags = attempt.flags.isEmpty ? "" : " [" + attempt.flags.joined(separator: ", ") + "]"
    return (
      .attempt, attempt.step, attempt.episode,
      "\(attempt.attempt.rawValue)\(attempt.retry.map { " (retry \($0))" } ?? ""): reward "
        + "\(short(attempt.reward)) in \(attempt.turns.count) "
        + "\(attempt.turns.count == 1 ? "turn" : "turns")\(flags). "
        + [attempt.feedback, attempt.task].filter { !$0.isEmpty }.joined(separator: " · ")
    )
  }

  private static func words(for update: UpdateRecord) -> Words {
    let rows = update.rows.values.reduce(0) { $0 + $1.rows }
    let forgotten = [
      update.routesNotRemembered.map { ", \($0) routes not remembered" },
      update.routesNotDistilled.map { ", \($0) routes not distilled" },
    ].compactMap { $0 }.joined()
    return (
      .update, update.step, nil,
      "\(rows) rows, gradient norm \(short(update.gradientNorm)), learning rate "
        + "\(short(update.learningRate)), \(update.tokens) tokens so far" + forgotten
    )
  }

  private static func words(for evaluation: EvaluationRecord) -> Words {
    (
      .evaluation, evaluation.step, nil,
      "\(EvaluationWords.name(of: evaluation.name)) \(short(evaluation.successRate)) "
        + "[\(hundredths(evaluation.low))–\(hundredths(evaluation.high))] of "
        + "\(evaluation.episodes) episodes"
    )
  }

  /// A line holds no more of them.
  private static let mostMetrics = 12

  private static func words(for metrics: MetricsRecord) -> Words {
    let shown = metrics.values.prefix(mostMetrics).map { "\($0.name) \(short($0.value))" }
    let more = metrics.values.count - shown.count
    return (
      .metrics, metrics.step, nil,
      shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    )
  }

  /// As intervals are written everywhere.
  private static func hundredths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e6 else { return "\(value)" }
    let parts = Int((abs(value) * 100).rounded())
    return (value < 0 && parts > 0 ? "-" : "") + "\(parts / 100)."
      + "\(String(parts % 100 + 100).dropFirst())"
  }

  /// At most four digits after the point, without trailing zeros.
  private static func short(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
    if value != 0, abs(value) < 0.001 { return "\(value)" }
    let scaled = (value * 10_000).rounded() / 10_000
    return scaled == scaled.rounded() ? "\(Int(scaled))" : "\(scaled)"
  }
}
