import Basics
import RLCore

extension StepRecord: Packable {
  package func pack(into bytes: inout PackedWriter) {
    bytes.put(step, near: 0)
    first.pack(into: &bytes)
    second.pack(into: &bytes)
    reflections.pack(into: &bytes)
    outcomes.pack(into: &bytes)
    lift.pack(into: &bytes)
    quality.pack(into: &bytes)
    passes.pack(into: &bytes)
    for count in [hardPrompts, rescuedPrompts, failedEpisodes] { bytes.put(count) }
    bytes.put(update) { $1.pack(into: &$0) }
    phases.pack(into: &bytes)
    bytes.put(elapsed)
    bytes.put(tokens)
    bytes.put(seconds)
    bytes.put(isClosed)
  }

  package init(from bytes: inout PackedReader) {
    self.init(step: bytes.integer(near: 0))
    first = RewardTally(from: &bytes)
    second = RewardTally(from: &bytes)
    reflections = ReflectionTally(from: &bytes)
    outcomes = OutcomeCounts(from: &bytes)
    lift = LiftSums(from: &bytes)
    quality = QualitySums(from: &bytes)
    passes = PassRates(from: &bytes)
    hardPrompts = bytes.integer()
    rescuedPrompts = bytes.integer()
    failedEpisodes = bytes.integer()
    update = bytes.optional { UpdateRecord(from: &$0) }
    phases = PhaseSeconds(from: &bytes)
    elapsed = bytes.optionalNumber()
    tokens = bytes.optionalInteger()
    seconds = bytes.optionalNumber()
    isClosed = bytes.flag()
  }
}

extension LiftSums {
  func pack(into bytes: inout PackedWriter) {
    gain.pack(into: &bytes)
    net.pack(into: &bytes)
  }

  init(from bytes: inout PackedReader) {
    self.init()
    gain = ClusteredMean(from: &bytes)
    net = ClusteredMean(from: &bytes)
  }
}

extension ReflectionTally {
  func pack(into bytes: inout PackedWriter) {
    for value in [count, parsed, repeated, tokens] { bytes.put(value) }
    rules.pack(into: &bytes)
  }

  init(from bytes: inout PackedReader) {
    self.init()
    count = bytes.integer()
    parsed = bytes.integer()
    repeated = bytes.integer()
    tokens = bytes.integer()
    rules = RuleCheck(from: &bytes)
  }
}

extension OutcomeCounts {
  func pack(into bytes: inout PackedWriter) {
    for value in [fixed, unchanged, broken, kept, failedAlike, failedAnew] { bytes.put(value) }
  }

  init(from bytes: inout PackedReader) {
    self.init()
    fixed = bytes.integer()
    unchanged = bytes.integer()
    broken = bytes.integer()
    kept = bytes.integer()
    failedAlike = bytes.integer()
    failedAnew = bytes.integer()
  }
}
