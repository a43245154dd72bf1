import Basics
import RLCore

/// What the moments of a run have in common because it is only appended to.
struct HistorySeries {
  var evaluations = Series<EvaluationPoint>()
  var controls = Series<ControlRecord>()
  var checkpoints = Series<CheckpointRecord>()

  init(of state: RunState) {
    evaluations = state.evaluations
    controls = state.controls
    checkpoints = state.checkpoints
  }

  func write(to history: inout HistoryWriter) {
    history.values.put(evaluations.count)
    for point in evaluations {
      history.put(.evaluation(point.record))
      history.values.put(point.elapsed)
    }
    history.values.put(controls.count)
    for control in controls { history.put(.control(control)) }
    history.values.put(checkpoints.count)
    for checkpoint in checkpoints { history.put(.checkpoint(checkpoint)) }
  }

  init(from history: inout HistoryReader) {
    for _ in 0..<max(0, history.values.integer()) where !history.values.isDamaged {
      guard case .evaluation(let record) = history.event() else { continue }
      evaluations.append(
        EvaluationPoint(record: record, elapsed: history.values.optionalNumber()))
    }
    for _ in 0..<max(0, history.values.integer()) where !history.values.isDamaged {
      if case .control(let control) = history.event() { controls.append(control) }
    }
    for _ in 0..<max(0, history.values.integer()) where !history.values.isDamaged {
      if case .checkpoint(let checkpoint) = history.event() { checkpoints.append(checkpoint) }
    }
  }
}
