import Foundation
import Testing

/// Terminals that are gone, or that take nothing any more.
@Suite(.serialized) struct LostTerminalTests {
  /// The program on a terminal whose other side is ours, and reads nothing.
  private func onStalledTerminal(_ arguments: [String]) throws -> (Process, master: Int32) {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(master >= 0)
    var isLocked: Int32 = 0
    var number: Int32 = 0
    // `TIOCSPTLCK` and `TIOCGPTN`, which Swift does not see.
    try #require(
      ioctl(master, 0x4004_5431, &isLocked) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
    // A picture of this size is more than the system keeps for a reader.
    var size = winsize(ws_row: 300, ws_col: 900, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
    let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    try #require(slave >= 0)
    let process = Process()
    process.executableURL = try RunningProgram.executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TERM": "xterm-256color", "LANG": "C.UTF-8"]) { $1 }
    let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = terminal
    try Signals.unblocked { try process.run() }
    return (process, master)
  }

  /// Whether a process waits in a write.
  private func isWriting(_ process: Process) -> Bool {
    let path = "/proc/\(process.processIdentifier)/syscall"
    let call = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return call.hasPrefix("1 ")
  }

  @Test func `a signal ends the dashboard although its terminal takes nothing`() throws {
    let (process, master) = try onStalledTerminal(["open", SampleRuns.path("frozenlake-erl")])
    defer {
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      close(master)
    }
    let end = Date(timeIntervalSinceNow: 60)
    while Date() < end, !isWriting(process) { usleep(10_000) }
    try #require(isWriting(process), "the terminal took the whole picture")
    kill(process.processIdentifier, SIGTERM)
    while Date() < end, process.isRunning { usleep(10_000) }
    #expect(!process.isRunning)
    guard !process.isRunning else { return }
    process.waitUntilExit()
    #expect(process.terminationStatus == 128 + SIGTERM)
  }

  @Test(.enabled(if: Terminal.isAvailable, "tmux is not installed"))
  func `a run whose terminal is gone goes on, and its dashboard ends quietly`() throws {
    let terminal = try Terminal()
    let run = try RecordedRun(in: terminal.folder)
    // A shell without a terminal of its own is left to say how the program ended.
    try terminal.run(
      "sh -c 'trap \"\" HUP; kolb run --out \(run.path) --steps 4000 --threads 1 "
        + "--set prompts_per_step=1 --set evaluation.every=0; echo code $? >code'")
    try #require(terminal.shows("1 overview"), "\(terminal.screen)")
    try terminal.crash()
    #expect(terminal.waits { !terminal.text(of: "code").isEmpty })
    // Whether the end of input or the signal is noticed first, neither is a crash.
    #expect(["code 0\n", "code 130\n"].contains(terminal.text(of: "code")))
    let lock = try String(contentsOfFile: run.path + "/.lock", encoding: .utf8)
    let engine = try #require(lock.split { $0 == " " || $0 == "\n" }.first.flatMap { Int32($0) })
    #expect(kill(engine, SIGKILL) == 0)
  }
}
