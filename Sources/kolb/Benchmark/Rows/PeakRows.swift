import TinyTransformer

/// The limit: how fast the kernel multiplies, and how near a training step comes to that.
extension BenchmarkRow {
  static let products = BenchmarkRow(
    "products", "the kernel's best matrix product, single precision", .rate("GFLOP")
  ) { _ in
    let trials = ProductPeak()
    return {
      let peak = trials.measured()
      return BenchmarkSample(value: peak.operations / 1e9, processor: peak.processor)
    }
  }

  static let share = BenchmarkRow(
    "share", "what the training step's products reach of that, on one thread", .percent
  ) { bench in
    let trials = ProductPeak()
    let step = IndependentStep(try bench.model().parameters, threads: 1)
    return {
      let peak = trials.measured()
      let watch = try Stopwatch { try step.take() }
      // By processor time: whoever else wants the core is no part of either.
      return BenchmarkSample(
        value: 100 * step.operations / watch.processor / peak.operations,
        processor: watch.processor + peak.processor)
    }
  }
}

/// The fastest of several products.
private struct ProductPeak {
  private let trials = ProductTrial.shapes.map {
    ProductTrial(rows: $0.0, depth: $0.1, columns: $0.2)
  }

  /// Operations a second of processor time, and how much of that all trials took.
  func measured() -> (operations: Double, processor: Double) {
    var (best, processor) = (0.0, 0.0)
    for trial in trials {
      // Long enough for the clock, short enough to find a moment without disturbance.
      let times = max(1, Int(2e8 / trial.operations))
      for _ in 0..<8 {
        let watch = Stopwatch { trial.multiply(times: times) }
        best = max(best, trial.operations * Double(times) / max(watch.processor, 1e-9))
        processor += watch.processor
      }
    }
    return (best, processor)
  }
}
