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
      setPainters()
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
      guard isActive, mouse != oldValue, EscapeSequences.canHaveMouse(term) else { return }
      write(mouse == .reported ? EscapeSequences.mouseOn : EscapeSequences.mouseOff)
    }
  }
  private let screen: OpaquePointer
  private let files: [UnsafeMutablePointer<FILE>]
  private var painter: CellPainter
  /// Instead of it where the terminal has 256 colours or more.
  private var directPainter: DirectPainter?
  /// The name of the terminal's description.
  private let term: String
  /// That this machine has no description of the terminal and uses another's; nil where it has.
  package let substitution: String?
  /// Whether the terminal shows frames that are marked as whole at once; `nil` until it says so.
  var synchronizes: Bool?
  /// When it was asked.
  private var asked: ContinuousClock.Instant?
  private var shown: Canvas?
  /// Whether something else may stand on the terminal, outside the picture too.
  private var mustClear = true
  private var isActive = false

  /// Takes the terminal.
  ///
  /// Input may be a pipe, for events to be read from; keys then come from the terminal itself.
  init(
    capabilities: Capabilities, theme: Theme, mouse: MouseMode, others: OtherOutput, wake: Int32
  ) throws(TerminalError) {
    Self.setLocale(for: capabilities.glyphs)
    let (input, output) = try Self.openTerminal()
    let term = try Self.description(output: output)
    guard let reading = fdopen(input, "r"), let writing = fdopen(output, "w") else {
      throw .notStarted(reason: String(cString: strerror(errno)))
    }
    let leave = EscapeSequences.leave(term)
    guard
      let terminalGuard = TerminalGuard(
        terminal: output, wake: wake, own: leave.own, rest: leave.rest, others: others)
    else { throw .notStarted(reason: String(cString: strerror(errno))) }
    // ncurses leaves signals alone that have a handler, so the guard came first.
    guard let screen = newterm(term, writing, reading) else {
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
    self.mouse = EscapeSequences.canHaveMouse(term) ? mouse : .left
    self.term = term
    substitution = Self.substitution(of: term)
    self.size = (columns: 80, rows: 24)
    self.painter = CellPainter(theme: theme, depth: capabilities.depth)
    setPainters()
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
    let visible = changes.filter {
      $0.column + Int($0.cell.width) <= size.columns && $0.row < size.rows
    }
    if synchronizes == true { write(EscapeSequences.frameBegin) }
    if directPainter != nil {
      paintDirectly(visible, clears: mustClear, cursor: canvas.cursor)
    } else {
      for change in visible { painter.paint(change) }
      placeCursor(canvas.cursor)
      wnoutrefresh(kolb_screen())
      doupdate()
    }
    if synchronizes == true { write(EscapeSequences.frameEnd) }
    shown = canvas
    mustClear = false
  }

  private func paintDirectly(
    _ changes: [CellChange], clears: Bool, cursor: Canvas.CursorPosition?
  ) {
    let visible = cursor.flatMap { $0.column < size.columns && $0.row < size.rows ? $0 : nil }
    curs_set(visible == nil ? 0 : 1)
    guard let text = directPainter?.text(changes, clears: clears, cursor: visible) else { return }
    write(text)
  }

  private func setPainters() {
    painter = CellPainter(theme: theme, depth: capabilities.depth)
    // ncurses sends a picture in a hundred pieces, each of which wakes the terminal, and takes
    // longer to find them than a frame may; where a terminal has 256 colours, one piece does.
    let isDirect =
      switch capabilities.depth {
      case .truecolor: (8..<(1 << 24)).contains(painter.colours)
      case .indexed: (256..<(1 << 24)).contains(painter.colours)
      default: false
      }
    directPainter = isDirect ? DirectPainter(theme: theme, depth: capabilities.depth) : nil
  }

  /// Sends the whole picture again with the next canvas, after something else wrote on it.
  package func redraw() {
    clearok(kolb_screen(), true)
    shown = nil
    mustClear = true
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

  /// Sounds the terminal's bell, or does what it does instead.
  package func ringBell() {
    guard isActive else { return }
    write("\u{7}")
  }

  /// Puts text on the clipboard, where the terminal allows that.
  package func copy(_ text: String) {
    guard isActive else { return }
    write(EscapeSequences.copy(text))
  }

  /// Gives the terminal back for good; safe to call twice.
  package func stop() {
    guard isActive else { return }
    awaitAnswer()
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
    // Every cell is written again and nothing cleared: some terminals keep what is cleared among
    // the rows that have scrolled by, which `resizeterm` would do.
    resize_term(Int32(new.rows), Int32(new.columns))
    redrawwin(kolb_screen())
    shown = nil
    return new
  }

  /// Takes the terminal again after the shell had it.
  func enter() {
    guard !isActive else { return }
    isActive = true
    terminalGuard.hold()
    reset_prog_mode()
    let before = shown
    redraw()
    write(EscapeSequences.enter(mouse: mouse))
    wrefresh(kolb_screen())
    // What was written directly, ncurses does not know; nobody may come by to draw it again.
    if directPainter != nil, let before { show(before) }
    guard asked == nil, EscapeSequences.canBeAsked(term) else { return }
    asked = .now
    write(EscapeSequences.frameQuestion)
  }

  /// How long an answer may take before the shell would get it.
  private static let answerTime = Duration.milliseconds(150)

  /// Takes an answer that is still on its way, so that it does not end up in the shell's line.
  private func awaitAnswer() {
    guard let asked, synchronizes == nil else { return }
    while true {
      let left = (asked + Self.answerTime - .now).components.attoseconds / 1_000_000_000_000_000
      guard left > 0, asked + Self.answerTime > .now else { return }
      var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(left)) > 0 else { return }
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = Glibc.read(input, &bytes, bytes.count)
      guard count > 0, !bytes[..<count].contains(UInt8(ascii: "y")) else { return }
    }
  }

  /// The shell may have changed the terminal behind our back: after SIGSTOP and `fg`.
  func reenter() {
    isActive = false
    enter()
  }

  private func leave() {
    guard isActive else { return }
    isActive = false
    write(EscapeSequences.wipe)
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
