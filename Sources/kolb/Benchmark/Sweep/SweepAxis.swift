import TinyTransformer

/// Something that work grows with, and how long the work takes at several sizes of it.
struct SweepAxis: Sendable {
  let name: String
  /// What is done once, in words.
  let work: String
  /// What the sizes count.
  let unit: String
  /// Ascending, at least two.
  let sizes: [Int]
  /// The exponent with which the work itself grows: 2 where weights grow with the square.
  let linear: Double
  /// Gets everything ready for one size that is no part of the work.
  let prepare: @Sendable (_ bench: Workbench, _ size: Int) throws -> Measurement

  /// Does the work once, and returns the seconds that it took.
  typealias Measurement = () throws -> Double

  init(
    name: String, work: String, unit: String, sizes: [Int], linear: Double = 1,
    prepare: @escaping @Sendable (_ bench: Workbench, _ size: Int) throws -> Measurement
  ) {
    self.name = name
    self.work = work
    self.unit = unit
    self.sizes = sizes
    self.linear = linear
    self.prepare = prepare
  }

  /// Takes the time of the work at the first so many sizes.
  func measured(on bench: Workbench, repeats: Int, points: Int) throws -> SweepResult {
    let points = try sizes.prefix(points).map { size in
      let measure = try prepare(bench, size)
      _ = try measure()
      return SweepPoint(size: size, seconds: try (0..<repeats).map { _ in try measure() })
    }
    return SweepResult(axis: self, points: points)
  }
}

extension SweepAxis {
  /// The axes that there are, on so many threads.
  static func all(threads: Int) -> [SweepAxis] {
    [
      SweepAxis(
        name: "batch", work: "training step on so many sequences of 128 tokens",
        unit: "sequences", sizes: [8, 16, 32, 64, 128]
      ) { bench, size in
        training(try bench.model().parameters, threads, sequences: size, length: 128)
      },
      SweepAxis(
        name: "context", work: "training step on 8 sequences of so many tokens", unit: "tokens",
        sizes: [32, 64, 128, 256, 512]
      ) { bench, size in
        training(try bench.model().parameters, threads, sequences: 8, length: size)
      },
      SweepAxis(
        name: "width", work: "training step on 16 × 128 tokens of a model so wide",
        unit: "width", sizes: [32, 64, 128, 256], linear: 2
      ) { bench, size in
        var shape = try bench.model().parameters.configuration
        shape.intermediateSize = shape.intermediateSize / shape.hiddenSize * size
        shape.headDimension = size / shape.headCount
        shape.hiddenSize = size
        return training(try Parameters(shape, seed: 1), threads, sequences: 16, length: 128)
      },
      SweepAxis(
        name: "depth", work: "training step on 16 × 128 tokens of a model so deep",
        unit: "layers", sizes: [1, 2, 4, 8]
      ) { bench, size in
        var shape = try bench.model().parameters.configuration
        shape.layerCount = size
        return training(try Parameters(shape, seed: 1), threads, sequences: 16, length: 128)
      },
      SweepAxis(
        name: "episodes", work: "the first so many training steps of the default run",
        unit: "training steps", sizes: [4, 8, 16, 32]
      ) { bench, size in
        try StepRows.firstSteps(bench, count: size, threads: threads)
      },
    ]
  }

  private static func training(
    _ parameters: Parameters, _ threads: Int, sequences: Int, length: Int
  ) -> Measurement {
    let step = IndependentStep(parameters, threads: threads, sequences: sequences, length: length)
    return { try Stopwatch { try step.take() }.seconds }
  }
}
