/// What the metrics say about a run's reflections, in a sentence or two.
///
/// For somebody who distrusts the run: nothing is claimed that an interval does not carry.
package struct ReflectionVerdict: Sendable, Equatable {
  package enum Tone: Sendable {
    case good
    case bad
    /// The numbers do not decide it.
    case open
  }

  package struct Part: Sendable, Equatable {
    package var text: String
    package var tone: Tone
  }

  package private(set) var parts: [Part] = []

  /// A difference that is known to be smaller is as good as none.
  private static let alike = 0.1
  /// Fewer observations than this say too little.
  private static let enough = 12

  package init(_ metrics: [ReflectionMetric]) {
    func metric(_ id: ReflectionMetric.ID) -> ReflectionMetric? {
      metrics.first { $0.id == id && $0.count >= Self.enough && $0.value != nil }
    }
    let lift = Self.lift(exact: metric(.netLiftExact), siblings: metric(.netLift))
    let rest = [
      metric(.parsed).flatMap(Self.form),
      metric(.rulePrecision).map { Self.truth($0, parsed: metric(.parsed)?.value) },
      metric(.ownOverOther).map(Self.placebo), metric(.transfer).map(Self.transfer),
      metric(.solutionLeak).flatMap(Self.leak), metric(.novelty).flatMap(Self.novelty),
    ].compactMap { $0 }
    // A small screen cuts the end off, and doubts are what must not be missed.
    let sorted = [Tone.bad, .open, .good].flatMap { tone in rest.filter { $0.tone == tone } }
    parts = [lift].compactMap { $0 } + sorted
  }

  package var text: String { parts.map(\.text).joined(separator: "; ") }

  /// Of two measures of one thing the better one, unless it is of too few to decide what the other
  /// does decide.
  private static func lift(exact: ReflectionMetric?, siblings: ReflectionMetric?) -> Part? {
    guard let exact else { return siblings.map(lift) }
    guard !exact.excludes(0), let siblings, siblings.excludes(0) else { return lift(exact) }
    var part = lift(siblings)
    part.text += " (\(exact.count) re-runs alone do not decide it)"
    return part
  }

  /// It says which of the two measures it is from.
  private static func lift(_ metric: ReflectionMetric) -> Part {
    let value = metric.value ?? 0
    let evidence = metric.id == .netLiftExact ? "by re-runs" : "by siblings"
    guard metric.excludes(0) else {
      return Part(
        text: "reflections add nothing that is clear over a blind retry, \(evidence): "
          + figure(metric), tone: .open)
    }
    return value > 0
      ? Part(
        text: "reflections add \(figure(metric)) over a blind retry, \(evidence)", tone: .good)
      : Part(
        text: "a blind retry does better than the reflections, \(evidence): \(figure(metric))",
        tone: .bad)
  }

  /// What cannot be read helps nobody, and no other figure speaks of it.
  private static func form(_ metric: ReflectionMetric) -> Part? {
    guard let read = metric.value, read < 0.995 else { return nil }
    return Part(
      text: "could be read: \(portion(metric))",
      tone: read >= 0.95 ? .good : read >= 0.8 ? .open : .bad)
  }

  /// Where most texts have no form that can be read, a rule found in one speaks for few of them.
  private static func truth(_ metric: ReflectionMetric, parsed: Double?) -> Part {
    let share = metric.value ?? 0
    if let parsed, parsed < 0.5 {
      return Part(
        text: "\(parsed > 0 ? "few" : "none") can be read; of the rules in their words, true: "
          + portion(metric),
        tone: share >= 0.5 ? .open : .bad)
    }
    return Part(
      text: "their rules are true: \(portion(metric))",
      tone: share >= 0.8 ? .good : share >= 0.5 ? .open : .bad)
  }

  private static func placebo(_ metric: ReflectionMetric) -> Part {
    guard metric.excludes(0) else {
      let isClose = metric.interval.map { $0.halfWidth <= alike } ?? false
      return Part(
        text: isClose
          ? "another task's reflection does about as well (\(figure(metric))): "
            + "they are general, or not read"
          : "whether another task's reflection does as well is not decided: \(figure(metric))",
        tone: .open)
    }
    return (metric.value ?? 0) > 0
      ? Part(
        text: "another task's reflection does worse, by \(figure(metric)): "
          + "they are about their task", tone: .good)
      : Part(
        text: "another task's reflection does better, by \(figure(metric))", tone: .bad)
  }

  private static func transfer(_ metric: ReflectionMetric) -> Part {
    guard metric.excludes(0) else {
      return Part(
        text: "no clear use on held-out tasks: \(figure(metric))", tone: .open)
    }
    return Part(
      text: "on held-out tasks they add \(figure(metric))",
      tone: (metric.value ?? 0) > 0 ? .good : .bad)
  }

  private static func leak(_ metric: ReflectionMetric) -> Part? {
    guard let share = metric.value, share >= 0.05 else { return nil }
    return Part(
      text: "they give their very task away: \(portion(metric))", tone: .bad)
  }

  private static func novelty(_ metric: ReflectionMetric) -> Part? {
    guard let value = metric.value, value < 0.1 else { return nil }
    return Part(text: "they repeat one another: novelty \(hundredths(value))", tone: .open)
  }

  // MARK: - Numbers

  /// Such as "+0.41 ±0.06 (n 212)".
  private static func figure(_ metric: ReflectionMetric) -> String {
    let value = metric.value ?? 0
    let sign = value < 0 ? "−" : "+"
    guard let half = metric.interval?.halfWidth else {
      return "\(sign)\(hundredths(value.magnitude)) (n \(metric.count))"
    }
    // An interval that keeps off 0 is not to look as if it touched it.
    var digits = 2
    while digits < 5, metric.excludes(0),
      decimals(value.magnitude, digits) == decimals(half, digits)
    {
      digits += 1
    }
    return "\(sign)\(decimals(value.magnitude, digits)) ±\(decimals(half, digits)) "
      + "(n \(metric.count))"
  }

  /// Such as "0.97 [0.95–0.98] (n 444)".
  private static func portion(_ metric: ReflectionMetric) -> String {
    let interval = metric.interval.map { " [\(hundredths($0.low))–\(hundredths($0.high))]" } ?? ""
    return "\(hundredths(metric.value ?? 0))\(interval) (n \(metric.count))"
  }

  private static func hundredths(_ value: Double) -> String { decimals(value, 2) }

  private static func decimals(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return "—" }
    let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
    let parts = Int((value.magnitude * Double(scale)).rounded())
    return "\(parts / scale).\(String(parts % scale + scale).dropFirst())"
  }
}
