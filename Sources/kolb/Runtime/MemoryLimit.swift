import Foundation

/// How much memory this process may use, where somebody has limited it: `ulimit -v`, a container.
///
/// Swift cannot go on where memory ends. So training asks before it begins, and what ends in the
/// middle for want of memory says so in a sentence.
enum MemoryLimit {
  /// Address space for threads with their stacks and heaps, a small model and its batches; what was
  /// found to be needed beside the program itself, and some more.
  private static let neededForTraining = 320 << 20

  /// - Throws: `MemoryShortage` where training would not come far.
  static func checkForTraining() throws(MemoryShortage) {
    guard !has(neededForTraining) else { return }
    throw MemoryShortage(needed: neededForTraining, limit: limit)
  }

  /// From now on the program ends with a sentence and 1 where the runtime aborts without memory.
  static func explainAborts() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in MemoryLimit.onAbort(number) }
    action.sa_flags = SA_ONSTACK
    sigaction(SIGABRT, &action, &before)
  }

  /// What was to be done about an abort before; written once, before any can come.
  private nonisolated(unsafe) static var before = sigaction()

  /// Only calls that a signal handler may make.
  private static func onAbort(_ number: Int32) {
    guard limit != nil || !has(1 << 20) else {
      // Another fault, for whoever reports those.
      sigaction(SIGABRT, &before, nil)
      raise(number)
      return
    }
    let words: StaticString = """
      error: the memory that this process may use is used up. Let it have more, such as by \
      'ulimit -v unlimited', or give it less to do.

      """
    _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
    _exit(ExitStatus.failed)
  }

  /// Whether so many bytes can be had, without keeping them.
  private static func has(_ bytes: Int) -> Bool {
    let base = mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let base, base != MAP_FAILED else { return false }
    munmap(base, bytes)
    return true
  }

  /// The bytes of address space that the process was given; `nil` for as many as it wants.
  private static var limit: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
  }
}

/// There is too little memory to begin.
struct MemoryShortage: Error, CustomStringConvertible {
  let needed: Int
  let limit: Int?

  var description: String {
    let given =
      limit.map { "this process may use \($0 >> 20) MB of address space (ulimit -v)" }
      ?? "this machine gives this process no more memory"
    return "\(given), and training needs \(needed >> 20) MB beside the program. "
      + "Let it have more, such as by 'ulimit -v unlimited'."
  }
}
