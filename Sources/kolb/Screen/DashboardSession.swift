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
  /// The engines that were started for this dashboard, by the paths of their runs.
  private var engines: [String: EngineProcess] = [:]
  /// What was opened, whose unpacked reports stay as long as this does.
  private var sources: ComparisonSource?
  /// One that is being made ready.
  private var beginning: EngineBeginning?
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
  private let attention: Attention
  /// By the paths of what is read.
  private var attentionWatches: [String: AttentionWatch] = [:]
  private var nextFindings = ContinuousClock.now
  private let shelf: ShelfWatch
  /// What tells what a world makes of a text, and of which run.
  private var reader: ReflectionReader?
  private var readerRun = 0
  /// What was opened by its paths, to look for runs that come to it.
  private var openPaths: [String] = []
  private var nextListing = ContinuousClock.now
  private static let listing = Duration.seconds(3)

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
    if let view { session.apply(view.message) }
    try session.run()
  }

  /// Shows what there is to open and to begin.
  static func shelf(pace: Pace?, options: ScreenOptions) throws {
    try requireTerminal()
    try options.checkTheme()
    let session = try DashboardSession(feeds: [], options: options, engine: nil)
    session.state.pace = pace
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

  private static func requireTerminal() throws {
    guard isatty(STDOUT_FILENO) == 1 else { throw ScreenError.noTerminal }
  }

  private init(feeds: [RunFeed], options: ScreenOptions, engine: EngineProcess?) throws {
    capabilities = options.capabilities
    attention = options.attention
    library = ThemeLibrary()
    let theme = library.theme(named: options.wantedTheme)
    loop = try TerminalLoop(
      capabilities: capabilities, theme: capabilities.theme(wanted: theme),
      mouse: options.wantsMouse ? .reported : .left)
    shelf = ShelfWatch { [waker = loop.waker] in waker.wake() }
    self.feeds = feeds
    if let engine { engines[engine.run.path] = engine }
    watches = feeds.map { EngineWatch($0.run) }
    let size = loop.screen.size
    state = DashboardState(
      runs: feeds.map { $0.openRun() }, theme: theme.name,
      themes: library.names, width: size.columns, height: size.rows)
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

  private func run() throws {
    defer { loop.screen.stop() }
    while true {
      readFeeds()
      goOnSearching()
      if themeWatch.hasNews() { rereadTheme() }
      followBranch()
      followBeginning()
      followShelf()
      if let answer = reader?.take() { apply(.understood(answer)) }
      followExperiment()
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
    if beginning != nil { times.append(.now + Self.quickLook) }
    if search != nil { times.append(.now) }
    if mayBeJoined { times.append(nextListing) }
    if state.wantsShelf, let look = shelf.deadline { times.append(look) }
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
  private func drawAttention(to index: Int) {
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
      state.runs[index].timeline.latest.status, isWhole: !feeds[index].hasMore,
      growth: feeds[index].growth)
    if watches[index].sight != state.runs[index].sight {
      apply(.engineSeen(watches[index].sight, run: index))
    }
    guard var status = watches[index].status, status != before else { return }
    if !status.isLive {
      let ending = feeds[index].run.flatMap { engines[$0.path]?.ending() }
      if case .dead(nil) = status { status = .dead(ending?.words) }
      if let folder = feeds[index].folder { apply(.folderSeen(folder, run: index)) }
    }
    apply(.engineChanged(status, run: index))
  }

  /// The engine that was started here for the run on the screen.
  private var engine: EngineProcess? { shownRun.flatMap { engines[$0.path] } }

  /// The folder of the run on the screen.
  private var shownRun: RunDirectory? {
    feeds.indices.contains(state.current) ? feeds[state.current].run : nil
  }

  private var watch: EngineWatch? {
    watches.indices.contains(state.current) ? watches[state.current] : nil
  }

  private func followBeginning() {
    guard let now = beginning else { return }
    do {
      switch try now.look(atMost: 0) {
      case nil: break
      case .began(let engine):
        beginning = nil
        engines[engine.run.path] = engine
        try show([try RunFeed(.run(engine.run), isOwn: true, index: 0)])
      case .ended(let ending):
        beginning = nil
        let words = now.takeWords().trimmingCharacters(in: .whitespacesAndNewlines)
        apply(.commandFailed(words.isEmpty ? ending.words ?? "the engine ended" : words))
      }
    } catch {
      beginning = nil
      apply(.commandFailed("\(error)"))
    }
  }

  /// What people put beside the runs, which is little.
  private func readMarks() {
    for (index, feed) in feeds.enumerated() {
      let bookmarks = BookmarkFile(feed.origin)?.read() ?? []
      if !bookmarks.isEmpty { apply(.bookmarksRead(bookmarks, run: index)) }
      let branches = feed.run?.branches() ?? []
      if !branches.isEmpty { apply(.branchesRead(branches, run: index)) }
    }
  }

  /// Whether folders of experiments are open that lack runs.
  private var mayBeJoined: Bool {
    guard let plan = state.plan, !openPaths.isEmpty else { return false }
    return feeds.count < plan.runs && openPaths.allSatisfy(ComparisonSource.isExperiment)
  }

  /// Takes up the runs of an open experiment that have begun since.
  private func followExperiment() {
    guard mayBeJoined, ContinuousClock.now >= nextListing else { return }
    nextListing = .now + Self.listing
    guard let source = try? ComparisonSource(openPaths, joinsExperiments: true),
      let found = try? RunFeed.feeds(of: source)
    else { return }
    let known = Set(feeds.compactMap { $0.run?.path })
    for feed in found {
      guard let run = feed.run, !known.contains(run.path),
        let joined = try? feed.moved(to: feeds.count)
      else { continue }
      feeds.append(joined)
      watches.append(EngineWatch(joined.run))
      apply(.runJoined(joined.openRun()))
      nextRead = .now
    }
  }

  private func followShelf() {
    if state.wantsShelf { shelf.lookIfDue() }
    if let entries = shelf.take() { apply(.shelfRead(entries)) }
  }

  /// Opens what paths name in the place of what is open.
  private func open(_ paths: [String]) throws {
    let source = try ComparisonSource(paths, joinsExperiments: true)
    let feeds = try RunFeed.feeds(of: source) { run in
      engines[run.path].map { $0.ending() == nil } ?? false
    }
    sources = source
    try show(feeds, source.judgements)
    state.plan = source.plan
    openPaths = paths
    if let remark = source.remarks.first { apply(.noticed(remark)) }
  }

  /// Takes up other runs in the place of those that are open.
  private func show(_ feeds: [RunFeed], _ judgements: [ClaimJudgement] = []) throws {
    search = nil
    branch = nil
    reader = nil
    openPaths = []
    state.plan = nil
    self.feeds = feeds
    watches = feeds.map { EngineWatch($0.run) }
    nextRead = .now
    apply(.opened(feeds.map { $0.openRun() }, judgements: judgements))
    readMarks()
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
    state.prepareToDraw()
    loop.screen.show(state.draw(glyphs: capabilities.glyphs))
    isDirty = false
    nextFrame = .now + Self.frame
  }

  // MARK: - Messages and commands

  private func apply(_ message: Message) {
    isDirty = true
    for command in state.update(message) {
      do {
        try carryOut(command)
      } catch {
        apply(.commandFailed(ErrorWords.sentence(on: error)))
      }
    }
  }

  private func carryOut(_ command: Command) throws {
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
    case .understand(let text, let group, let run):
      guard let configuration = state.runs[run].configuration else { return }
      if reader == nil || readerRun != run {
        reader = ReflectionReader(configuration) { [waker = loop.waker] in waker.wake() }
        readerRun = run
      }
      reader?.ask(text, group: group)
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
    try shownRun?.give(SignedOrder(order, who: "dashboard"))
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
    case .stopped, .aborted: watch?.isWorking != true
    }
  }

  /// Of runs that were begun here and are not on the screen any more.
  private func tellOfOthers() {
    let shown = shownRun?.path
    for (path, engine) in engines.sorted(by: { $0.key < $1.key })
    where path != shown && engine.ending() == nil {
      print("A run goes on in the background. Come back: kolb open \(path)")
    }
  }

  private func leave(_ how: Leaving) throws {
    loop.screen.stop()
    tellOfOthers()
    guard let run = shownRun, let watch else { return }
    let path = run.path
    switch watch.status {
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
