import RunModel

/// A run that is on the screen or beside it.
package struct OpenRun: Sendable {
  /// Where its events come from, which decides what can be done to it.
  package enum Source: Sendable, Equatable {
    /// An engine that was started for this dashboard.
    case engine
    /// A file that may still grow.
    case log
    /// A file that has ended, or a pipe.
    case record
  }

  package var name: String
  package var source: Source
  /// Its place in an experiment, if it is of one.
  package var member: ExperimentMember?
  /// What was asked; `nil` where that is not known.
  package var configuration: RunConfiguration?
  package internal(set) var timeline: Timeline
  /// Where what is known of it is kept instead of in memory.
  let store: (any PackedStore)?
  /// What trains it; `nil` while nobody knows of anything.
  package internal(set) var engine: EngineStatus?
  /// The same with its process and what it is at, while there is one.
  package internal(set) var sight: EngineSight?
  /// What its reflector is writing just now.
  package internal(set) var writing: ReflectionWriting?
  /// Where it lies; `nil` for a log alone.
  package internal(set) var folder: RunFolder?
  /// What people put on its episodes.
  package internal(set) var marks = EpisodeMarks()
  /// Bytes of the log up to the latest line that was read.
  var logEnd = 0
  /// What of its log could not be read; `nil` if everything could.
  package internal(set) var leftOut: LeftOutLines?
  /// Episodes of somebody else's log that stand at a later step than their own.
  package internal(set) var late: LateEpisodes?
  /// 0 … 1 while its log is being read.
  package internal(set) var reading: Double?
  /// The points of its curves, as far as they were asked for.
  var curves = CurveStore()
  /// What became of its failures, as far as that was looked at.
  var transitions = TransitionStory()
  /// Old episodes that were read again.
  var loaded: [Int: EpisodeTexts] = [:]
  var loadedOrder: [Int] = []
  /// Those that were asked for and have not come yet.
  var requested: Set<Int> = []

  package init(
    name: String, source: Source, member: ExperimentMember? = nil,
    configuration: RunConfiguration? = nil, folder: RunFolder? = nil,
    store: (any PackedStore)? = nil
  ) {
    self.folder = folder
    self.store = store
    self.name = name
    self.source = source
    self.member = member
    self.configuration = configuration
    timeline = Timeline(threshold: configuration?.erl.threshold ?? 1, store: store)
    if source == .engine { engine = .running }
  }

  /// The same run before anything of it was read.
  var unread: OpenRun {
    var run = OpenRun(
      name: name, source: source, member: member, configuration: configuration, folder: folder,
      store: store)
    run.engine = engine
    run.sight = sight
    run.marks = marks
    return run
  }

  /// How many old episodes are kept; enough to page through a screen of them.
  private static let loadedLimit = 64

  mutating func load(_ episode: Int, _ events: [RunEvent]) {
    requested.remove(episode)
    if loaded[episode] == nil { loadedOrder.append(episode) }
    loaded[episode] = events.reduce(into: EpisodeTexts()) { $0.apply($1) }
    if loadedOrder.count > Self.loadedLimit { loaded[loadedOrder.removeFirst()] = nil }
  }
}
