import RunModel
import TerminalUI

/// The points of curves, kept because a picture of a long run must not read it all again.
///
/// Steps are added as they come; only the latest are looked at again, since what they are made of
/// may still arrive. Without an entry a curve is worked out when it is drawn, with the same result.
struct CurveStore: Sendable {
  private struct Key: Hashable {
    let metric: String
    let axis: Axis
  }

  struct Curve: Sendable {
    var points: [PlotPoint] = []
    /// Uncertainty, of evaluations.
    var band: [PlotInterval] = []
    /// What a share is made of, and of how many observations a point is, one for each point.
    var solved: [Int] = []
    var counts: [Int] = []
    /// The places of the records that the points are of.
    fileprivate var records: [Int] = []
    /// Records and points that cannot change any more.
    fileprivate var settledRecords = 0
    fileprivate var settledPoints = 0
    /// Which values of a trainer's own it was made of; they may be replaced.
    fileprivate var revision = 0
    fileprivate(set) var smoothing = SmoothingChoice.weight(0)
    /// The smoothed curve; nil for a raw one.
    fileprivate(set) var trend: [PlotPoint]?
    /// The weight that it was smoothed with, and the average at the last point that is settled.
    fileprivate var weight = 0.0
    fileprivate var average = RunningAverage(weight: 0)
    fileprivate var smoothedPoints = 0
    /// The picture that it was last wanted for.
    fileprivate var wanted = 0
  }

  private var curves: [Key: Curve] = [:]
  /// Pictures so far: when each curve was last wanted.
  private var picture = 0

  /// Points that are kept of curves that nobody looks at, at some 60 bytes each.
  var pointsKept = 1 << 15

  /// Steps behind the latest that events may still change.
  fileprivate static let unsettled = 8
  /// Stands for the number of observations that nobody counted.
  fileprivate static let unknownCount = -1

  /// Brings the curves of these metrics up to date.
  mutating func prepare(
    _ metrics: [Metric], _ axis: Axis, _ smoothing: SmoothingChoice, of run: RunState
  ) {
    picture += 1
    for metric in metrics {
      let key = Key(metric: metric.id, axis: axis)
      Self.update(&curves[key, default: Curve()], metric, axis, smoothing, run)
      curves[key]?.wanted = picture
    }
    forgetOldest()
  }

  /// Lets go of curves that were not wanted for longest, so that what is kept does not grow with all
  /// that was ever looked at.
  private mutating func forgetOldest() {
    let idle = curves.filter { $0.value.wanted < picture }
    var points = idle.values.reduce(0) { $0 + $1.points.count }
    for (key, curve) in idle.sorted(by: { $0.value.wanted < $1.value.wanted }) {
      if points <= pointsKept { return }
      points -= curve.points.count
      curves[key] = nil
    }
  }

  /// How many points are kept.
  var pointCount: Int { curves.values.reduce(0) { $0 + $1.points.count } }

  /// Brings the curves up to an earlier moment of a run: what did not change since is cut off the
  /// curves that are kept of the latest one.
  mutating func prepare(
    _ metrics: [Metric], _ axis: Axis, _ smoothing: SmoothingChoice, of past: RunState,
    cutting latest: CurveStore
  ) {
    curves = [:]
    for metric in metrics {
      let key = Key(metric: metric.id, axis: axis)
      var curve = latest.curves[key]?.beginning(metric.source, of: past) ?? Curve()
      Self.update(&curve, metric, axis, smoothing, past)
      curves[key] = curve
    }
  }

  func curve(
    _ metric: Metric, _ axis: Axis, _ smoothing: SmoothingChoice, of run: RunState
  ) -> Curve {
    if let curve = curves[Key(metric: metric.id, axis: axis)], curve.smoothing == smoothing {
      return curve
    }
    var curve = Curve()
    Self.update(&curve, metric, axis, smoothing, run)
    return curve
  }

  // MARK: - Reading

  private static func update(
    _ curve: inout Curve, _ metric: Metric, _ axis: Axis, _ smoothing: SmoothingChoice,
    _ run: RunState
  ) {
    curve.dropUnsettled()
    switch metric.source {
    case .evaluation(let name): curve.add(run, named: name, axis)
    case .scalar(let name): curve.add(run.scalars[name], axis)
    case .step(let value):
      curve.add(run.steps, axis, unsettled: unsettled) { step, _ in
        (value(step), 0, metric.count?(step) ?? unknownCount)
      }
    case .share(let tally):
      curve.add(run.steps, axis, unsettled: unsettled) { step, _ in
        let tally = tally(step)
        return (tally.successRate, tally.solved, tally.count)
      }
    case .episodes(let value):
      curve.add(run.steps, axis, unsettled: unsettled) { step, _ in
        let values = run.episodes.places(ofStep: step.step)
          .compactMap { value(run.episodes.records[$0]) }
        let mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        return (mean, 0, values.count)
      }
    }
    curve.smooth(metric.source, smoothing)
  }
}

extension CurveStore.Curve {
  /// Of how many observations each point is; empty where that is not known of all.
  var knownCounts: [Int] { counts.contains(CurveStore.unknownCount) ? [] : counts }

  fileprivate mutating func dropUnsettled() { cut(toPoints: settledPoints) }

  private mutating func cut(toPoints count: Int) {
    let extra = max(0, points.count - count)
    points.removeLast(extra)
    records.removeLast(min(extra, records.count))
    solved.removeLast(min(extra, solved.count))
    counts.removeLast(min(extra, counts.count))
    band.removeLast(min(extra, band.count))
  }

  /// The part of it that an earlier moment of the run has in common with it, not smoothed yet;
  /// `nil` where that cannot be told.
  fileprivate func beginning(_ source: Metric.Source, of past: RunState) -> Self? {
    var curve = self
    switch source {
    case .scalar: return nil
    case .evaluation: curve.settledRecords = min(settledRecords, past.evaluations.count)
    case .step, .share, .episodes:
      var same = min(settledRecords, past.steps.count - CurveStore.unsettled)
      // What is not over there is known better now.
      while same > 0, !past.steps[same - 1].isClosed { same -= 1 }
      curve.settledRecords = max(0, same)
    }
    curve.settledPoints = records.firstPlace(notBelow: curve.settledRecords)
    curve.cut(toPoints: curve.settledPoints)
    curve.trend = nil
    return curve
  }

  fileprivate mutating func add(
    _ steps: PackedSeries<StepRecord>, _ axis: Axis, unsettled: Int,
    _ value: (StepRecord, Int) -> (y: Double?, solved: Int, count: Int)
  ) {
    let settled = max(settledRecords, steps.count - unsettled)
    for index in settledRecords..<max(settledRecords, steps.count) {
      if index == settled { settle(index) }
      let step = steps[index]
      let (y, solved, count) = value(step, index)
      guard let x = axis.place(of: step), let y else { continue }
      points.append(PlotPoint(x, y))
      records.append(index)
      self.solved.append(solved)
      counts.append(count)
    }
    if settled >= steps.count { settle(steps.count) }
  }

  private mutating func settle(_ records: Int) {
    settledRecords = records
    settledPoints = points.count
  }

  fileprivate mutating func add(
    _ run: RunState, named name: String, _ axis: Axis
  ) {
    let evaluations = run.evaluations
    for index in settledRecords..<max(settledRecords, evaluations.count) {
      let evaluation = evaluations[index]
      guard evaluation.record.name == name, let x = axis.place(of: evaluation, in: run)
      else { continue }
      points.append(PlotPoint(x, evaluation.record.successRate))
      records.append(index)
      counts.append(evaluation.record.episodes)
      band.append(PlotInterval(x, evaluation.record.low, evaluation.record.high))
    }
    settle(evaluations.count)
  }

  fileprivate mutating func add(_ series: ScalarSeries?, _ axis: Axis) {
    guard let series else { return }
    if series.revision != revision || series.points.count < settledRecords {
      self = CurveStore.Curve()
      revision = series.revision
    }
    for index in settledRecords..<series.points.count {
      let point = series.points[index]
      if let x = axis.place(of: point) { points.append(PlotPoint(x, point.value)) }
    }
    counts = []
    settle(series.points.count)
  }

  /// At full resolution, before anything is thinned out; goes on from where it was.
  fileprivate mutating func smooth(_ source: Metric.Source, _ choice: SmoothingChoice) {
    smoothing = choice
    let wanted = choice.weight(forCount: points.count)
    // Measured on many episodes: what is between two evaluations is not noise.
    if case .evaluation = source { return }
    guard wanted > 0 else {
      trend = nil
      return
    }
    if trend == nil || wanted != weight {
      trend = []
      weight = wanted
      average = RunningAverage(weight: wanted)
      smoothedPoints = 0
    }
    var isShare = false
    if case .share = source { isShare = true }
    // Taken out, so that the array has one owner and is not copied.
    var line = trend ?? []
    trend = nil
    line.removeLast(line.count - smoothedPoints)
    var running = average
    for index in smoothedPoints..<points.count {
      if index == settledPoints { keep(running, index) }
      let y =
        isShare
        ? running.add(solved[index], of: counts[index]) : running.add(points[index].y)
      line.append(PlotPoint(points[index].x, y))
    }
    trend = line
    if settledPoints == points.count { keep(running, points.count) }
  }

  private mutating func keep(_ running: RunningAverage, _ index: Int) {
    average = running
    smoothedPoints = index
  }
}

extension [Int] {
  /// The first place that holds no less than this, of numbers that ascend.
  fileprivate func firstPlace(notBelow least: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < least { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// What smoothing has seen so far.
private struct RunningAverage: Sendable {
  private let weight: Double
  private var values: ExponentialSmoothing
  private var solved = 0.0
  private var seen = 0.0

  init(weight: Double) {
    self.weight = weight
    self.values = ExponentialSmoothing(weight: weight)
  }

  mutating func add(_ value: Double) -> Double { values.add(value) }

  /// The average of the successes over that of the counts, so that a step with few attempts moves
  /// the curve little.
  mutating func add(_ successes: Int, of count: Int) -> Double {
    solved = weight * solved + Double(successes)
    seen = weight * seen + Double(count)
    return seen > 0 ? solved / seen : .nan
  }
}
