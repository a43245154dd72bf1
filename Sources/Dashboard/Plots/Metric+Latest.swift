import RLCore
import RunModel

extension Metric {
  /// Steps that are looked through for a value; a list of many asks at every picture.
  private static let searched = 64

  /// The latest value, and the step that it is of; `nil` where none was measured lately.
  func latest(in run: RunState) -> (value: Double, step: Int)? {
    switch source {
    case .evaluation(let name):
      run.evaluations.last { $0.record.name == name }
        .map { ($0.record.successRate, $0.record.step) }
    case .scalar(let name):
      run.scalars[name]?.points.last.map { ($0.value, $0.step) }
    case .step(let value): latest(in: run, value)
    case .share(let tally): latest(in: run) { tally($0).successRate }
    case .episodes(let value):
      latest(in: run) { step in
        let values = run.episodes.places(ofStep: step.step)
          .compactMap { value(run.episodes.records[$0]) }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
      }
    }
  }

  private func latest(
    in run: RunState, _ value: (StepRecord) -> Double?
  ) -> (value: Double, step: Int)? {
    for place in run.steps.indices.suffix(Self.searched).reversed() {
      let step = run.steps[place]
      if step.isClosed, let value = value(step), value.isFinite { return (value, step.step) }
    }
    return nil
  }
}
