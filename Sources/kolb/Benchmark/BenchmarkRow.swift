/// A piece of work whose time is taken again and again.
struct BenchmarkRow: Sendable {
  /// The same on every machine: `training-2` is `training` on two threads.
  let name: String
  /// What is done once, in words.
  let work: String
  let unit: BenchmarkUnit
  let threads: Int
  /// Whether it is done once before time is taken: whatever is long enough to make that itself is
  /// not.
  var warmsUp = true
  /// Gets everything ready that is no part of the work.
  let prepare: @Sendable (Workbench) throws -> Measurement

  /// Does the work once, and says what was measured.
  typealias Measurement = () throws -> BenchmarkSample

  init(
    _ name: String, _ work: String, _ unit: BenchmarkUnit, threads: Int = 1, warmsUp: Bool = true,
    prepare: @escaping @Sendable (Workbench) throws -> Measurement
  ) {
    self.name = name
    self.work = work
    self.unit = unit
    self.threads = threads
    self.warmsUp = warmsUp
    self.prepare = prepare
  }

  /// Takes the time of the work.
  func measured(on bench: Workbench, repeats: Int) throws -> BenchmarkResult {
    let measure = try prepare(bench)
    if warmsUp { _ = try measure() }
    var samples: [BenchmarkSample] = []
    for _ in 0..<repeats { samples.append(try measure()) }
    return BenchmarkResult(row: self, samples: samples)
  }

  /// Whether a word on the command line means it: its name, or the beginning up to a hyphen.
  func isMeant(by word: String) -> Bool { name == word || name.hasPrefix(word + "-") }
}

/// What a figure counts.
enum BenchmarkUnit: Sendable, Equatable {
  /// Fewer are better.
  case seconds
  /// So many of these a second, of which more are better.
  case rate(String)
  /// Of a hundred.
  case percent

  var name: String {
    switch self {
    case .seconds: "s"
    case .rate(let what): "\(what)/s"
    case .percent: "%"
    }
  }
}

/// What was measured once.
struct BenchmarkSample: Sendable {
  /// In the unit of the row.
  var value: Double
  /// Seconds of processor time that it took, on all threads together.
  var processor: Double
  /// The most memory of its own that a program held, in MiB; `nil` where it is none of its own.
  var memory: Double?
}

/// What came of a row.
struct BenchmarkResult: Sendable {
  let row: BenchmarkRow
  let samples: [BenchmarkSample]
}
