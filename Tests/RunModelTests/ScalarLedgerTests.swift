import RunModel
import Testing

@Suite struct `Numbers of a trainer's own` {
  private static func state(_ values: [(step: Int, value: Double)]) -> RunState {
    values.reduce(into: RunState()) { state, entry in
      state.apply(
        LoggedEvent(
          .metrics(MetricsRecord(step: entry.step, values: [Scalar("v", entry.value)]))))
    }
  }

  private static func points(_ state: RunState) -> [Double] {
    state.scalars["v"]?.points.map(\.value) ?? []
  }

  @Test func `lie at their steps, and make a run go on`() {
    let state = Self.state([(1, 10), (5, 50)])
    #expect(state.scalars["v"]?.points.map(\.step) == [1, 5])
    #expect(state.status == .running)
    #expect(state.step == 5)
    #expect(state.steps.isEmpty, "a number makes no training step")
  }

  @Test func `of a step that comes again are those that came last`() {
    let state = Self.state([(1, 1), (2, 2), (3, 3), (2, 20), (3, 30)])
    #expect(Self.points(state) == [1, 20, 30])
    #expect(state.scalars.replaced == 2)
  }

  @Test func `that come late stand between the others`() {
    #expect(Self.points(Self.state([(1, 1), (4, 4), (5, 5), (2, 2)])) == [1, 2, 4, 5])
  }

  @Test func `that come very late begin the rest anew`() {
    let many = (0..<6000).map { (step: $0 * 2, value: Double($0)) }
    let state = Self.state(many + [(step: 1, value: -1)])
    #expect(Self.points(state) == [0, -1])
    #expect(state.scalars.replaced == 5999)
  }

  @Test func `are as they were where somebody looks back`() {
    var timeline = Timeline()
    for step in 1...9 {
      timeline.append(
        LoggedEvent(.metrics(MetricsRecord(step: step, values: [Scalar("v", Double(step))]))))
    }
    #expect(Self.points(timeline.state(at: .after(events: 4))) == [1, 2, 3, 4])
    #expect(Self.points(timeline.state(at: .following)).count == 9)
  }

  @Test func `have no more names than a person could read`() {
    var state = RunState()
    for index in 0..<(ScalarLedger.mostNames + 7) {
      state.apply(
        LoggedEvent(.metrics(MetricsRecord(step: 0, values: [Scalar("n\(index)", 1)]))))
    }
    #expect(state.scalars.count == ScalarLedger.mostNames)
    #expect(state.scalars.leftOut == 7)
  }

  @Test func `that are more than a picture can use keep the lowest and the highest as logged`() {
    let count = 300_000
    var state = RunState()
    func add(_ step: Int, _ value: Double) {
      state.apply(LoggedEvent(.metrics(MetricsRecord(step: step, values: [Scalar("v", value)]))))
    }
    for step in 0..<count {
      add(step, step == 77_777 ? 900 : step == 200_001 ? -900 : Double(step % 100))
      if step == 150_000 { #expect(state.scalars["v"]?.points.last?.step == step) }
    }
    let points = Array(state.scalars["v"]?.points ?? Series())
    #expect(points.count <= ScalarLedger.mostPoints + 64)
    #expect(points.count > ScalarLedger.mostPoints / 4)
    #expect(state.scalars.thinned == count - points.count)
    #expect(points.first?.step == 0)
    #expect(points.last?.step == count - 1)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.step < $1.step })
    #expect(points.contains { $0.step == 77_777 && $0.value == 900 })
    #expect(points.contains { $0.step == 200_001 && $0.value == -900 })
    #expect(points.allSatisfy { abs($0.value) == 900 || $0.value == Double($0.step % 100) })
  }

  @Test func `of many names together stay within their bound`() {
    var ledger = ScalarLedger()
    let names = (0..<64).map { "n\($0)" }
    for step in 0..<33_000 {
      let values = names.map { Scalar($0, Double(step % 7)) }
      ledger.add(MetricsRecord(step: step, values: values), elapsed: nil, event: step)
    }
    let kept = ledger.series.map(\.points.count)
    #expect(kept.reduce(0, +) <= 1 << 21)
    #expect((kept.min() ?? 0) > 1000)
    #expect(kept.reduce(0, +) + ledger.thinned == 64 * 33_000)
    #expect(ledger.series.allSatisfy { $0.points.last?.step == 32_999 })
  }
}
