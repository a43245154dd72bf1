import Dashboard
import ERLTraining
import Foundation
import NcursesTerminal
import RunLog
import RunModel
import TerminalUI

/// The dashboard on the terminal: reads logs, draws, and carries out what it is asked to.
///
/// Everything here happens on the main thread; the engine, if there is one, has its own.
final class DashboardSession {
  private let loop: TerminalLoop
  private let capabilities: Capabilities
  private var library: ThemeLibrary
  private let themeWatch = ThemeWatch()
  private var state: DashboardState
  private var feeds: [RunFeed]
  private var runner: EngineRunner?
  private var leaving: Leaving?
  private var isDirty = true
  private var nextRead = ContinuousClock.now
  private var nextFrame = ContinuousClock.now
  private var lastTick = ContinuousClock.now

  /// What is to happen once the engine has come to rest.
  enum Leaving: Equatable {
    case quit
    case stopped
    case detached
    case aborted
    case signal(Int32)
  }

  /// Between two pictures of a run that goes on: at most five a second.
  ///
  /// Steps are not faster, and a picture costs milliseconds that training could use.
  private static let frame = Duration.milliseconds(200)
  /// Between two looks at a log that somebody else may write.
  private static let look = Duration.milliseconds(250)

  /// Opens runs that are recorded or written by others.
  static func open(_ sources: [EventSource], options: ScreenOptions) throws {
    try requireTerminal()
    let feeds = try sources.enumerated().map { index, source in
      try RunFeed(source, isOwn: false, index: index)
    }
    try options.checkTheme()
    let session = try DashboardSession(feeds: feeds, options: options, engine: nil)
    try session.run()
  }

  /// Trains and shows it.
  static func live(
    _ prepare: @escaping RunSession.Preparation, options: ScreenOptions
  ) throws {
    try requireTerminal()
    try options.checkTheme()
    try TerminalLoop.check()
    let waker = WakerBox()
    let engine = try blocking { try await prepare { _ in waker.wake() } }
    let feed = try RunFeed(.run(engine.run), isOwn: true, index: 0)
    let session = try DashboardSession(feeds: [feed], options: options, engine: engine)
    waker.set(session.loop.waker)
    try session.run()
  }

  private static func requireTerminal() throws {
    guard isatty(STDOUT_FILENO) == 1 else { throw ScreenError.noTerminal }
  }

  private init(feeds: [RunFeed], options: ScreenOptions, engine: TrainingEngine?) throws {
    capabilities = options.capabilities
    library = ThemeLibrary()
    let theme = library.theme(named: options.wantedTheme)
    loop = try TerminalLoop(
      capabilities: capabilities, theme: capabilities.theme(wanted: theme),
      mouse: options.wantsMouse ? .reported : .left)
    self.feeds = feeds
    let size = loop.screen.size
    state = DashboardState(
      runs: feeds.map { OpenRun(name: $0.name, source: $0.source) }, theme: theme.name,
      themes: library.names, width: size.columns, height: size.rows)
    state.prefer(axis: Preferences.current.axis)
    let problems = Preferences.current.problems + library.problems
    if let problem = problems.first { apply(.commandFailed(problem)) }
    loop.watched = themeWatch.descriptor
    themeWatch.follow(library.entries[theme.name]?.path)
    state.load(layouts: LayoutFile.read())
    let waker = loop.waker
    runner = engine.map { EngineRunner($0) { waker.wake() } }
  }

  // MARK: - The loop

  private func run() throws {
    defer { loop.screen.stop() }
    while true {
      readFeeds()
      followEngine()
      if themeWatch.hasNews() { rereadTheme() }
      if let leaving, runner?.outcome != nil || runner == nil || leaving == .aborted {
        return try leave(leaving)
      }
      drawIfDue()
      handle(loop.next(until: deadline))
    }
  }

  /// When something is to be done even if nobody does anything.
  private var deadline: ContinuousClock.Instant? {
    var times: [ContinuousClock.Instant] = []
    if feeds.contains(where: { !$0.isOver }) { times.append(nextRead) }
    if isDirty { times.append(nextFrame) }
    if let interval = state.tickInterval { times.append(lastTick + .seconds(interval)) }
    return times.min()
  }

  private func handle(_ event: TerminalLoop.Event) {
    switch event {
    case .key(.control("z")): loop.screen.suspend()
    // The terminal is gone, and with it whoever could be asked what is to become of the run.
    case .key(.endOfInput) where runner != nil: stop(.signal(SIGHUP))
    case .key(let key):
      apply(.keyPressed(key))
      // A key is answered as soon as nothing else waits, however lately a picture was drawn.
      nextFrame = .now
    case .woken: nextRead = min(nextRead, max(nextFrame, .now))
    case .deadline: break
    case .stopRequested(let signal): stop(.signal(signal))
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
      for message in feeds[index].read() { apply(message) }
      hasMore = hasMore || feeds[index].hasMore
    }
    // A live engine wakes us; a log of others is looked at now and then.
    nextRead = .now + (hasMore ? .zero : runner == nil ? Self.look : .seconds(1))
  }

  private func followEngine() {
    guard let runner else { return }
    let status = runner.status
    if status != state.engine { apply(.engineChanged(status)) }
  }

  /// Takes over what somebody changed in the file of the theme that shows.
  private func rereadTheme() {
    switch library.reread(state.theme) {
    case .none: break
    case .theme(let theme):
      loop.screen.theme = capabilities.theme(wanted: theme)
      apply(.noticed("theme \(theme.name) was read again"))
    case .faulty(let theme, let problem):
      loop.screen.theme = capabilities.theme(wanted: theme)
      apply(.commandFailed(problem))
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
    case .pause: try runner?.pause()
    case .resume: try runner?.resume()
    case .step(let stride): runner?.step(stride)
    case .note(let text): try runner?.engine.note("note", text)
    case .stopWithCheckpoint: stop(.stopped)
    case .detach: stop(.detached)
    case .quit: leaving = .quit
    case .abort: leaving = .aborted
    case .setTheme(let name):
      loop.screen.theme = capabilities.theme(wanted: library.theme(named: name))
      themeWatch.follow(library.entries[name]?.path)
    case .setMouse(let isOn): loop.screen.mouse = isOn ? .reported : .left
    case .copy(let text): loop.screen.copy(text)
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
    case .loadEpisode(let episode, let run, let offsets):
      let events = try feeds[run].events(at: offsets)
      apply(.episodeLoaded(episode: episode, run: run, events))
    }
  }

  private func stop(_ how: Leaving) {
    runner?.engine.control.stop()
    leaving = how
  }

  // MARK: - The end

  private func leave(_ how: Leaving) throws {
    loop.screen.stop()
    guard let engine = runner?.engine else { return }
    let path = engine.run.path
    if how == .aborted, runner?.outcome == nil { abort(path) }
    engine.close()
    if case .failure(let error)? = runner?.outcome { throw error }
    if case .success(.finished)? = runner?.outcome {
      print("The run is finished. Look at it again: kolb open \(path)")
      return
    }
    switch how {
    case .quit, .aborted: break
    case .stopped: print("Stopped with a checkpoint. Go on: kolb resume \(path)")
    case .detached:
      try DetachedRun.start(path)
      print("The run goes on in the background. Come back: kolb open \(path)")
    case .signal:
      StandardError.write("stopped with a checkpoint; go on with: kolb resume \(path)")
      throw Interruption()
    }
  }

  /// Ends the program at once, in the middle of whatever the engine does.
  private func abort(_ path: String) -> Never {
    print("Aborted. Go on from the last checkpoint: kolb resume \(path)")
    fflush(nil)
    // Without the handlers of `exit`, which would take apart what the engine's threads still use.
    _exit(0)
  }
}
