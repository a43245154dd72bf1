import Basics

/// Sums over the steps that are over, kept with the state because every picture shows some of them
/// and a long run has too many steps to add up each time.
package struct StepTotals: Packable {
  package private(set) var quality = QualitySums()
  package private(set) var lift = LiftSums()
  package private(set) var passes = PassRates()
  package private(set) var outcomes = OutcomeCounts()
  package private(set) var reflections = ReflectionTally()
  package private(set) var first = RewardTally()
  /// Episodes that were tried again, whatever came of it.
  package var retried: Int { outcomes.gated + outcomes.broken + outcomes.kept }
  /// The first of the steps.
  package private(set) var firstStep: Int?

  package init() {}

  package init(_ steps: some Sequence<StepRecord>) {
    for step in steps where step.isClosed { add(step) }
  }

  mutating func add(_ step: StepRecord) {
    quality = quality + step.quality
    lift = lift + step.lift
    passes = passes + step.passes
    outcomes = outcomes + step.outcomes
    reflections = reflections + step.reflections
    first = first + step.first
    firstStep = min(firstStep ?? step.step, step.step)
  }

  /// Whether a step adds to the sums what another does.
  static func countsAlike(_ left: StepRecord, _ right: StepRecord) -> Bool {
    left.isClosed == right.isClosed && StepTotals([left]) == StepTotals([right])
  }

  package func pack(into bytes: inout PackedWriter) {
    quality.pack(into: &bytes)
    lift.pack(into: &bytes)
    passes.pack(into: &bytes)
    outcomes.pack(into: &bytes)
    reflections.pack(into: &bytes)
    first.pack(into: &bytes)
    bytes.put(firstStep)
  }

  package init(from bytes: inout PackedReader) {
    quality = QualitySums(from: &bytes)
    lift = LiftSums(from: &bytes)
    passes = PassRates(from: &bytes)
    outcomes = OutcomeCounts(from: &bytes)
    reflections = ReflectionTally(from: &bytes)
    first = RewardTally(from: &bytes)
    firstStep = bytes.optionalInteger()
  }
}
