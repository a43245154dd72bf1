#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads for arithmetic, outside Swift's cooperative pool, which long work would starve.
///
/// Who has nothing to do sleeps. Which thread does which piece is a matter of chance, so whoever
/// wants equal results for any number of threads divides the work into pieces that do not depend on
/// that number, and adds their results up in a fixed order.
package final class WorkerPool: Sendable {
  /// How many threads work, the caller's among them.
  package let threadCount: Int

  /// How many of them are given work now; the others sleep.
  package var width: Int {
    get { shared.withLock { $0.width } }
    set { shared.withLock { $0.width = min(max(newValue, 1), threadCount) } }
  }

  private let shared: Monitor<State>
  private let turn = Monitor(())
  private let threads: [JoinableThread]

  private struct State {
    var body: (@Sendable (_ piece: Int, _ worker: Int) -> Void)?
    var next = 0
    var count = 0
    var unfinished = 0
    var width: Int
    var isClosing = false

    /// The next piece for a thread; `nil` where there is none, or none for this one.
    mutating func take(as worker: Int) -> Task? {
      guard let body, next < count, worker < width else { return nil }
      next += 1
      return (next - 1, body)
    }
  }

  /// - Parameter threads: one means that `run` does everything itself; nil means one for each core.
  package init(threads: Int? = nil) {
    let count = max(1, threads ?? Self.coreCount)
    let shared = Monitor(State(width: count))
    self.shared = shared
    self.threads = (1..<count).compactMap { worker in
      JoinableThread { Self.work(as: worker, on: shared) }
    }
    threadCount = self.threads.count + 1
  }

  deinit {
    shared.announce { $0.isClosing = true }
    for thread in threads { thread.join() }
  }

  /// Calls `body` once for each piece, several at a time, and returns when all are done.
  ///
  /// - `body`: gets the number of the piece, and that of the thread (below `threadCount`),
  ///   which it alone uses during the call. It must not call `run` of the same pool.
  package func run(_ pieces: Int, _ body: @Sendable (_ piece: Int, _ worker: Int) -> Void) {
    guard pieces > 1, width > 1 else {
      for piece in 0..<pieces { body(piece, 0) }
      return
    }
    withoutActuallyEscaping(body) { body in
      turn.withLock { _ in
        shared.announce {
          ($0.body, $0.next, $0.count, $0.unfinished) = (body, 0, pieces, pieces)
        }
        while Self.takeAndDo(as: 0, { shared.withLock { $0.take(as: 0) } }) {
          Self.finishPiece(on: shared)
        }
        shared.wait { $0.unfinished == 0 ? () : nil }
        // The others have nothing left to take, so dropping the closure here drops the last use.
        shared.withLock { $0.body = nil }
      }
    }
  }

  private typealias Task = (piece: Int, body: @Sendable (Int, Int) -> Void)

  private static func finishPiece(on shared: Monitor<State>) {
    let isLast = shared.withLock { state in
      state.unfinished -= 1
      return state.unfinished == 0
    }
    if isLast { shared.announce { _ in } }
  }

  /// Does one piece of work, if there is one.
  ///
  /// Not inlined, because the closure must be released before its piece counts as finished: `run`
  /// may only return when nobody holds it any more.
  @inline(never)
  private static func takeAndDo(as worker: Int, _ next: () -> Task?) -> Bool {
    guard let task = next() else { return false }
    task.body(task.piece, worker)
    return true
  }

  private static func work(as worker: Int, on shared: Monitor<State>) {
    // A little below the thread that draws the screen. On Linux, 0 is the calling thread.
    #if canImport(Glibc)
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
    #endif
    let next: () -> Task? = {
      shared.wait { state -> Task?? in
        if state.isClosing { return .some(nil) }
        return state.take(as: worker).map { .some($0) }
      }
    }
    while takeAndDo(as: worker, next) { finishPiece(on: shared) }
  }

  private static var coreCount: Int {
    max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }
}
