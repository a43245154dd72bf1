import Basics
import Foundation
import Synchronization

/// A process that answers questions, one line each, in the order in which they were asked.
///
/// One thread speaks to it: it never waits for one pipe while another is full, so a program that
/// does not read, writes without end or says nothing holds nobody up but whoever asked it.
final class WorldProcess: Sendable {
  private struct State {
    var exchange = ProcessExchange()
    var replies: [Int: PendingReply] = [:]
    /// What is still to be written.
    var outgoing: [UInt8] = []
    var isClosing = false
    /// Why it takes no more questions, and what becomes of those that come.
    var ending: WorldLoss?
  }

  private let program: SpawnedProgram
  private let state = Mutex(State())
  /// Wakes the thread, which waits at the one end while others write to the other.
  private let bell: (reading: Int32, writing: Int32)
  private let patience: Patience

  /// How long a process may say nothing while it is asked something, in seconds.
  struct Patience: Sendable, Equatable {
    /// Before its first answer, when it loads what it needs.
    var first: Double
    var later: Double
  }

  /// - Parameters:
  ///   - words: the program and its arguments.
  ///   - patience: how long it may say nothing while it is asked something.
  /// - Throws: `SpawnedProgram.Refusal`.
  init(_ words: [String], patience: Patience) throws(SpawnedProgram.Refusal) {
    self.patience = patience
    bell = try SpawnedProgram.pipe()
    for end in [bell.reading, bell.writing] {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
    do { program = try SpawnedProgram(words) } catch {
      Foundation.close(bell.reading)
      Foundation.close(bell.writing)
      throw error
    }
    let thread = Thread { [self] in speak() }
    thread.name = "kolb world"
    thread.start()
  }

  deinit {
    Foundation.close(bell.reading)
    Foundation.close(bell.writing)
  }

  /// Whether it still takes questions.
  var isAlive: Bool { state.withLock { $0.ending == nil && !$0.isClosing } }

  /// Lines that it wrote and that were no answers.
  var strayLines: Int { state.withLock { $0.exchange.strayLines } }

  /// Asks it something and waits for the answer.
  ///
  /// - Parameter question: writes the members of the question beside its number.
  /// - Returns: the answer, an object.
  /// - Throws: `WorldLoss`; `CancellationError` where the caller was cancelled.
  func ask(_ question: WorldQuestion) async throws -> JSONValue {
    try await post(question).answer()
  }

  /// Asks it something whose answer is of no use to anybody.
  func tell(_ question: WorldQuestion) { _ = post(question) }

  /// Ends it, at once where it does not go by itself.
  func close() {
    state.withLock { $0.isClosing = true }
    ring()
  }

  private func post(_ question: WorldQuestion) -> PendingReply {
    let reply = PendingReply()
    let ending = state.withLock { state -> WorldLoss? in
      if let ending = state.ending { return ending }
      let number = state.exchange.ask()
      state.replies[number] = reply
      state.outgoing += question.line(number: number)
      return nil
    }
    if let ending { reply.tell(.failure(ending)) } else { ring() }
    return reply
  }

  private func ring() {
    var one: UInt8 = 1
    _ = write(bell.writing, &one, 1)
  }
}

// MARK: - The thread

extension WorldProcess {
  /// What the thread alone knows.
  private struct Watch {
    /// Since when it owes an answer; `nil` while it owes none.
    var owing: ContinuousClock.Instant?
    /// By when it must have gone, once it was asked to.
    var closing: ContinuousClock.Instant?
    var hasAnswered = false
    var isInputOpen = true
    var areErrorsOpen = true
    var errors: [UInt8] = []
  }

  /// Speaks to the program until it is gone.
  private func speak() {
    // Writing to a program that has gone is an error to be seen here, and no signal.
    var broken = sigset_t()
    sigemptyset(&broken)
    sigaddset(&broken, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &broken, nil)
    var watch = Watch()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var end: End?
    while end == nil { end = turn(&watch, &buffer) }
    finish(end ?? .gone, &watch, &buffer)
  }

  /// Why the thread stops.
  private enum End: Equatable {
    /// It closed its output.
    case gone
    case silent
    case breach(ProcessExchange.Breach)
    /// It was asked to go.
    case closed
  }

  /// Waits for whatever happens next and deals with it.
  private func turn(_ watch: inout Watch, _ buffer: inout [UInt8]) -> End? {
    let now = ContinuousClock.now
    let (hasOutgoing, owes, isClosing) = state.withLock {
      (!$0.outgoing.isEmpty, !$0.exchange.waiting.isEmpty, $0.isClosing)
    }
    watch.owing = owes ? watch.owing ?? now : nil
    if isClosing, watch.closing == nil {
      watch.closing = now + .seconds(1)
      closeInput(&watch)
    }
    let deadline = watch.closing ?? watch.owing.map { $0 + .seconds(bearable(watch)) }
    if let deadline, now >= deadline { return watch.closing == nil ? .silent : .closed }
    var files = [
      pollfd(fd: bell.reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: program.output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watch.areErrorsOpen ? program.errors : -1, events: Int16(POLLIN), revents: 0),
      pollfd(
        fd: watch.isInputOpen && hasOutgoing ? program.input : -1, events: Int16(POLLOUT),
        revents: 0),
    ]
    _ = poll(&files, nfds_t(files.count), Self.milliseconds(from: now, to: deadline))
    if files[0].revents != 0 { _ = read(bell.reading, &buffer, buffer.count) }
    if files[2].revents != 0 { readErrors(&watch, &buffer) }
    if files[3].revents != 0 { writeOut(&watch) }
    guard files[1].revents != 0 else { return nil }
    return readAnswers(&watch, &buffer)
  }

  private func bearable(_ watch: Watch) -> Double {
    watch.hasAnswered ? patience.later : patience.first
  }

  private static func milliseconds(
    from now: ContinuousClock.Instant, to deadline: ContinuousClock.Instant?
  ) -> Int32 {
    guard let deadline else { return -1 }
    let left = (deadline - now).components
    let milliseconds = Double(left.seconds) * 1e3 + Double(left.attoseconds) / 1e15
    return Int32(min(max(milliseconds.rounded(.up), 1), 60_000))
  }

  private func readAnswers(_ watch: inout Watch, _ buffer: inout [UInt8]) -> End? {
    let count = read(program.output, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) ? nil : .gone }
    let (told, breach) = state.withLock { state in
      let (answers, breach) = state.exchange.take(buffer[..<count])
      return (answers.map { ($1, state.replies.removeValue(forKey: $0)) }, breach)
    }
    for (value, reply) in told { reply?.tell(.success(value)) }
    if !told.isEmpty {
      watch.owing = nil
      watch.hasAnswered = true
    }
    return breach.map(End.breach)
  }

  private func writeOut(_ watch: inout Watch) {
    let outgoing = state.withLock { $0.outgoing }
    let count = outgoing.withUnsafeBytes { write(program.input, $0.baseAddress, $0.count) }
    if count > 0 {
      state.withLock { $0.outgoing.removeFirst(count) }
    } else if errno != EAGAIN, errno != EINTR {
      // It reads no more; whether it still answers, its output tells.
      closeInput(&watch)
    }
  }

  private func closeInput(_ watch: inout Watch) {
    guard watch.isInputOpen else { return }
    watch.isInputOpen = false
    Foundation.close(program.input)
  }

  private func readErrors(_ watch: inout Watch, _ buffer: inout [UInt8]) {
    let count = read(program.errors, &buffer, buffer.count)
    if count > 0 {
      // The last words are kept, which say why it went.
      watch.errors = (watch.errors + buffer[..<count]).suffix(4000)
    } else if count == 0 || errno != EAGAIN && errno != EINTR {
      watch.areErrorsOpen = false
    }
  }

  /// Ends the program and tells everybody who waits.
  private func finish(_ end: End, _ watch: inout Watch, _ buffer: inout [UInt8]) {
    if end != .gone { program.kill() }
    hearLastWords(&watch, &buffer)
    // Children of the program that hold its pipes would keep it from being over.
    program.kill()
    let ending = program.wait()
    closeInput(&watch)
    Foundation.close(program.output)
    Foundation.close(program.errors)
    let (waiting, stray) = state.withLock { state in
      let waiting = state.exchange.waiting.map { state.replies[$0] }
      state.replies = [:]
      return (waiting, state.exchange.stray)
    }
    let words = Self.words(
      for: end, ending, patience: bearable(watch), stray: stray, errors: watch.errors)
    let late = state.withLock { state in
      state.ending = waiting.isEmpty ? .gone(words) : .interrupted
      defer { state.replies = [:] }
      return Array(state.replies.values)
    }
    // Questions are answered one after another, so it went over the first that was not.
    for (place, reply) in waiting.enumerated() {
      reply?.tell(.failure(place == 0 ? WorldLoss.failed(words) : .interrupted))
    }
    for reply in late { reply.tell(.failure(WorldLoss.interrupted)) }
  }

  /// What a program says of why it went arrives a little later than its end.
  private func hearLastWords(_ watch: inout Watch, _ buffer: inout [UInt8]) {
    let deadline = ContinuousClock.now + .milliseconds(300)
    while watch.areErrorsOpen, ContinuousClock.now < deadline {
      var file = pollfd(fd: program.errors, events: Int16(POLLIN), revents: 0)
      _ = poll(&file, 1, 20)
      if file.revents != 0 { readErrors(&watch, &buffer) }
    }
  }

  private static func words(
    for end: End, _ ending: SpawnedProgram.Ending, patience: Double, stray: String?, errors: [UInt8]
  ) -> String {
    let what =
      switch end {
      case .gone: ending.words
      case .silent: "it said nothing for \(NumberWords.seconds(patience)) and was ended"
      case .breach(.flood):
        "it wrote more than \(ProcessExchange.longestLine >> 20) MiB that is no answer and was ended"
      case .breach(.outOfStep(let answered, let asked)):
        "it answered question \(answered) "
          + (asked.map { "where \($0) was the first one open" } ?? "when none was open")
          + " and was ended"
      case .closed: "it was asked to go"
      }
    let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
    let last = lines.last { $0.contains { !$0.isWhitespace } }.map { WorldText.line(String($0)) }
    return what + (last.map { "; its last words: \($0)" } ?? "")
      + (stray.map { "; it wrote '\($0)', which is no answer" } ?? "")
  }
}
