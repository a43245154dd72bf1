import Dashboard
import Foundation
import TerminalUI
import Testing

/// Every key of the help, pressed in the program itself.
///
/// The keys that all views have are pressed in the first one, and in every view where
/// `KOLB_EVERY_KEY` is set, which takes minutes.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct EveryKeyTests {
  /// From one of these a key that does nothing at an end has somewhere to go.
  private static let starts = [
    [], ["g"], ["k", "k"], ["Enter"], ["[", "["], ["Tab"], ["G", "l"],
  ]

  @Test(arguments: ViewCatalog.views.map(\.key))
  func `every key in the help does something that one sees`(viewKey: Character) throws {
    let view = try #require(ViewCatalog.views.first { $0.key == viewKey }?.view)
    let isThorough = ProcessInfo.processInfo.environment["KOLB_EVERY_KEY"] != nil
    let map = ViewCatalog.keys(of: view)
    let pressed =
      isThorough || viewKey == ViewCatalog.views.first?.key ? map.bindings : view.bindings
    let terminal = try Terminal(columns: 120, rows: 40)
    try open(terminal, viewKey)
    for binding in pressed where binding.action != .move(.show(view.id)) {
      for key in binding.keys where map.action(for: key) == binding.action {
        guard let name = Self.name(of: key) else { continue }
        if binding.action == .program(.quit) {
          try leave(terminal, to: viewKey)
          try terminal.press(name)
          #expect(terminal.shows("code 0"), "\(key) in \(view.id.name)\n\(terminal.screen)")
          try terminal.run("clear")
          try open(terminal, viewKey)
        } else {
          let acts = try Self.starts.contains { start in
            try leave(terminal, to: viewKey)
            return try changes(terminal, after: start, pressing: name)
          }
          #expect(acts, "\(key) in \(view.id.name):\n\(terminal.screen)")
        }
      }
    }
    try leave(terminal, to: viewKey)
    try terminal.press("q")
    // A key may have begun a run, of which one is asked what is to become.
    if terminal.shows("stay here", within: 1) { try terminal.press("a") }
    #expect(terminal.shows("code 0"))
  }

  private func open(_ terminal: Terminal, _ viewKey: Character) throws {
    let runs = ["frozenlake-erl", "frozenlake-rlvr"].map(SampleRuns.path)
    // An editor that ends at once, instead of whichever stands on the machine.
    let editor = "VISUAL=true EDITOR=true"
    try terminal.run("\(editor) kolb open \(runs.joined(separator: " ")); echo code $?")
    try #require(terminal.shows("finished"), "\(terminal.screen)")
    try terminal.press(String(viewKey))
  }

  /// Out of popups, prompts and layers, and back into the view.
  private func leave(_ terminal: Terminal, to viewKey: Character) throws {
    for _ in 0..<2 {
      try terminal.press("Escape")
      // Esc and a key behind it would arrive together, as Alt and that key.
      usleep(50_000)
    }
    try terminal.press(String(viewKey))
    usleep(20_000)
  }

  /// Whether the screen is another one after a key.
  private func changes(_ terminal: Terminal, after start: [String], pressing key: String) throws
    -> Bool
  {
    for other in start { try terminal.press(other) }
    usleep(60_000)
    let before = terminal.colouredScreen
    try terminal.press(key)
    return terminal.waits(1.5) { terminal.colouredScreen != before }
  }

  /// The key as tmux calls it; `nil` for what no keyboard has.
  private static func name(of key: Key) -> String? {
    switch key {
    case .character(" "): "Space"
    case .character(";"): "\\;"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Escape"
    case .tab: "Tab"
    case .backTab: "BTab"
    case .backspace: "BSpace"
    case .delete: "DC"
    case .insert: "IC"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PPage"
    case .pageDown: "NPage"
    case .function(let number): "F\(number)"
    case .control(let letter): "C-\(letter)"
    case .alt(let character): "M-\(character)"
    case .mouse, .resize, .paste, .endOfInput: nil
    }
  }
}
