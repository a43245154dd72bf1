import ArgumentParser
import Dashboard
import Foundation
import NcursesTerminal
import RunLog
import RunModel
import TerminalUI

/// What goes on beside the keys, looked at again and again: searches, engines, runs that begin,
/// marks, experiments, the list of runs, themes and branches.
extension DashboardSession {
  /// A piece of a search, after which keys are answered again.
  func goOnSearching() {
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

  func followEngine(of index: Int) {
    let before = watches[index].status
    watches[index].conclude(
      state.runs[index].timeline.latest.status, isWhole: !feeds[index].hasMore,
      growth: feeds[index].growth)
    if watches[index].sight != state.runs[index].sight {
      apply(.engineSeen(watches[index].sight, run: index))
    }
    let writing = watches[index].isWorking ? feeds[index].run?.writing() : nil
    if writing != state.runs[index].writing { apply(.writingSeen(writing, run: index)) }
    guard var status = watches[index].status, status != before else { return }
    if !status.isLive {
      let ending = feeds[index].run.flatMap { engines[$0.path]?.ending() }
      if case .dead(nil) = status { status = .dead(ending?.words) }
      if let folder = feeds[index].folder { apply(.folderSeen(folder, run: index)) }
    }
    apply(.engineChanged(status, run: index))
  }

  /// The engine that was started here for the run on the screen.
  var engine: EngineProcess? { shownRun.flatMap { engines[$0.path] } }

  /// The folder of the run on the screen.
  var shownRun: RunDirectory? {
    feeds.indices.contains(state.current) ? feeds[state.current].run : nil
  }

  var watch: EngineWatch? {
    watches.indices.contains(state.current) ? watches[state.current] : nil
  }

  func followBeginning() {
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
  func readMarks() {
    for (index, feed) in feeds.enumerated() {
      let bookmarks = BookmarkFile(feed.origin)?.read() ?? []
      if !bookmarks.isEmpty { apply(.bookmarksRead(bookmarks, run: index)) }
      let branches = feed.run.map { BranchFolder($0).branches() } ?? []
      if !branches.isEmpty { apply(.branchesRead(branches, run: index)) }
    }
  }

  /// Whether runs may come to what is open: to an experiment that lacks some, or to a folder of
  /// somebody else's.
  var mayBeJoined: Bool { lacksRuns || isForeignFolder }

  private var lacksRuns: Bool {
    guard let plan = state.plan, !openPaths.isEmpty else { return false }
    return feeds.count < plan.runs && openPaths.allSatisfy(ComparisonSource.isExperiment)
  }

  private var isForeignFolder: Bool {
    guard openPaths.count == 1, let path = openPaths.first, !feeds.isEmpty else { return false }
    // What was packed lies unpacked elsewhere, and nothing comes to it.
    return feeds.allSatisfy { feed in
      guard case .foreign = feed.origin else { return false }
      return feed.origin.path == path || feed.origin.path.hasPrefix(path + "/")
    }
  }

  /// Takes up the runs of what is open that have begun since.
  func followOpen() {
    guard mayBeJoined, ContinuousClock.now >= nextListing else { return }
    let begun = ContinuousClock.now
    // Of a large tree most of the time is not spent on looking through it.
    defer { nextListing = .now + max(Self.listing, begun.duration(to: .now) * 100) }
    guard
      let source = try? ComparisonSource(
        openPaths, joinsExperiments: true, foreign: sources?.foreign ?? .notGiven),
      let found = try? RunFeed.feeds(of: source)
    else { return }
    let known = Set(feeds.map(\.origin.path))
    for feed in found where !known.contains(feed.origin.path) {
      guard let joined = try? feed.moved(to: feeds.count) else { continue }
      feeds.append(joined)
      watches.append(EngineWatch(joined.run))
      apply(.runJoined(joined.openRun()))
      nextRead = .now
    }
  }

  /// What is open, by paths: runs that are of no experiment, and the experiments.
  private var openPlaces: [String] {
    openPaths
      + zip(feeds, state.runs).compactMap { feed, run in run.member == nil ? feed.run?.path : nil }
  }

  func followShelf() {
    if state.wantsShelf { shelf.lookIfDue(open: openPlaces) }
    if let entries = shelf.take() { apply(.shelfRead(entries)) }
  }

  /// Opens what paths name in the place of what is open.
  func open(_ paths: [String]) throws {
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
  func show(_ feeds: [RunFeed], _ judgements: [ClaimJudgement] = []) throws {
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
  func rereadTheme() {
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

  func followBranch() {
    guard let done = branch, !done.isRunning else { return }
    branch = nil
    do {
      apply(.branchDone(try done.events()))
    } catch {
      apply(.commandFailed("\(error)"))
    }
  }
}
