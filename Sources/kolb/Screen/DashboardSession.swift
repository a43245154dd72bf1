import ArgumentParser
import Dashboard
import Foundation
import NcursesTerminal
import RunLog
import RunModel
import TerminalUI

/// The dashboard on the terminal: reads logs, draws, and carries out what it is asked to.
///
/// Engines run in processes of their own, so whatever happens here leaves training as it is.
final class DashboardSession {
  private let loop: TerminalLoop
  private let capabilities: Capabilities
  private var library: ThemeLibrary
  private let themeWatch = ThemeWatch()
  private var state: DashboardState
  private var feeds: [RunFeed]
  private var watches: [EngineWatch]
  /// The engine that was started for this dashboard.
  private let engine: EngineProcess?
  /// What is being tried beside a run.
  private var branch: BranchProcess?
  private var leaving: Leaving?
  private var isDirty = true
  private var nextRead = ContinuousClock.now
  private var nextFrame = ContinuousClock.now
  private var lastTick = ContinuousClock.now
  /// Until when the log is looked at often, because an order was given.
  private var expectsAnswer = ContinuousClock.now
  private var search: LogSearch?
  private var nextFindings = ContinuousClock.now

  /// What is to happen, at once or when the engine has come to rest.
  enum Leaving: Equatable {
    case quit
    case stopped
    case aborted
    case detached
    case signal
  }

  /// Between two pictures of a run that goes on: at most two a second.
  ///
  /// Steps are not faster, and a picture costs milliseconds that training could use.
  private static let frame = Duration.milliseconds(500)
  /// Between two looks at a log that may grow.
  private static let look = Duration.milliseconds(500)
  /// The same while an order has not been answered, and for how long that is expected.
  private static let quickLook = Duration.milliseconds(25)
  private static let patience = Duration.seconds(2)

  /// Opens runs that are recorded or written by others.
  static func open(_ source: ComparisonSource, options: ScreenOptions) throws {
    try requireTerminal()
    let feeds = try RunFeed.feeds(of: source)
    try options.checkTheme()
    let session = try DashboardSession(feeds: feeds, options: options, engine: nil)
    session.state.judgements = source.judgements
    try session.run()
  }

  /// Starts an engine by a command of this program, and shows what it does.
  static func live(_ words: [String], options: ScreenOptions) throws {
    try requireTerminal()
    try options.checkTheme()
    try TerminalLoop.check()
    let engine = try EngineProcess.start(words)
    let feed = try RunFeed(.run(engine.run), isOwn: true, index: 0)
    let session = try DashboardSession(feeds: [feed], options: options, engine: engine)
    try session.run()
  }

  private static func requireTerminal() throws {
    guard isatty(STDOUT_FILENO) == 1 else { throw ScreenError.noTerminal }
  }

  private init(feeds: [RunFeed], options: ScreenOptions, engine: EngineProcess?) throws {
    capabilities = options.capabilities
    library = ThemeLibrary()
    let theme = library.theme(named: options.wantedTheme)
    loop = try TerminalLoop(
      capabilities: capabilities, theme: capabilities.theme(wanted: theme),
      mouse: options.wantsMouse ? .reported : .left)
    self.feeds = feeds
    self.engine = engine
    watches = feeds.map { EngineWatch($0.run) }
    let size = loop.screen.size
    state = DashboardState(
      runs: feeds.map { $0.openRun() }, theme: theme.name,
      themes: library.names, width: size.columns, height: size.rows)
    state.schema = .shipped
    let preferences = Preferences.current
    var problems = preferences.problems + library.problems
    if !state.prefer(axis: preferences.axis, smoothing: preferences.smoothing) {
      problems.append(preferences.smoothingProblem)
    }
    if let words = loop.screen.substitution { problems.append(words) }
    if let problem = problems.first { apply(.commandFailed(problem)) }
    loop.watched = themeWatch.descriptor
    themeWatch.follow(library.entries[theme.name]?.path)
    state.load(layouts: LayoutFile.read())
  }

  // MARK: - The loop

  private func run() throws {
    defer { loop.screen.stop() }
    while true {
      readFeeds()
      goOnSearching()
      if themeWatch.hasNews() { rereadTheme() }
      followBranch()
      if let leaving, mayLeave(leaving) { return try leave(leaving) }
      drawIfDue()
      handle(loop.next(until: deadline))
    }
  }

  /// When something is to be done even if nobody does anything.
  private var deadline: ContinuousClock.Instant? {
    var times: [ContinuousClock.Instant] = []
    if feeds.contains(where: { !$0.isOver }) { times.append(nextRead) }
    if isDirty { times.append(nextFrame) }
    if branch != nil { times.append(.now + Self.look) }
    if search != nil { times.append(.now) }
    if let interval = state.tickInterval { times.append(lastTick + .seconds(interval)) }
    return times.min()
  }

  private func handle(_ event: TerminalLoop.Event) {
    switch event {
    case .key(.control("z")): loop.screen.suspend()
    // Something else wrote on the terminal.
    case .key(.control("l")):
      loop.screen.redraw()
      isDirty = true
      nextFrame = .now
    // The terminal is gone, and with it whoever could be asked anything. Training goes on.
    case .key(.endOfInput): leaving = engine == nil ? .quit : .detached
    case .key(let key):
      apply(.keyPressed(key))
      // A key is answered as soon as nothing else waits, however lately a picture was drawn.
      nextFrame = .now
    case .woken: nextRead = min(nextRead, max(nextFrame, .now))
    case .deadline: break
    case .stopRequested: leaving = .signal
    }
    tick()
  }

  private func tick() {
    guard state.tickInterval != nil else {
      lastTick = .now
      return
    }
    let passed = lastTick.duration(to: .now).seconds
    guard passed >= (state.tickInterval ?? 0) * 0.9 else { return }
    lastTick = .now
    apply(.ticked(seconds: passed))
  }

  private func readFeeds() {
    guard ContinuousClock.now >= nextRead else { return }
    var hasMore = false
    for index in feeds.indices where !feeds[index].isOver {
      // The lock before the log: what an engine wrote last is there when its lock is gone.
      watches[index].look()
      for message in feeds[index].read() { apply(message) }
      hasMore = hasMore || feeds[index].hasMore
      followEngine(of: index)
    }
    let pause = ContinuousClock.now < expectsAnswer ? Self.quickLook : Self.look
    nextRead = .now + (hasMore ? .zero : pause)
  }

  /// A piece of a search, after which keys are answered again.
  private func goOnSearching() {
    guard search != nil else { return }
    do {
      try search?.advance()
    } catch {
      if let id = search?.id { apply(.searchFailed(id: id, reason: "\(error)")) }
      search = nil
    }
    // What is found is told now and then: asking every episode again costs more than a piece.
    guard search?.isOver == true || ContinuousClock.now >= nextFindings else { return }
    nextFindings = .now + Self.frame
    guard let findings = search?.takeFindings() else { return }
    if search?.isOver == true { search = nil }
    apply(.searched(findings))
  }

  private func followEngine(of index: Int) {
    let before = watches[index].status
    watches[index].conclude(
      state.runs[index].timeline.latest.status, isWhole: !feeds[index].hasMore)
    guard let status = watches[index].status, status != before else { return }
    if !watches[index].isWorking { _ = engine?.hasEnded() }
    apply(.engineChanged(status, run: index))
  }

  /// Takes over what somebody changed in the file of the theme that shows.
  private func rereadTheme() {
    switch library.reread(state.screen.theme) {
    case .none: break
    case .theme(let theme):
      loop.screen.theme = capabilities.theme(wanted: theme)
      apply(.noticed("theme \(theme.name) was read again"))
    case .faulty(let theme, let problem):
      loop.screen.theme = capabilities.theme(wanted: theme)
      apply(.commandFailed(problem))
    }
  }

  private func followBranch() {
    guard let done = branch, !done.isRunning else { return }
    branch = nil
    do {
      apply(.branchDone(try done.events()))
    } catch {
      apply(.commandFailed("\(error)"))
    }
  }

  private func drawIfDue() {
    guard isDirty, ContinuousClock.now >= nextFrame, !loop.hasWaiting else { return }
    draw()
  }

  private func draw() {
    loop.screen.show(state.draw(glyphs: capabilities.glyphs))
    isDirty = false
    nextFrame = .now + Self.frame
  }

  // MARK: - Messages and commands

  private func apply(_ message: Message) {
    isDirty = true
    for command in state.update(message) {
      do { try carryOut(command) } catch { apply(.commandFailed("\(error)")) }
    }
  }

  private func carryOut(_ command: Command) throws {
    switch command {
    case .order(let order): try give(order)
    case .stopWithCheckpoint: try end(by: .stop, .stopped)
    case .abort: try end(by: .abort, .aborted)
    case .detach: leaving = .detached
    case .quit: leaving = leaving == nil && watches[state.current].isWorking ? .detached : .quit
    case .setTheme(let name):
      loop.screen.theme = capabilities.theme(wanted: library.theme(named: name))
      themeWatch.follow(library.entries[name]?.path)
    case .setMouse(let isOn): loop.screen.mouse = isOn ? .reported : .left
    case .copy(let text): loop.screen.copy(text)
    case .editOutside(let text):
      let edited = try loop.screen.released { () throws in try OutsideEditor.edit(text) }
      apply(.edited(edited))
    case .branch(let episode, let run, let text):
      guard let directory = feeds[run].run else { throw ScreenError.noRun }
      branch = try BranchProcess(directory, episode: episode, text: text)
    case .saveLayouts(let text):
      apply(.noticed("wrote \(try LayoutFile.write(text))"))
    case .save(let name, let text):
      apply(.noticed("wrote \(try SavedFile.write(text, as: name))"))
    case .saveEpisode(let texts, let name):
      let json = EpisodeJSON.text(texts, run: state.open.name)
      apply(.noticed("wrote \(try SavedFile.write(json, as: name))"))
    case .saveScreen(let name):
      let picture = ScreenText.picture(
        state, capabilities: capabilities, theme: loop.screen.theme,
        isColoured: name.hasSuffix(".ansi"))
      apply(.noticed("wrote \(try SavedFile.write(picture, as: name))"))
    case .searchLog(let request):
      do {
        search = try LogSearch(request, in: feeds[request.run].origin)
      } catch {
        apply(.searchFailed(id: request.id, reason: "\(error)"))
      }
    case .loadEpisode(let episode, let run, let offsets):
      let events = try feeds[run].events(at: offsets)
      apply(.episodeLoaded(episode: episode, run: run, events))
    }
  }

  private func give(_ order: Order) throws {
    try feeds[state.current].run?.give(SignedOrder(order, who: "dashboard"))
    expectsAnswer = .now + Self.patience
    nextRead = .now
  }

  private func end(by order: Order, _ how: Leaving) throws {
    try give(order)
    leaving = how
  }

  // MARK: - The end

  /// Whoever stops a run waits for its checkpoint; nothing else keeps anybody here.
  private func mayLeave(_ how: Leaving) -> Bool {
    switch how {
    case .quit, .detached, .signal: true
    case .stopped, .aborted: !watches[state.current].isWorking
    }
  }

  private func leave(_ how: Leaving) throws {
    loop.screen.stop()
    guard let run = feeds[state.current].run else { return }
    let path = run.path
    switch watches[state.current].status {
    case .finished where engine != nil || how != .quit:
      print("The run is finished. Look at it again: kolb open \(path)")
    case .failed(let reason) where engine != nil:
      StandardError.write("error: \(reason)")
      throw ExitCode.failure
    case .stopped where how == .aborted:
      print("Aborted. Go on from the last checkpoint: kolb resume \(path)")
    case .stopped where engine != nil || how != .quit:
      print("Stopped with a checkpoint. Go on: kolb resume \(path)")
    case .dead where engine != nil || how != .quit:
      print("The engine died. Go on from the last checkpoint: kolb resume \(path)")
    case .running, .stepping, .pausing, .paused, .stopping:
      let words = "The run goes on in the background. Come back: kolb open \(path)"
      if how == .signal { StandardError.write(words) } else { print(words) }
    default: break
    }
    if how == .signal { throw Interruption() }
  }
}
