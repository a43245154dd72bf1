import CNcurses
import Glibc
import TerminalUI

/// Wakes the loop from any thread.
package struct TerminalWaker: Sendable {
  let descriptor: Int32

  /// Makes the loop return `.woken`; many calls before it looks count as one.
  package func wake() {
    var one: UInt64 = 1
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }
}

/// Waits for keys, for other threads, for the clock and for signals, all on one thread.
///
///     let loop = try TerminalLoop(capabilities: …, theme: …)
///     while running {
///       switch loop.next(until: frameIsDue ? nextFrame : nil) { … }
///     }
///     loop.screen.stop()
///
/// Without a deadline and without events it costs nothing.
package final class TerminalLoop {
  package enum Event: Hashable, Sendable {
    case key(Key)
    /// Somebody called `wake()`.
    case woken
    /// The time given to `next(until:)` has come.
    case deadline
    /// The system asks the program to end, by this signal. Asked again, it ends at once.
    case stopRequested(signal: Int32)
  }

  package let screen: TerminalScreen
  package let waker: TerminalWaker
  /// A descriptor that wakes the loop whenever it can be read; whoever gave it empties it.
  package var watched: Int32 = -1
  private var decoder = KeyDecoder()
  private var waiting: [Event] = []
  private var hasInput = true
  private var hasReportedStop = false
  private let patience: KeyPatience
  /// When bytes came last; what has begun is given up by the time since then.
  private var lastInput = ContinuousClock.now
  private var freeMemory = FreeMemory()

  package init(
    capabilities: Capabilities, theme: Theme, mouse: MouseMode = .left,
    others: OtherOutput = .keptBack, patience: KeyPatience = TerminalLoop.usualPatience
  ) throws(TerminalError) {
    self.patience = patience
    let wake = kolb_make_wake_descriptor()
    guard wake >= 0 else { throw .notStarted(reason: String(cString: strerror(errno))) }
    do {
      screen = try TerminalScreen(
        capabilities: capabilities, theme: theme, mouse: mouse, others: others, wake: wake)
    } catch {
      close(wake)
      throw error
    }
    // Never closed: a thread that is late may still call `wake()`, and the number must not have
    // become that of somebody's file.
    waker = TerminalWaker(descriptor: wake)
  }

  /// Says whether there is a terminal that can be used, before anything is begun that needs one.
  package static func check() throws(TerminalError) {
    let (input, output) = try TerminalScreen.openTerminal()
    defer {
      close(input)
      close(output)
    }
    try TerminalScreen.description(output: output)
  }

  /// As the environment has it.
  package static var usualPatience: KeyPatience {
    var environment = [String: String]()
    for name in KeyPatience.variables {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    return KeyPatience(environment: environment)
  }

  /// Whether `next(until:)` has something at hand; while it has, drawing can wait.
  package var hasWaiting: Bool { !waiting.isEmpty }

  /// The next thing that happens; waits for it without using the processor.
  package func next(until deadline: ContinuousClock.Instant? = nil) -> Event {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      let clock = ContinuousClock()
      let pause = decoder.awaited.map { lastInput + patience.pause(endingWaitFor: $0) }
      let until = [deadline, pause].compactMap(\.self).min()
      freeMemory.giveBackIfDue()
      let ready = wait(until: until, clock: clock)
      collectSignals()
      if ready.input { read() }
      if ready.woken { drainWaker() }
      if ready.watched { waiting.append(.woken) }
      if let pause, !ready.input, clock.now >= pause { add(decoder.flush()) }
      if waiting.isEmpty, let deadline, clock.now >= deadline { return .deadline }
    }
  }

  private func add(_ keys: [Key]) {
    waiting += keys.map(Event.key)
  }

  private func wait(
    until: ContinuousClock.Instant?, clock: ContinuousClock
  ) -> (input: Bool, woken: Bool, watched: Bool) {
    // A descriptor of -1 is passed over.
    var polled = [
      pollfd(fd: hasInput ? screen.input : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: waker.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watched, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = until.map { Self.milliseconds($0 - clock.now) } ?? -1
    let count = poll(&polled, nfds_t(polled.count), timeout)
    guard count > 0 else { return (false, false, false) }
    return (polled[0].revents != 0, polled[1].revents != 0, polled[2].revents != 0)
  }

  /// Rounded up, so that the time has come when `poll` returns.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private func read() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(screen.input, &bytes, bytes.count)
    if count > 0 {
      let now = ContinuousClock.now
      add(decoder.feed(bytes[..<count], isApart: now - lastInput > KeyPatience.together))
      lastInput = now
      screen.synchronizes = decoder.knowsFrames
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      // The terminal is gone. Asking it again would keep the processor busy for ever.
      hasInput = false
      waiting.append(.key(.endOfInput))
    }
  }

  private func drainWaker() {
    var count: UInt64 = 0
    _ = Glibc.read(waker.descriptor, &count, MemoryLayout<UInt64>.size)
    waiting.append(.woken)
  }

  /// A signal wakes the loop too; what it asked for comes before `.woken`.
  private func collectSignals() {
    let terminalGuard = screen.terminalGuard
    if terminalGuard.takeSuspend() { screen.suspend() }
    if terminalGuard.takeResume() {
      screen.reenter()
      reportSize()
    }
    if terminalGuard.takeResize() { reportSize() }
    if let signal = terminalGuard.stopSignal, !hasReportedStop {
      hasReportedStop = true
      waiting.append(.stopRequested(signal: signal))
    }
  }

  private func reportSize() {
    _ = screen.measure()
    waiting.append(.key(.resize(columns: screen.size.columns, rows: screen.size.rows)))
  }
}
