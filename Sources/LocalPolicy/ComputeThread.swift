import Foundation

/// A thread of its own for long arithmetic, as an executor for actors.
///
/// Swift's cooperative pool has one thread a core; a training step there would starve everything
/// else that the program does concurrently.
final class ComputeThread: SerialExecutor, @unchecked Sendable {
  // Unchecked: `jobs` and `isClosing` are only touched while `condition` is locked.
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var isClosing = false

  init(name: String) {
    let queue = Queue(owner: self)
    let thread = Thread {
      // As the pool's threads: a little below the one that draws the screen, which on a busy
      // machine would wait its turn behind each of them. On Linux, 0 is the calling thread.
      #if canImport(Glibc)
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 5)
      #endif
      queue.run()
    }
    thread.name = name
    thread.stackSize = 8 << 20
    thread.start()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    condition.lock()
    jobs.append(job)
    condition.signal()
    condition.unlock()
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }

  private func next() -> UnownedJob? {
    condition.lock()
    defer { condition.unlock() }
    while jobs.isEmpty && !isClosing { condition.wait() }
    return jobs.isEmpty ? nil : jobs.removeFirst()
  }

  /// Lets the thread end once it has nothing left to do.
  func close() {
    condition.lock()
    isClosing = true
    condition.signal()
    condition.unlock()
  }

  /// Keeps the executor alive for as long as its thread runs.
  private struct Queue: Sendable {
    let owner: ComputeThread

    func run() {
      while let job = owner.next() {
        job.runSynchronously(on: owner.asUnownedSerialExecutor())
      }
    }
  }
}
