import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// The front door: what there is to open and to begin.
@Suite struct ShelfTests {
  private static func entry(
    _ name: String, _ kind: ShelfEntry.Kind = .run, _ status: EngineStatus? = .finished,
    task: String = "frozenlake", method: String = "erl", step: Int = 20, heldOut: Double? = nil,
    age: Int = 60, bytes: Int = 1 << 20
  ) -> ShelfEntry {
    var entry = ShelfEntry(kind: kind, path: "runs/\(name)", name: name)
    entry.status = status
    entry.environment = task
    entry.method = method
    entry.step = step
    entry.steps = 20
    entry.seed = 3
    entry.age = age
    entry.bytes = bytes
    entry.heldOut = heldOut.map {
      ShelfEntry.HeldOut(rate: $0, interval: Interval(low: $0 - 0.1, high: $0 + 0.05))
    }
    if kind == .preset {
      entry.status = nil
      entry.age = nil
      entry.bytes = nil
    }
    return entry
  }

  private static let entries = [
    entry("old", heldOut: 0.93, age: 7200), entry("new", method: "rlvr", heldOut: 0.4),
    entry("live", .run, .running, task: "sokoban", step: 7),
    entry("trial", .experiment, .unfinished, bytes: 5 << 30),
    entry("shown", .sample), entry("lakes", .preset),
  ]

  private func front(width: Int = 120, height: Int = 30) -> Screen {
    var screen = Screen(steps: -1, source: .record, width: width, height: height)
    screen.press("o")
    _ = screen.state.update(.shelfRead(Self.entries))
    return screen
  }

  /// The names in the order in which they show.
  private func names(_ screen: Screen) -> [String] {
    screen.lines.filter { $0.hasPrefix("┃") }.compactMap { line in
      Self.entries.map(\.name).first { line.contains(" \($0) ") || line.contains(" \($0)… ") }
    }
  }

  @Test func `every column is explained, in the order in which it stands`() {
    var screen = front(width: 160, height: 50)
    screen.press("i")
    guard case .explanation(let entries, _) = screen.state.popup else {
      Issue.record("nothing is explained")
      return
    }
    #expect(entries.map(\.name) == ShelfSort.allCases.map(\.title))
    #expect(screen.text.contains("held-out") && screen.text.contains("95 % interval"))
  }

  @Test func `live runs come first, then one's own by age, then samples and presets`() {
    let screen = front()
    #expect(names(screen) == ["live", "new", "old", "trial", "shown", "lakes"])
    #expect(screen.state.runs.count == 1, "nothing need be open")
    let old = screen.lines.first { $0.contains(" old ") } ?? ""
    for part in ["✓ finished", "frozenlake", "ERL", "20/20", "0.93 0.83–0.98", "2 h", "1.0 MB"] {
      #expect(old.contains(part), "\(part) in \(old)")
    }
  }

  @Test(arguments: [(80, 24), (100, 30), (160, 45)])
  func `what matters shows at every size`(width: Int, height: Int) {
    let screen = front(width: width, height: height)
    for part in ["▶ training", "7/20", "0.93 0.83–0.98", "5.0 GB"].prefix(width > 100 ? 4 : 3) {
      #expect(screen.text.contains(part), "\(part):\n\(screen.text)")
    }
  }

  @Test func `a filter narrows it while one types, by words, columns and numbers`() {
    let filters: [(String, [String])] = [
      ("live", ["live"]), ("kind:preset", ["lakes"]), ("task:soko", ["live"]),
      ("method:rlvr", ["new"]), ("heldout>=0.5", ["old"]), ("!task:lake kind:run", ["live"]),
      ("step<10", ["live"]), ("ol", ["old"]), ("nothing", []),
    ]
    for (filter, wanted) in filters {
      var screen = front()
      screen.type("/" + filter)
      #expect(screen.state.rows.count == wanted.count, "\(filter)")
      #expect(names(screen) == wanted || wanted.isEmpty, "\(filter): \(screen.text)")
    }
    var screen = front()
    screen.type("/task:so")
    screen.press("tab")
    #expect(screen.state.place.filter == "task:sokoban")
  }

  @Test func `sorting goes through the columns`() {
    var screen = front()
    screen.press("s")
    #expect(names(screen) == ["lakes", "live", "new", "old", "shown", "trial"])
    screen.press("S")
    #expect(names(screen) == ["trial", "shown", "old", "new", "live", "lakes"])
  }

  @Test func `Enter opens what is selected, and begins a preset`() {
    var screen = front()
    screen.press("enter")
    #expect(screen.commands == [.open(["runs/live"])])
    screen.press("G", "enter")
    #expect(screen.commands.last == .begin(["run", "lakes"], pace: .watchable(steps: 60)))
    screen.press("k", "a")
    #expect(
      screen.commands.last
        == .begin(["run", "runs/shown/run.toml", "--seed=4"], pace: .watchable(steps: 60)))
  }

  @Test func `what is chosen is opened together`() {
    var screen = front()
    screen.press("j", "v", "v", "enter")
    #expect(screen.commands == [.open(["runs/old", "runs/new"])])
    // One alone is held against the one under the cursor.
    screen = front()
    screen.press("j", "v", "j", "enter")
    #expect(screen.commands == [.open(["runs/new", "runs/trial"])])
  }

  @Test func `deleting asks first, and says what it takes`() {
    var screen = front()
    screen.press("j", "D")
    #expect(screen.text.contains("delete this?") && screen.text.contains("1.0 MB"))
    screen.press("n")
    #expect(screen.commands == [] && screen.state.popup == nil)
    screen.press("D", "y")
    #expect(screen.commands == [.delete(["runs/new"])])
    for (key, reason) in [("g", "stop that first"), ("G", "ships with the program")] {
      var screen = front()
      screen.press(key, "D")
      #expect(screen.state.popup == nil && screen.text.contains(reason))
    }
  }

  @Test func `renaming takes a name and no path`() {
    var screen = front()
    screen.press("j", "R", "ctrl-u")
    screen.type("better")
    screen.press("enter")
    #expect(screen.commands == [.rename("runs/new", to: "better")])
    screen.press("R", "ctrl-u")
    screen.type("../away")
    screen.press("enter")
    #expect(screen.commands.count == 1 && screen.text.contains("is no name of a folder"))
  }

  @Test func `one key goes there from every view, and Esc comes back`() {
    for (_, view) in ViewCatalog.views where view.id != .runs {
      var screen = Screen()
      _ = screen.state.update(.shelfRead(Self.entries))
      screen.command("view \(view.id.name)")
      screen.press("o")
      #expect(screen.state.view == .runs)
      screen.press("escape")
      #expect(screen.state.view == view.id)
    }
  }

  @Test func `where no run is open there is no way into views of none`() {
    var screen = Screen(steps: -1)
    screen.state = DashboardState(runs: [], width: 100, height: 30)
    screen.press("o")
    _ = screen.state.update(.shelfRead(Self.entries))
    for key in ["escape", "1", "3", "6", "8"] {
      screen.press(key)
      #expect(screen.state.view == .runs && screen.text.contains("no run is open yet"))
    }
    screen.press("enter")
    #expect(!screen.commands.isEmpty)
  }

  @Test func `the selection stays with its run when others come and go`() {
    var screen = front()
    screen.press("j", "j")
    _ = screen.state.update(
      .shelfRead([Self.entry("newest", age: 0)] + Self.entries.filter { $0.name != "new" }))
    screen.press("enter")
    #expect(screen.commands == [.open(["runs/old"])])
  }

  @Test func `at the end of a run its like are one key away`() {
    var screen = Screen(steps: 20)
    _ = screen.state.update(
      .folderSeen(RunFolder(path: "runs/old", hasCheckpoint: false), run: 0))
    _ = screen.state.update(.shelfRead(Self.entries))
    _ = screen.state.update(.engineChanged(.finished))
    _ = screen.state.update(.ticked(seconds: 2))
    screen.press("c", "enter")
    guard case .open(let paths)? = screen.commands.last else {
      Issue.record("nothing was opened: \(screen.text)")
      return
    }
    #expect(paths.contains("runs/old") && paths.count == 2)
  }
}
