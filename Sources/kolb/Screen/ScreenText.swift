import Dashboard
import Foundation
import RunLog
import RunModel
import TerminalUI

/// One picture of a run as text, for files and pipes.
struct ScreenText {
  let text: String
  /// What of the logs could not be read, and why.
  private(set) var remarks: [String] = []

  /// - Throws: `WrongUsage` for a size, view or theme that is none; what reading throws.
  init(
    _ source: ComparisonSource, view: ViewChoice?, size: String, options: ScreenOptions,
    isColoured: Bool
  ) throws {
    var feeds = try RunFeed.feeds(of: source)
    let sides = size.lowercased().split(separator: "x").map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1],
      (1...1000).contains(width), (1...1000).contains(height)
    else {
      throw WrongUsage(
        description: "'\(size)' is no size. Give columns and rows, such as 120x40.")
    }
    let usual = feeds.isEmpty ? "runs" : feeds.count > 1 ? "compare" : "overview"
    let view = try view ?? ViewChoice(named: usual)
    var state = DashboardState(
      runs: feeds.map { $0.openRun(as: .record) }, width: width, height: height)
    state.judgements = source.judgements
    state.plan = source.plan
    for index in feeds.indices {
      var pause = PipePause(name: feeds[index].name)
      while true {
        for message in feeds[index].read() { _ = state.update(message) }
        feeds[index].keeping(state.runs[index].timeline)?()
        if feeds[index].hasMore { continue }
        guard feeds[index].isStream, !feeds[index].isOver else { break }
        pause.take()
      }
    }
    for (index, feed) in feeds.enumerated() where feed.isOver && feed.isStream {
      guard state.runs[index].timeline.latest.start == nil else { continue }
      throw NothingReadable(name: feed.name, count: feed.brokenLines, first: feed.firstBroken)
    }
    for (index, feed) in feeds.enumerated() {
      _ = state.update(.bookmarksRead(BookmarkFile(feed.origin)?.read() ?? [], run: index))
      let branches = feed.run.map { BranchFolder($0).branches() } ?? []
      _ = state.update(.branchesRead(branches, run: index))
    }
    if view.name == "runs" { _ = state.update(.shelfRead(ShelfReader().entries())) }
    _ = state.update(view.message)
    for index in feeds.indices {
      Self.look(at: &feeds[index], of: index, in: &state)
      for message in feeds[index].finish() { _ = state.update(message) }
    }
    remarks = feeds.flatMap(Self.leftOut)
    var library = ThemeLibrary()
    let theme = try library.wanted(options.wantedTheme)
    var capabilities = options.capabilities
    capabilities.depth = options.colors ?? .truecolor
    state.hasManyColours =
      isColoured && capabilities.depth > .sixteen && theme != .mono
    text = Self.picture(
      state, capabilities: capabilities, theme: theme, isColoured: isColoured)
  }

  /// What is said of the lines that were left out, with the first reasons.
  private static func leftOut(of feed: RunFeed) -> [String] {
    let late = feed.late.count > 0 ? ["\(feed.name): \(feed.late.words): \(LateEpisodes.why)"] : []
    guard feed.brokenLines > 0 else { return late }
    let more = feed.brokenLines > feed.firstBroken.count ? ["…"] : []
    let all = LeftOutLines(count: feed.brokenLines, reasons: [])
    return ["\(feed.name): \(all.words)"]
      + (feed.firstBroken.map { "\($0)" } + more).map { "  \($0)" } + late
  }

  /// Finds out how a run is, as the dashboard does while it shows it.
  private static func look(at feed: inout RunFeed, of index: Int, in state: inout DashboardState) {
    var watch = EngineWatch(feed.run)
    watch.look()
    func conclude() {
      watch.conclude(state.runs[index].timeline.latest.status, isWhole: true, growth: feed.growth)
    }
    conclude()
    if watch.status?.mayGrow == true, feed.mayGrow {
      // Only what changed a moment ago is worth the while.
      usleep(Self.watching)
      for message in feed.read() { _ = state.update(message) }
      conclude()
    }
    _ = state.update(.engineSeen(watch.sight, run: index))
    if let status = watch.status { _ = state.update(.engineChanged(status, run: index)) }
  }

  /// Microseconds in which a run that trains writes something.
  static let watching: UInt32 = 700_000

  /// The screen as text, with escape sequences for its colours if they are wanted.
  static func picture(
    _ state: DashboardState, capabilities: Capabilities, theme: Theme, isColoured: Bool
  ) -> String {
    let canvas = state.draw(glyphs: capabilities.glyphs)
    return isColoured
      ? canvas.ansi(theme: theme, depth: capabilities.depth)
      : canvas.lines.joined(separator: "\n")
  }
}
