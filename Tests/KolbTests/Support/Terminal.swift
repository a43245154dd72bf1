import Foundation
import Testing

/// A terminal with a shell in it, as tmux has one.
///
/// Every value has a tmux server of its own, which ends with it.
final class Terminal {
  private let socket = "kolb-test-\(UUID().uuidString.prefix(8))"
  /// Where the shell is, and what it writes goes.
  let folder: TemporaryFolder

  static let isAvailable = (try? Terminal.call(["-V"]))?.code == 0

  /// Opens a terminal and waits for its shell.
  ///
  /// - Parameters:
  ///   - columns: its width in cells.
  ///   - rows: its height in cells.
  ///   - environment: variables that differ from those of the tests.
  /// - Throws: if the shell does not come up.
  init(columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    let program = try RunningProgram.executable.deletingLastPathComponent().path
    var variables = [
      "LANG": "C.UTF-8", "LC_ALL": "", "NO_COLOR": "", "COLORTERM": "",
      // Keys come from this machine: Esc need not wait for the rest of anything.
      "ESCDELAY": "25", "SSH_CONNECTION": "", "SSH_CLIENT": "", "SSH_TTY": "",
      "PATH": "\(program):/usr/bin:/bin", "PS1": "$ ", "HOME": folder.url.path,
    ]
    variables.merge(environment) { _, changed in changed }
    let settings = variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let unset = [
      "NO_COLOR", "LC_ALL", "COLORTERM", "ESCDELAY", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY",
    ]
    var command = ["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
    command += ["-c", folder.url.path, "env"]
    command += unset.flatMap { ["-u", $0] }
    command += settings.filter { !$0.hasSuffix("=") }
    try tmux(command + ["sh"])
    try #require(shows("$"))
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// What is on the screen, a line a row.
  var screen: String { (try? tmux(["capture-pane", "-p"])) ?? "" }

  /// What is on the screen, below everything that has scrolled by.
  var history: String { (try? tmux(["capture-pane", "-p", "-S", "-"])) ?? "" }

  /// The same with the escape sequences of its colours.
  var colouredScreen: String { (try? tmux(["capture-pane", "-p", "-e"])) ?? "" }

  /// Types a line, and Enter.
  func run(_ line: String) throws {
    try tmux(["send-keys", "-l", line])
    try press("Enter")
  }

  /// Types characters.
  func type(_ text: String) throws {
    try tmux(["send-keys", "-l", text])
  }

  /// Sends bytes as a terminal does, in one piece.
  func send(_ bytes: some Sequence<UInt8>) throws {
    try tmux(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// Presses keys by the names that tmux has for them.
  func press(_ keys: String...) throws {
    try tmux(["send-keys"] + keys)
  }

  /// Writes on the screen behind the back of whatever runs there.
  func scribble(_ text: String) throws {
    let device = FileHandle(forWritingAtPath: property("pane_tty"))
    try #require(device).write(contentsOf: Data(text.utf8))
  }

  func resize(_ columns: Int, _ rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Something that tmux knows of the terminal, such as "alternate_on".
  func property(_ name: String) -> String {
    let answer = try? tmux(["display-message", "-p", "#{\(name)}"])
    return answer?.trimmingCharacters(in: .newlines) ?? ""
  }

  /// From now on copies every byte that programs send to a file.
  func record(to name: String) throws {
    try tmux(["pipe-pane", "cat > '\(folder.url.path)/\(name)'"])
  }

  /// Ends the terminal at once, as if its window had crashed.
  func crash() throws {
    let server = try tmux(["display-message", "-p", "#{pid}"])
    let number = try #require(Int32(server.trimmingCharacters(in: .newlines)))
    kill(number, SIGKILL)
  }

  /// Waits until the screen shows a text; whether it came.
  func shows(_ text: String, within seconds: Double = 60) -> Bool {
    waits(seconds) { screen.contains(text) }
  }

  /// Waits until something holds; whether it came to hold.
  func waits(_ seconds: Double = 60, until condition: () -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      if condition() { return true }
      usleep(20_000)
    }
    return false
  }

  /// The text of a file that something in the terminal wrote; empty while there is none.
  func text(of name: String) -> String {
    (try? String(contentsOf: folder.url.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let result = try Self.call(["-L", socket] + arguments)
    return result.output
  }

  private static func call(_ arguments: [String]) throws -> (output: String, code: Int32) {
    let folder = try TemporaryFolder()
    let output = try folder.file("output", "")
    let code = Spawned.run(["tmux"] + arguments, output: output)
    return ((try? String(contentsOfFile: output, encoding: .utf8)) ?? "", code)
  }
}
