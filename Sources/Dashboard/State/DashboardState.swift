import RunModel
import TerminalUI

/// Everything that the screen shows, and where one is in it.
///
/// Pure: messages go in, commands come out, and a picture is drawn from what is here.
package struct DashboardState: Sendable {
  /// What options a run can have.
  package var schema = ConfigurationSchema.core
  package internal(set) var runs: [OpenRun]
  /// What runs can be begun by.
  package var presets: [PresetEntry] = []
  /// The pace of runs that are begun from here; `nil` for the usual one.
  package var pace: Pace?
  /// Verdicts on the claims of an experiment, where its report was opened.
  package var judgements: [ClaimJudgement] = []
  /// The arm that somebody wants the others held against; `nil` for the usual one.
  var baseline: String?
  /// What the open experiments ask for.
  package var plan: ExperimentPlan?
  /// What else there is to open and to begin.
  package internal(set) var shelf = Shelf()
  /// The only folder that the shelf is of, if not everything.
  package var shelfFolder: String?
  /// The run that the views show.
  package internal(set) var current = 0
  package internal(set) var playhead = Playhead.following
  /// The state at the playhead while looking back.
  var past: RunState?

  package internal(set) var view: ViewID = .overview
  package internal(set) var places: [ViewID: ViewPlace] = [:]
  /// Where Esc goes back to, the latest last.
  package internal(set) var layers: [ViewLayer] = []
  package internal(set) var popup: Overlay?
  /// The episode that is tried again beside the run, as long as its result is not there.
  var trying: Int?
  /// An answer that was put away before it was sent.
  var draft: ReflectionEditor?
  /// Episodes that somebody here reflected on, of which what came of it is not known yet.
  var answered: Set<Int> = []
  package internal(set) var prompt: Prompt?
  /// What was typed before.
  package var recall = Recall()
  package internal(set) var notice: Notice?
  package internal(set) var plots = PlotChoices()
  package internal(set) var replay = ReplayState()
  package internal(set) var screen: ScreenShape
  /// What is known of the words that the latest query asked for.
  var search: EpisodeSearch?
  /// Searches begun so far.
  var searches = 0
  /// Seconds for which a box that opened by itself takes no keys.
  var deafFor = 0.0
  /// Whether the terminal has a colour for every curve of a plot, whatever the theme.
  package var hasManyColours = true
  /// The episode that somebody is asked about, and for how many seconds that has been seen.
  var asking: (episode: Int, seconds: Double)?
  var caches = Caches()
  /// Whether looking back began by holding the view of a run that goes on.
  package internal(set) var isHeld = false

  package init(
    runs: [OpenRun], theme: String = "kolb-dark", themes: [String] = [], width: Int = 80,
    height: Int = 24
  ) {
    self.runs = runs.isEmpty ? [OpenRun(name: "", source: .record)] : runs
    screen = ScreenShape(width: width, height: height, theme: theme, themes: themes)
    // Several runs are opened to be held against each other.
    if runs.count > 1 || self.runs[0].member != nil {
      view = .compare
      places[.compare] = ViewPlace(at: 0)
    }
  }
}

extension DashboardState {
  /// Takes over what the user always wants.
  ///
  /// - Returns: whether the words for the smoothing mean one: "automatic", or a number below 1.
  package mutating func prefer(axis: Axis, smoothing words: String) -> Bool {
    plots.axis = axis
    guard let wanted = SmoothingChoice(words: words) else { return false }
    plots.smoothing = wanted
    return true
  }

  /// The run on the screen.
  package var open: OpenRun { runs[current] }

  /// Its state at the playhead.
  package var run: RunState { past ?? runs[current].timeline.latest }

  package var isLookingBack: Bool { past != nil }

  /// Where one is in the current view.
  package internal(set) var place: ViewPlace {
    get { places[view, default: ViewPlace()] }
    set { places[view] = newValue }
  }

  /// Whether curves carry their signs along the way: of sixteen colours a theme finds no hue of
  /// its own for each of six curves, and none on white for four.
  var marksCurves: Bool { !hasManyColours || screen.theme == Theme.mono.name }

  /// For how long the run waits for an answer at most: of a question that was there before the
  /// screen was, nobody here knows how long ago it was asked.
  var secondsToAnswer: Double? {
    guard isLive, let question = runs[current].timeline.latest.question else { return nil }
    let passed = asking.flatMap { $0.episode == question.episode ? $0.seconds : nil } ?? 0
    return max(0, question.wait - passed)
  }

  /// What trains the run on the screen.
  package var engine: EngineStatus? { open.engine }

  /// Whether something trains it, here or elsewhere, that takes orders.
  package var isLive: Bool { engine?.isLive == true }

  /// How soon a `ticked` message is wanted; `nil` while nothing on the screen moves by itself.
  package var tickInterval: Double? {
    if isSearching { return 0.005 }
    if deafFor > 0 { return 0.25 }
    if place.isPlaying { return 0.1 }
    if secondsToAnswer != nil { return 1 }
    return notice == nil ? nil : 1
  }

  /// The words of an episode, from memory or read again; `nil` until they come.
  package func texts(of episode: Int) -> EpisodeTexts? {
    run.episodes[episode].flatMap(words(of:))
  }

  /// What is just being written of a reflection on an episode, as long as the run is followed.
  func writing(on episode: Int) -> String? {
    guard !isLookingBack, let writing = open.writing, writing.episode == episode,
      run.episodes[episode]?.reflection == nil
    else { return nil }
    return writing.words
  }

  func words(of record: EpisodeRecord) -> EpisodeTexts? {
    let kept = run.recent[episode: record.id] ?? open.loaded[record.id]
    return kept?.known(to: record)
  }
}
