import Dashboard
import Foundation
import RLCore
import RunLog
import RunModel
import TerminalUI

/// A dashboard on logs that somebody writes rubbish to while somebody else presses every key.
///
/// Everything between the bytes of a log and the cells of the screen is the program's own.
struct FuzzedScreen {
  /// What was done so far, for the report.
  struct Counts {
    var keys = 0
    var mouse = 0
    var sizes = 0
    var ticks = 0
    var lines = 0
    var restarts = 0
    var pictures = 0
  }

  private(set) var counts = Counts()
  private var state: DashboardState
  private var readers: [EventReader]
  private let paths: [String]
  private var generator: SeededGenerator
  private var mischief: Mischief

  /// - Throws: if the logs cannot be written.
  init(seed: UInt64, in folder: URL) throws {
    paths = ["one", "two"].map { folder.appendingPathComponent("\($0)-\(seed).jsonl").path }
    for path in paths { try Data().write(to: URL(fileURLWithPath: path)) }
    readers = try paths.map { try EventReader(path: $0) }
    generator = SeededGenerator(seed: seed, purpose: "fuzz")
    mischief = Mischief(seed: seed)
    state = DashboardState(
      runs: [OpenRun(name: "on\u{1B}e", source: .log), OpenRun(name: "two漢", source: .record)],
      theme: "kolb-dark", themes: ["kolb-dark", "mono"])
  }

  private mutating func below(_ count: Int) -> Int { Int(generator.next() % UInt64(max(count, 1))) }

  /// One thing that happens; what is wrong afterwards, or `nil`.
  mutating func happen() throws -> String? {
    switch below(100) {
    case 0..<48: press(key())
    case 48..<60: press(.mouse(mouseEvent()))
    case 60..<64: resize()
    case 64..<74: tick()
    case 74..<99: try log()
    default: try restart()
    }
    guard below(8) == 0 else { return nil }
    return draw()
  }

  // MARK: - What happens

  private mutating func press(_ key: Key) {
    if case .mouse = key { counts.mouse += 1 } else { counts.keys += 1 }
    apply(.keyPressed(key))
  }

  /// Mostly keys that mean something here; sometimes a whole command; sometimes anything.
  private mutating func key() -> Key {
    let bound = ViewCatalog.keys(of: state.currentView).bindings.flatMap(\.keys)
    switch below(20) {
    case 0: return .paste(mischief.text())
    case 1: return mischief.text().first.map(Key.character) ?? .enter
    case 2: return [.escape, .enter, .backspace, .delete, .tab, .backTab][below(6)]
    case 3: return Key.character(Array("abcdefghijklmnopqrstuvwxyz:/<>=!.#0123456789 ")[below(45)])
    case 4: return [.control("w"), .control("u"), .alt("x"), .function(12), .insert][below(5)]
    default: return bound.isEmpty ? .enter : bound[below(bound.count)]
    }
  }

  private mutating func mouseEvent() -> MouseEvent {
    let kinds: [MouseEvent.Kind] = [.press, .release, .move, .scrollUp, .scrollDown]
    return MouseEvent(
      kind: kinds[below(kinds.count)], column: below(state.screen.width + 20),
      row: below(state.screen.height + 9)
    )
  }

  private mutating func resize() {
    counts.sizes += 1
    let sizes = [(80, 24), (160, 45), (40, 12), (20, 5), (1, 1), (0, 0), (2, 90), (200, 3)]
    let usual = sizes[below(sizes.count)]
    let size = below(40) == 0 ? (300, 100) : below(2) == 0 ? usual : (below(130), below(40))
    apply(.keyPressed(.resize(columns: size.0, rows: size.1)))
  }

  private mutating func tick() {
    counts.ticks += 1
    let seconds = [0.1, 1, 0, -1, .nan, .infinity, 1e300][below(7)]
    apply(.ticked(seconds: seconds))
  }

  private mutating func log() throws {
    let run = below(4) == 0 ? 1 : 0
    for _ in 0..<(1 + below(3)) {
      counts.lines += 1
      try append(mischief.bytes(), to: paths[run])
    }
    try read(run)
  }

  /// The log is cut back, as a resumed run does, or begins anew.
  private mutating func restart() throws {
    counts.restarts += 1
    let run = below(2)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: paths[run]))
    defer { try? file.close() }
    let size = Int(try file.seekToEnd())
    try file.truncate(atOffset: UInt64(size > 2_000_000 || below(2) == 0 ? 0 : below(size)))
    try read(run)
  }

  private func append(_ bytes: [UInt8], to path: String) throws {
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: Data(bytes))
  }

  /// As the program does between two pictures.
  private mutating func read(_ run: Int) throws {
    var batch = EventBatch()
    repeat {
      batch = try readers[run].readMore(limit: ReadLimit(lines: 400, bytes: 1 << 20))
      if batch.restarted { apply(.logRestarted(run: run)) }
      if !batch.events.isEmpty {
        apply(
          .eventsArrived(batch.events.map { PlacedEvent($0.event, offset: $0.offset) }, run: run))
      }
      if let broken = batch.broken.first { apply(.commandFailed("\(paths[run]), \(broken)")) }
    } while batch.status == .more
  }

  private mutating func apply(_ message: Message) {
    for command in state.update(message) { carryOut(command) }
  }

  /// What the program would answer; what it would write is looked at.
  private mutating func carryOut(_ command: Command) {
    guard case .loadEpisode(let episode, let run, let offsets) = command else { return }
    do {
      let events = try offsets.map { try readers[run].event(at: $0).event }
      apply(.episodeLoaded(episode: episode, run: run, events))
    } catch {
      apply(.commandFailed("\(error)"))
    }
  }

  // MARK: - What shows

  private mutating func draw() -> String? {
    counts.pictures += 1
    let glyphs = GlyphSet.allCases[below(GlyphSet.allCases.count)]
    let canvas = state.draw(glyphs: glyphs)
    guard canvas.width == state.screen.width, canvas.height == state.screen.height else {
      return "a picture of \(canvas.width) × \(canvas.height)"
    }
    if let fault = CanvasRules.fault(in: canvas) { return fault + " in \(state.view.name)" }
    guard below(12) == 0 else { return nil }
    let depth = ColourDepth.allCases[below(ColourDepth.allCases.count)]
    let sent = canvas.ansi(theme: depth == .mono ? .mono : .kolbDark, depth: depth)
    return CanvasRules.fault(inBytes: sent, depth: depth).map { $0 + " in \(state.view.name)" }
  }
}
