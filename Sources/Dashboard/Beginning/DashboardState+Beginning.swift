import RunModel

/// Having runs begun and taken up again, from inside.
extension DashboardState {
  /// Begins a run by a preset.
  mutating func begin(preset: String, _ options: [String] = []) -> [Command] {
    let steps = presets.first { $0.name == preset }?.steps
    return start(["run", preset] + options, steps: steps, "beginning \(preset) …")
  }

  /// Begins the run on the screen anew, with something of it changed.
  mutating func beginAgain(_ options: [String]) -> [Command] {
    guard let folder = open.folder else {
      notify("only a run's folder says what was asked; this is a log alone", .problem)
      return []
    }
    return begin(
      configuration: folder.path + "/run.toml", options, "beginning another run …")
  }

  mutating func begin(
    configuration path: String, _ options: [String], _ remark: String
  ) -> [Command] {
    start(["run", path] + options, steps: run.start?.steps, remark)
  }

  /// Takes the run on the screen up where it ended.
  ///
  /// - Parameter total: training steps in all; for a finished run as many more as it was begun with
  ///   if not given.
  /// - Returns: what is to be done; nothing where it cannot be, which is said.
  mutating func goOn(total: Int? = nil) -> [Command] {
    guard let folder = open.folder, folder.hasCheckpoint else {
      notify(whyNotGoOn, .problem)
      return []
    }
    let done = open.timeline.latest.stepsDone
    var total = total
    if total == nil, let asked = run.stepsAsked, done >= asked { total = asked + stepsMore }
    if let total, total <= done {
      notify("the run has \(done) steps already; give more than that", .problem)
      return []
    }
    let options = total.map { ["--steps=\($0)"] } ?? []
    return start(
      ["resume", folder.path] + options, steps: (total ?? run.stepsAsked).map { $0 - done },
      "going on" + (total.map { " to step \($0) …" } ?? " …"))
  }

  /// Whoever begins a run from here wants to watch it, so it takes about a minute if nobody said
  /// how fast it is to go.
  private mutating func start(_ words: [String], steps: Int?, _ remark: String) -> [Command] {
    notify(remark + (pace == nil ? " at a pace to follow; f lets it run freely" : ""))
    return [.begin(words, pace: pace ?? .watchable(steps: steps ?? 60))]
  }

  /// Takes up other runs in the place of those that were open.
  mutating func take(_ runs: [OpenRun], _ judgements: [ClaimJudgement]) {
    guard !runs.isEmpty else { return }
    let shelfPlace = places[.runs]
    shelf.marked = []
    self.runs = runs
    self.judgements = judgements
    baseline = nil
    current = 0
    playhead = .following
    past = nil
    isHeld = false
    places = [:]
    if let shelfPlace { places[.runs] = shelfPlace }
    // The method comes first, and its band is what one wants to see.
    if runs.contains(where: { $0.member != nil }) { places[.compare] = ViewPlace(at: 0) }
    layers = []
    popup = nil
    prompt = nil
    notice = nil
    search = nil
    caches = Caches()
    view = runs.count > 1 || runs[0].member != nil ? .compare : .overview
  }
}

extension DashboardState {
  /// The pace that the run goes at, or that one that is begun now would.
  package var paceInForce: Pace { open.sight?.activity.pace ?? pace ?? .free }

  /// Has the run go at another pace; one that is begun later goes at it too.
  mutating func set(_ wanted: Pace) -> [Command] {
    pace = wanted
    guard isLive else {
      notify("runs that are begun from here go at this pace: \(wanted.label)")
      return []
    }
    runs[current].sight?.activity.pace = wanted
    switch wanted {
    case .byHand: notify("by hand: . runs a phase, :step a step; f lets it run freely")
    case .free: notify("running freely; f slows it down so that one can follow")
    case .stepsPerSecond: notify("at \(wanted.label); ( slower, ) faster, f freely")
    }
    return [.order(.pace(wanted))]
  }

  /// Freely, or so that one can follow.
  mutating func toggleFree() -> [Command] {
    set(paceInForce == .free ? .watchable(steps: run.stepsAsked ?? 60) : .free)
  }
}
