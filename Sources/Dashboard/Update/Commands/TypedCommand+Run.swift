import RunModel

/// What is asked of the run.
extension TypedCommand {
  static let note = TypedCommand(
    "note", "note TEXT: into the log of a live run; of another, a bookmark",
    run: { state, text in
      guard !text.isEmpty else { return nil }
      return state.isLive ? [.order(.note(text))] : state.bookmark(text)
    })

  static let bookmark = TypedCommand(
    "bookmark", "bookmark, or bookmark NOTE: on the selected episode",
    run: { state, text in text.isEmpty ? state.toggleBookmark() : state.bookmark(text) })

  static let begin = TypedCommand(
    "run", "run, or run PRESET OPTIONS: begin a run, as on the command line",
    completions: { typed, state in beginnings(typed, state) },
    run: { state, words in
      let words = words.split(separator: " ").map(String.init)
      guard let preset = words.first else { return state.beginAgain([]) }
      return state.begin(preset: preset, Array(words.dropFirst()))
    })

  /// Presets; behind one, what can be said of a run, with the options of the configuration.
  private static func beginnings(_ typed: String, _ state: DashboardState) -> [String] {
    guard let space = typed.lastIndex(of: " ") else { return state.presets.map(\.name) }
    let head = typed[...space]
    let options = ["--seed=", "--steps="] + state.schema.options.map { "--set=\($0.key)=" }
    return options.map { head + $0 }
  }

  static let pace = TypedCommand(
    "pace", "pace free, pace hand, or pace STEPS a second",
    completions: { _, _ in ["free", "hand", "1", "2", "5"] },
    run: { state, words in Pace(words: words).map { state.set($0) } })

  static let step = TypedCommand(
    "step", "step: one training step, then wait",
    run: { state, word in state.step(Order.Stride(rawValue: word) ?? .step) })

  static let resume = TypedCommand(
    "resume", "resume, or resume STEPS: go on, to so many steps in all",
    run: { state, words in
      let total = Int(words)
      guard words.isEmpty || total != nil else { return nil }
      guard state.isLive else { return state.goOn(total: total) }
      guard let total else { return [.order(.resume)] }
      return [.order(.set(key: RunConfiguration.totalKey, value: "\(total)")), .order(.resume)]
    })

  static let stop = TypedCommand(
    "stop", "stop: save a checkpoint and end",
    run: { state, _ in state.ifLive(.stopWithCheckpoint) })

  static let abort = TypedCommand(
    "abort", "abort now: end at once, without a checkpoint",
    completions: { _, _ in ["now"] },
    run: { state, words in
      // A completion and Enter are too little for what cannot be taken back.
      guard words == "now" || !state.isLive else {
        state.notify(
          "that ends the run at once, and steps since its last checkpoint are lost: "
            + ":abort now does it, :stop saves one first", .problem)
        return []
      }
      return state.ifLive(.abort)
    })

  static let detach = TypedCommand(
    "detach", "detach: leave and let it run", run: { state, _ in state.ifLive(.detach) })

  static let checkpoint = TypedCommand(
    "checkpoint", "checkpoint: save one after this step",
    run: { state, _ in
      state.notify("a checkpoint is saved after this step")
      return state.ifLive(.order(.checkpoint))
    })

  static let q = TypedCommand("q", "q: leave", run: { state, _ in state.quit() })

  /// The engine judges the value and says in the log what it did.
  static let set = TypedCommand(
    "set", "set OPTION VALUE: change an option from the next step on",
    completions: { typed, state in settings(typed, of: state.schema) },
    run: { state, words in
      let parts = words.split(maxSplits: 1) { $0 == " " || $0 == "=" }.map(String.init)
      guard parts.count == 2 else { return nil }
      if let problem = state.problem(changing: parts[0]) {
        state.notify(problem, .problem)
        return []
      }
      let value = parts[1].drop { $0 == " " || $0 == "=" }
      if !state.isLive, parts[0] == RunConfiguration.totalKey {
        return Int(value).map { state.goOn(total: $0) }
      }
      if state.isLive { state.notify("\(parts[0]) changes with the next step") }
      return state.ifLive(.order(.set(key: parts[0], value: String(value))))
    })

  /// Keys of options that can change now; behind a key, the words that it takes.
  private static func settings(_ typed: String, of schema: ConfigurationSchema) -> [String] {
    let words = typed.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count > 1, let option = try? schema.option(named: words[0]) else {
      return schema.changeable.map(\.key)
    }
    return option.words.map { "\(option.key) \($0)" }
  }

  /// Tries the selected episode again, with a text or after it was edited.
  static let whatif = TypedCommand(
    "whatif", "whatif, or whatif TEXT: run the second attempt again, told that",
    run: { state, text in
      guard !text.isEmpty else {
        state.tryAnother()
        return []
      }
      guard let episode = state.currentView.episode(of: state),
        state.run.episodes[episode]?.second != nil
      else {
        state.notify("select an episode that had a second attempt", .problem)
        return []
      }
      state.trying = episode
      state.notify("episode \(episode) is tried again beside the run …")
      return [.branch(episode: episode, run: state.current, text: text)]
    })

  static let memory = TypedCommand(
    "memory", "memory pin, unpin or evict NUMBER, or memory edit NUMBER TEXT",
    completions: { _, _ in ["pin ", "unpin ", "evict ", "edit "] },
    run: { state, words in
      let parts = words.split(separator: " ", maxSplits: 2).map(String.init)
      guard parts.count > 1, let id = Int(parts[1].drop { $0 == "#" }) else { return nil }
      let change: MemoryOrder.Change
      switch (parts[0], parts.count) {
      case ("pin", 2): change = .pin
      case ("unpin", 2): change = .unpin
      case ("evict", 2): change = .evict
      case ("edit", 3): change = .edit(parts[2])
      default: return nil
      }
      if state.isLive { state.notify("memory #\(id): \(parts[0]) before the next step") }
      return state.ifLive(.order(.memory(MemoryOrder(change, id: id))))
    })
}

extension DashboardState {
  /// A command for a run that something trains; says so where nothing does.
  fileprivate mutating func ifLive(_ command: Command) -> [Command] {
    guard isLive else {
      notify(whyNotLive)
      return []
    }
    return [command]
  }

  /// Why an option cannot be changed now; `nil` if it can.
  fileprivate func problem(changing key: String) -> String? {
    do throws(ConfigurationProblem) {
      let option = try schema.option(named: key)
      return option.isChangeable
        ? nil
        : "'\(option.key)' cannot change while the run goes on; begin another with --set."
    } catch {
      return "\(error)"
    }
  }
}
