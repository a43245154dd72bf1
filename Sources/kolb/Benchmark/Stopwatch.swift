import Foundation

/// How long something took.
struct Stopwatch {
  /// On the clock.
  let seconds: Double
  /// Of all threads of this process together.
  let processor: Double

  /// Takes the time of some work.
  init(_ work: () throws -> Void) rethrows {
    let (begin, before) = (ContinuousClock.now, Self.processorSeconds)
    try work()
    seconds = max(begin.duration(to: .now).seconds, 1e-9)
    processor = Self.processorSeconds - before
  }

  /// A rate, of work of some size.
  func rate(of amount: Double) -> BenchmarkSample {
    BenchmarkSample(value: amount / seconds, processor: processor)
  }

  /// The time of one of several equal pieces.
  func time(each count: Int = 1) -> BenchmarkSample {
    BenchmarkSample(
      value: seconds / Double(count), processor: processor / Double(count))
  }

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
