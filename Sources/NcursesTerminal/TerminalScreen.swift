import CNcurses
import Glibc
import TerminalUI

/// The terminal while the dashboard has it: shows canvases and gives the terminal back.
///
/// Belongs to the thread that made it. Only one can be there at a time, since ncurses is global.
package final class TerminalScreen {
  package private(set) var size: (columns: Int, rows: Int)
  /// A new theme shows with the next canvas.
  package var theme: Theme {
    didSet {
      painter = CellPainter(theme: theme, depth: capabilities.depth)
      shown = nil
    }
  }

  let terminalGuard: TerminalGuard
  /// Keys are read from here.
  let input: Int32
  private let output: Int32
  private let capabilities: Capabilities
  /// Whether the mouse is reported.
  package var mouse: MouseMode {
    didSet {
      guard isActive, mouse != oldValue else { return }
      write(mouse == .reported ? EscapeSequences.mouseOn : EscapeSequences.mouseOff)
    }
  }
  private let screen: OpaquePointer
  private let files: [UnsafeMutablePointer<FILE>]
  private var painter: CellPainter
  private var shown: Canvas?
  private var isActive = false

  /// Takes the terminal.
  ///
  /// Input may be a pipe, for events to be read from; keys then come from the terminal itself.
  init(
    capabilities: Capabilities, theme: Theme, mouse: MouseMode, others: OtherOutput, wake: Int32
  ) throws(TerminalError) {
    Self.setLocale(for: capabilities.glyphs)
    let (input, output) = try Self.openTerminal()
    try Self.checkDescription(output: output)
    guard let reading = fdopen(input, "r"), let writing = fdopen(output, "w") else {
      throw .notStarted(reason: String(cString: strerror(errno)))
    }
    let leave = EscapeSequences.leave()
    guard
      let terminalGuard = TerminalGuard(
        terminal: output, wake: wake, own: leave.own, rest: leave.rest, others: others)
    else { throw .notStarted(reason: String(cString: strerror(errno))) }
    // ncurses leaves signals alone that have a handler, so the guard came first.
    guard let screen = newterm(nil, writing, reading) else {
      terminalGuard.end()
      throw .notStarted(reason: "ncurses refused it")
    }
    self.files = [reading, writing]
    self.input = input
    self.output = output
    self.screen = screen
    self.terminalGuard = terminalGuard
    self.capabilities = capabilities
    self.theme = theme
    self.mouse = mouse
    self.size = (columns: 80, rows: 24)
    self.painter = CellPainter(theme: theme, depth: capabilities.depth)
    configure()
    _ = measure()
    enter()
  }

  deinit { stop() }

  /// Shows a picture; only the cells that changed are sent, and nothing at all when none did.
  package func show(_ canvas: Canvas) {
    guard isActive else { return }
    let isSameSize = shown?.width == canvas.width && shown?.height == canvas.height
    if !isSameSize { erase() }
    let blank = Canvas(width: canvas.width, height: canvas.height)
    let before = isSameSize ? shown ?? blank : nil
    let changes = before.map { canvas.changedCells(from: $0) } ?? canvas.allCells
    guard !changes.isEmpty || canvas.cursor != shown?.cursor || !isSameSize else { return }
    for change in changes
    where change.column + Int(change.cell.width) <= size.columns && change.row < size.rows {
      painter.paint(change)
    }
    placeCursor(canvas.cursor)
    wnoutrefresh(kolb_screen())
    doupdate()
    shown = canvas
  }

  /// Sends the whole picture again with the next canvas, after something else wrote on it.
  package func redraw() {
    clearok(kolb_screen(), true)
    shown = nil
  }

  /// Gives the terminal to something else for a while, such as an editor.
  package func released<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    leave()
    defer { enter() }
    return try body()
  }

  /// Stops the process as Ctrl-Z does, and takes the terminal again when it goes on.
  package func suspend() {
    released { terminalGuard.stopProcess() }
    _ = terminalGuard.takeResume()
  }

  /// Puts text on the clipboard, where the terminal allows that.
  package func copy(_ text: String) {
    guard isActive else { return }
    write(EscapeSequences.copy(text))
  }

  /// Gives the terminal back for good; safe to call twice.
  package func stop() {
    guard isActive else { return }
    leave()
    terminalGuard.end()
    delscreen(screen)
    for file in files { fclose(file) }
  }

  /// Reads the terminal's size again; nil when it has not changed.
  func measure() -> (columns: Int, rows: Int)? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard kolb_window_size(output, &columns, &rows) == 0 else { return nil }
    // More than this is no terminal but somebody's mistake, and memory is not free.
    let new = (columns: min(Int(columns), 2000), rows: min(Int(rows), 1000))
    guard new != size else { return nil }
    size = new
    resizeterm(Int32(new.rows), Int32(new.columns))
    redraw()
    return new
  }

  /// Takes the terminal again after the shell had it.
  func enter() {
    guard !isActive else { return }
    isActive = true
    terminalGuard.hold()
    reset_prog_mode()
    redraw()
    write(EscapeSequences.enter(mouse: mouse))
    wrefresh(kolb_screen())
  }

  /// The shell may have changed the terminal behind our back: after SIGSTOP and `fg`.
  func reenter() {
    isActive = false
    enter()
  }

  private func leave() {
    guard isActive else { return }
    isActive = false
    endwin()
    terminalGuard.finish()
  }

  private func configure() {
    raw()
    noecho()
    nonl()
    // Keys are decoded by KeyDecoder; ncurses must not look into the input before it draws.
    typeahead(-1)
    leaveok(kolb_screen(), false)
    scrollok(kolb_screen(), false)
    def_prog_mode()
  }

  private func erase() {
    werase(kolb_screen())
    shown = nil
  }

  private func placeCursor(_ cursor: Canvas.CursorPosition?) {
    guard let cursor, cursor.column < size.columns, cursor.row < size.rows else {
      curs_set(0)
      return
    }
    curs_set(1)
    wmove(kolb_screen(), Int32(cursor.row), Int32(cursor.column))
  }

  private func write(_ text: String) {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}
