import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that do one operation together, and the next, for as long as a call lasts.
///
/// A pool gives whole pieces of work to its threads and lets them sleep in between. A large model has
/// hundreds of operations a token, each over in a tenth of a millisecond, so the threads of a team
/// look for the next one instead. Nothing that they compute depends on how many there are.
final class Team: @unchecked Sendable {
  // Unchecked: `body` is written by the leader alone while nothing is left to take, and read by who
  // has taken a piece, which the leader waits for.
  let pool: WorkerPool
  /// Above, the number of the operation; below, how many of its pieces nobody has taken.
  private let open = Atomic<UInt64>(0)
  private let unfinished = Atomic<Int>(0)
  private let isClosing = Atomic<Bool>(false)
  private var body: ((_ piece: Int, _ worker: Int) -> Void)?
  private var isGathered = false

  var size: Int { pool.threadCount }

  init(_ pool: WorkerPool) {
    self.pool = pool
  }

  /// Calls `body`, in which every `run` is done by all threads together.
  func lead(_ body: () -> Void) {
    guard size > 1, !isGathered else { return body() }
    isGathered = true
    isClosing.store(false, ordering: .releasing)
    nonisolated(unsafe) let body = body
    pool.run(size) { place, _ in
      if place == 0 {
        body()
        isClosing.store(true, ordering: .releasing)
      } else {
        follow(as: place)
      }
    }
    isGathered = false
  }

  /// Calls `body` once for each piece, and returns when all are done.
  ///
  /// - `body`: gets the number of the piece, and that of the thread, which it alone uses meanwhile.
  func run(_ pieces: Int, _ body: (_ piece: Int, _ worker: Int) -> Void) {
    guard isGathered, pieces > 1 else {
      for piece in 0..<pieces { body(piece, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      self.body = body
      unfinished.store(pieces, ordering: .relaxed)
      let number = (open.load(ordering: .relaxed) >> 32) &+ 1
      open.store(number << 32 | UInt64(pieces), ordering: .releasing)
      while let piece = take() { finish(piece, as: 0) }
      var patience = Patience()
      while unfinished.load(ordering: .acquiring) > 0 { patience.wait() }
      self.body = nil
    }
  }

  private func take() -> Int? {
    var seen = open.load(ordering: .acquiring)
    while seen & 0xFFFF_FFFF > 0 {
      let (exchanged, original) = open.compareExchange(
        expected: seen, desired: seen - 1, ordering: .acquiringAndReleasing)
      if exchanged { return Int(seen & 0xFFFF_FFFF) - 1 }
      seen = original
    }
    return nil
  }

  private func finish(_ piece: Int, as worker: Int) {
    body?(piece, worker)
    unfinished.subtract(1, ordering: .acquiringAndReleasing)
  }

  private func follow(as worker: Int) {
    var patience = Patience()
    while !isClosing.load(ordering: .acquiring) {
      if let piece = take() {
        finish(piece, as: worker)
        patience = Patience()
      } else {
        patience.wait()
      }
    }
  }

  /// Looks again at once for a while, and then lets others have the processor in between.
  private struct Patience {
    private var looks = 0

    mutating func wait() {
      looks += 1
      if looks > 2000 { sched_yield() }
    }
  }
}
