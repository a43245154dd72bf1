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
  let loop: TerminalLoop
  let capabilities: Capabilities
  var library: ThemeLibrary
  let themeWatch = ThemeWatch()
  var state: DashboardState
  var feeds: [RunFeed]
  var watches: [EngineWatch]
  /// The engines that were started for this dashboard, by the paths of their runs.
  var engines: [String: EngineProcess] = [:]
  /// What was opened, whose unpacked reports stay as long as this does.
  var sources: ComparisonSource?
  /// One that is being made ready.
  var beginning: EngineBeginning?
  /// What is being tried beside a run.
  var branch: BranchProcess?
  var leaving: Leaving?
  var isDirty = true
  var nextRead = ContinuousClock.now
  var nextFrame = ContinuousClock.now
  var lastTick = ContinuousClock.now
  /// Until when the log is looked at often, because an order was given.
  var expectsAnswer = ContinuousClock.now
  var search: LogSearch?
  let attention: Attention
  /// By the paths of what is read.
  var attentionWatches: [String: AttentionWatch] = [:]
  var nextFindings = ContinuousClock.now
  let shelf: ShelfWatch
  /// What tells what a world makes of a text, and of which run.
  var reader: ReflectionReader?
  var readerRun = 0
  /// What was opened by its paths, to look for runs that come to it.
  var openPaths: [String] = []
  var nextListing = ContinuousClock.now
  static let listing = Duration.seconds(3)

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
  static let frame = Duration.milliseconds(500)
  /// Between two looks at a log that may grow.
  static let look = Duration.milliseconds(500)
  /// The same while an order has not been answered, and for how long that is expected.
  static let quickLook = Duration.milliseconds(25)
  static let patience = Duration.seconds(2)

  /// Opens runs that are recorded or written by others.
  static func open(
    _ source: ComparisonSource, at paths: [String], view: ViewChoice? = nil,
    options: ScreenOptions
  ) throws {
    try requireTerminal()
    let feeds = try RunFeed.feeds(of: source)
    try options.checkTheme()
    let session = try DashboardSession(feeds: feeds, options: options, engine: nil)
    session.state.judgements = source.judgements
    session.sources = source
    session.openPaths = paths
    session.state.plan = source.plan
    session.tell(of: source.remarks)
    if let view { session.apply(view.message) }
    try session.run()
  }

  /// Says what was said before the screen lay over it; there it stands again when the screen goes.
  private func tell(of remarks: [String]) {
    guard let first = remarks.first else { return }
    let more = remarks.count > 1 ? "1 of \(remarks.count) remarks: " : ""
    apply(.commandFailed(more + first))
  }

  /// Shows what there is to open and to begin; of a folder only the runs and experiments in it.
  static func shelf(of folder: String? = nil, pace: Pace?, options: ScreenOptions) throws {
    try requireTerminal()
    try options.checkTheme()
    let session = try DashboardSession(feeds: [], options: options, engine: nil, folder: folder)
    session.state.pace = pace
    session.state.shelfFolder = folder
    session.apply(.keyPressed(.character("o")))
    try session.run()
  }

  /// Starts an engine by a command of this program, and shows what it does.
  static func live(_ words: [String], pace: Pace?, options: ScreenOptions) throws {
    try requireTerminal()
    try options.checkTheme()
    try TerminalLoop.check()
    let engine = try EngineProcess.start(words + PaceOption.arguments(pace))
    let feed = try RunFeed(.run(engine.run), isOwn: true, index: 0)
    let session = try DashboardSession(feeds: [feed], options: options, engine: engine)
    session.state.pace = pace
    try session.run()
  }

  static func requireTerminal() throws {
    guard isatty(STDOUT_FILENO) == 1 else { throw ScreenError.noTerminal }
  }

  private init(
    feeds: [RunFeed], options: ScreenOptions, engine: EngineProcess?, folder: String? = nil
  ) throws {
    capabilities = options.capabilities
    attention = options.attention
    library = ThemeLibrary()
    let theme = library.theme(named: options.wantedTheme)
    loop = try TerminalLoop(
      capabilities: capabilities, theme: capabilities.theme(wanted: theme),
      mouse: options.wantsMouse ? .reported : .left)
    shelf = ShelfWatch(of: folder) { [waker = loop.waker] in waker.wake() }
    self.feeds = feeds
    if let engine { engines[engine.run.path] = engine }
    watches = feeds.map { EngineWatch($0.run) }
    let size = loop.screen.size
    state = DashboardState(
      runs: feeds.map { $0.openRun() }, theme: theme.name,
      themes: library.names, width: size.columns, height: size.rows)
    state.hasManyColours = capabilities.depth > .sixteen
    state.schema = .shipped
    state.presets = PresetEntry.shipped
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
    state.recall.take(HistoryFile.read())
    readMarks()
  }

  // MARK: - The loop

  func run() throws {
    defer { loop.screen.stop() }
    while true {
      readFeeds()
      goOnSearching()
      if themeWatch.hasNews() { rereadTheme() }
      followBranch()
      followBeginning()
      followShelf()
      if let answer = reader?.take() { apply(.understood(answer)) }
      followOpen()
      if let leaving, mayLeave(leaving) { return try leave(leaving) }
      drawIfDue()
      handle(loop.next(until: deadline))
    }
  }

  /// When something is to be done even if nobody does anything.
  var deadline: ContinuousClock.Instant? {
    var times: [ContinuousClock.Instant] = []
    if feeds.contains(where: { !$0.isOver }) { times.append(nextRead) }
    if isDirty { times.append(nextFrame) }
    if branch != nil { times.append(.now + Self.look) }
    if beginning != nil { times.append(.now + Self.quickLook) }
    if search != nil { times.append(.now) }
    if mayBeJoined { times.append(nextListing) }
    if state.wantsShelf, let look = shelf.deadline { times.append(look) }
    if let interval = state.tickInterval { times.append(lastTick + .seconds(interval)) }
    return times.min()
  }

  func handle(_ event: TerminalLoop.Event) {
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

  func tick() {
    guard state.tickInterval != nil else {
      lastTick = .now
      return
    }
    let passed = lastTick.duration(to: .now).seconds
    guard passed >= (state.tickInterval ?? 0) * 0.9 else { return }
    lastTick = .now
    apply(.ticked(seconds: passed))
  }

  func readFeeds() {
    guard ContinuousClock.now >= nextRead else { return }
    var hasMore = false
    for index in feeds.indices where !feeds[index].isOver {
      // The lock before the log: what an engine wrote last is there when its lock is gone.
      watches[index].look()
      let wasReading = state.runs[index].reading != nil
      for message in feeds[index].read() { apply(message) }
      // Half of a log is no picture to keep anybody looking at.
      if wasReading, state.runs[index].reading == nil { nextFrame = .now }
      if let keep = feeds[index].keeping(state.runs[index].timeline) {
        DispatchQueue.global(qos: .utility).async(execute: keep)
      }
      hasMore = hasMore || feeds[index].hasMore
      followEngine(of: index)
      if !feeds[index].hasMore { drawAttention(to: index) }
    }
    let pause = ContinuousClock.now < expectsAnswer ? Self.quickLook : Self.look
    nextRead = .now + (hasMore ? .zero : pause)
  }

  /// Tells whoever looks elsewhere, as they wished.
  func drawAttention(to index: Int) {
    guard attention.isWanted else { return }
    let run = state.runs[index].timeline.latest
    let path = feeds[index].origin.path
    for occasion in attentionWatches[path, default: AttentionWatch()]
      .look(at: run, alarms: Alarms.of(run))
    {
      if attention.bell.includes(occasion) { loop.screen.ringBell() }
      do {
        try attention.run(on: occasion, of: path)
      } catch {
        apply(.commandFailed(ErrorWords.sentence(on: error)))
      }
    }
  }

  func drawIfDue() {
    guard isDirty, ContinuousClock.now >= nextFrame, !loop.hasWaiting else { return }
    draw()
  }

  func draw() {
    state.prepareToDraw()
    carryOutAll(state.loadMissingTexts())
    loop.screen.show(state.draw(glyphs: capabilities.glyphs))
    isDirty = false
    nextFrame = .now + Self.frame
  }

  // MARK: - Messages and commands

  func apply(_ message: Message) {
    isDirty = true
    carryOutAll(state.update(message))
  }

  private func carryOutAll(_ commands: [Command]) {
    for command in commands {
      do {
        try carryOut(command)
      } catch {
        apply(.commandFailed(ErrorWords.sentence(on: error)))
      }
    }
  }

  func carryOut(_ command: Command) throws {
    switch command {
    case .order(let order): try give(order)
    case .open(let paths): try open(paths)
    case .rename(let path, let name):
      let old = try ShelfChange.rename(path, to: name)
      shelf.hurry()
      apply(.noticed("\(path) is now \(old)"))
    case .delete(let paths):
      try ShelfChange.delete(paths)
      shelf.hurry()
      apply(.noticed(paths.count == 1 ? "deleted \(paths[0])" : "deleted \(paths.count)"))
    case .begin(let words, let pace):
      guard beginning == nil else { throw ScreenError.stillBeginning }
      beginning = try EngineBeginning(words + PaceOption.arguments(pace))
    case .stopWithCheckpoint: try end(by: .stop, .stopped)
    case .abort: try end(by: .abort, .aborted)
    case .detach: leaving = .detached
    case .quit: leaving = leaving == nil && watch?.isWorking == true ? .detached : .quit
    case .setTheme(let name):
      loop.screen.theme = capabilities.theme(wanted: library.theme(named: name))
      themeWatch.follow(library.entries[name]?.path)
    case .setMouse(let isOn): loop.screen.mouse = isOn ? .reported : .left
    case .copy(let text): loop.screen.copy(text)
    case .editOutside(let text):
      let edited = try loop.screen.released { () throws in try OutsideEditor.edit(text) }
      apply(.edited(edited))
    case .understand(let text, let group, let turns, let run):
      guard let configuration = state.runs[run].configuration else { return }
      if reader == nil || readerRun != run {
        reader = ReflectionReader(configuration, in: feeds[run].run?.path) {
          [waker = loop.waker] in waker.wake()
        }
        readerRun = run
      }
      reader?.ask(text, group: group, after: turns)
    case .branch(let episode, let run, let text):
      guard let directory = feeds[run].run else { throw ScreenError.noRun }
      branch = try BranchProcess(directory, episode: episode, text: text)
    case .bookmark(let bookmark, let run):
      guard let file = BookmarkFile(feeds[run].origin) else { throw ScreenError.noPlaceForMarks }
      try file.keep(bookmark)
    case .remember(let line, let kind): HistoryFile.keep(line, kind)
    case .saveLayouts(let text):
      apply(.noticed("wrote \(try LayoutFile.write(text))"))
    case .save(let name, let text):
      apply(.noticed("wrote \(SavedFile.place(of: try SavedFile.write(text, as: name)))"))
    case .saveAll(let files):
      var written: [String] = []
      for file in files { written.append(try SavedFile.write(file.text, as: file.name)) }
      apply(.noticed("wrote \(SavedFile.places(of: written))"))
    case .saveEpisode(let texts, let name):
      let json = EpisodeJSON.text(texts, run: state.open.name)
      apply(.noticed("wrote \(SavedFile.place(of: try SavedFile.write(json, as: name)))"))
    case .saveScreen(let name):
      let picture = ScreenText.picture(
        state, capabilities: capabilities, theme: loop.screen.theme,
        isColoured: name.hasSuffix(".ansi"))
      apply(.noticed("wrote \(SavedFile.place(of: try SavedFile.write(picture, as: name)))"))
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

  func give(_ order: Order) throws {
    try shownRun?.give(SignedOrder(order, who: "dashboard"))
    expectsAnswer = .now + Self.patience
    nextRead = .now
  }

  func end(by order: Order, _ how: Leaving) throws {
    try give(order)
    leaving = how
  }

  // MARK: - The end

  /// Whoever stops a run waits for its checkpoint; nothing else keeps anybody here.
  func mayLeave(_ how: Leaving) -> Bool {
    switch how {
    case .quit, .detached, .signal: true
    case .stopped, .aborted: watch?.isWorking != true
    }
  }

  /// Of runs that were begun here and are not on the screen any more.
  func tellOfOthers() {
    let shown = shownRun?.path
    for (path, engine) in engines.sorted(by: { $0.key < $1.key })
    where path != shown && engine.ending() == nil {
      print("A run goes on in the background. Come back: kolb open \(path)".safeForTerminals)
    }
  }

  func leave(_ how: Leaving) throws {
    loop.screen.stop()
    tellOfOthers()
    guard let run = shownRun, let watch else { return }
    let path = run.path
    switch watch.status {
    case .finished where engine != nil || how != .quit:
      print("The run is finished. Look at it again: kolb open \(path)".safeForTerminals)
    case .failed(let reason) where engine != nil:
      StandardError.write("error: \(reason)")
      throw ExitCode.failure
    case .stopped where how == .aborted:
      let isSaved = (try? run.checkpointFolders().isEmpty) == false
      print(
        (isSaved
          ? "Aborted. Go on from the last checkpoint: kolb resume \(path)"
          : "Aborted before the first checkpoint. Look at it: kolb open \(path)").safeForTerminals)
    case .stopped where engine != nil || how != .quit:
      print("Stopped with a checkpoint. Go on: kolb resume \(path)".safeForTerminals)
    case .dead where engine != nil || how != .quit:
      print("The engine died. Go on from the last checkpoint: kolb resume \(path)".safeForTerminals)
    case .running, .stepping, .pausing, .paused, .stopping, .waiting:
      let words = "The run goes on in the background. Come back: kolb open \(path)"
      if how == .signal { StandardError.write(words) } else { print(words.safeForTerminals) }
    default: break
    }
    if how == .signal { throw Interruption() }
  }
}
