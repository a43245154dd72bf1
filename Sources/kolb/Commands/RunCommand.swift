import ArgumentParser
import ConfigurationFiles
import RLCore
import RunModel

/// `kolb run`: trains, with the dashboard or without.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Train, and watch it.",
    discussion: "'kolb list presets' and 'kolb list options' name what can be given here.")

  @Argument(
    help:
      "A preset, or a configuration file that ends in .toml; \(Preset.all[0].name) if not given.")
  var source: String?

  @OptionGroup var options: RunOptions

  @OptionGroup var pace: PaceOption

  @Flag(help: "Without the dashboard: a line a training step on standard error.")
  var headless = false

  @Flag(help: "Print the exact words of one episode and how much is asked for; begin nothing.")
  var dryRun = false

  @Flag(help: .hidden)
  var announce = false

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    let source = sourceInForce
    let configuration = try options.configuration(from: source)
    try NamedPlaces.check(
      configuration, from: source, in: FolderOfFile.path(of: source), options.word(on: source))
    if dryRun {
      let words = try blocking { try await DryRun(configuration, indexFolder: "").text }
      return try StandardOutput.write(words.safeForTerminals)
    }
    // Whoever has runs already is shown them before another is begun.
    if isBare, !headless, ShelfReader.hasOwn() {
      return try DashboardSession.shelf(pace: pace.wanted, options: screen)
    }
    guard headless else {
      return try DashboardSession.live(
        ["run", source] + options.arguments,
        pace: pace.wanted ?? (isBare ? .watchable(steps: configuration.steps) : nil),
        options: screen)
    }
    let session = RunSession(
      listener: announce ? .dashboard : .people, attention: screen.attention)
    try session.run(at: pace.wanted) { onEvent in
      try await TrainingEngine.begin(configuration, in: options.out, onEvent: onEvent)
    }
  }
}

extension RunCommand {
  /// Who names a world that ships with a preset of its own, and nothing else, means that preset.
  var sourceInForce: String {
    source ?? options.environment.flatMap { Preset.named($0)?.name } ?? Preset.all[0].name
  }

  /// Whether nothing was asked for, by somebody who wants to see what this is.
  ///
  /// Who names a run wants its result, and who names none wants to watch.
  private var isBare: Bool {
    source == nil && options.arguments.isEmpty && CommandLine.arguments.dropFirst().first != "run"
  }
}

/// What can be said of a run on the command line.
struct RunOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change an option, such as erl.memory=none.", valueName: "key=value"))
  var settings: [String] = []

  @Option(
    help: ArgumentHelp(
      "The world: one of 'kolb list environments', or exec:PROGRAM; see 'kolb guide worlds'."))
  var environment: String?

  @Option(parsing: .unconditional, help: "Seed of everything that is left to chance.")
  var seed: Int?

  @Option(parsing: .unconditional, help: "Training steps.")
  var steps: Int?

  @OptionGroup var policies: PolicyChoice

  @Option(help: "Compute threads; one a core if not given. Does not change what happens.")
  var threads: Int?

  @Flag(help: "Use the servers and files that a configuration names, though you never named them.")
  var trust = false

  @Option(
    help: ArgumentHelp(
      "Folder of the run; a fresh one under runs/ if not given.",
      valueName: "folder"))
  var out: String?

  func validate() throws {
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder.") }
  }

  /// The same on the command line of another process.
  var arguments: [String] {
    var words = settings.map { "--set=\($0)" }
    if let environment { words.append("--environment=\(environment)") }
    if let seed { words.append("--seed=\(seed)") }
    if let steps { words.append("--steps=\(steps)") }
    if let threads { words.append("--threads=\(threads)") }
    if let out { words.append("--out=\(out)") }
    words += policies.arguments
    if trust { words.append("--trust") }
    return words
  }

  /// What is said here of places outside; of what ships with the program nothing else names any.
  func word(on source: String) -> NamedPlaces.Word {
    NamedPlaces.Word(
      said: arguments + policies.sayings, trusts: trust || Preset.named(source) != nil,
      takesSayings: true)
  }

  /// The configuration that a preset or file and these options make.
  ///
  /// - Throws: `ConfigurationError` or `ConfigurationFileError`.
  func configuration(from source: String) throws -> RunConfiguration {
    var configuration = try RunConfiguration(named: source, .shipped)
    let (world, model) = (configuration.worldTable, configuration.policy.model)
    for setting in policies.presumed + settings + policies.settings + policies.reflectorInForce {
      try configuration.apply(setting: setting)
    }
    try configuration.take(environment: environment)
    if Preset.named(source) != nil, configuration.policy.model == model, !namesPolicy {
      try configuration.checkModel(madeFor: world)
    }
    // Who names a program here wants it started; a file that names one may come from anybody.
    if environment != nil || settings.contains(where: RunConfiguration.namesEnvironment) {
      AllowedPrograms.allow(configuration.environment, doors: Catalogs.shipped.doors)
    }
    if let seed { try configuration.apply(setting: "seed=\(seed)") }
    if let steps { try configuration.apply(setting: "steps=\(steps)") }
    if let threads { try configuration.apply(setting: "threads=\(threads)") }
    try configuration.checkWorld(of: settings)
    return configuration
  }
}

extension RunOptions {
  /// Whether somebody chose what plays.
  private var namesPolicy: Bool {
    policies.policy != nil || policies.model != nil
      || settings.contains { $0.filter { $0 != " " }.hasPrefix("policy.") }
  }
}

extension RunConfiguration {
  /// Refuses a world of ours that the model of a preset for another one cannot read.
  ///
  /// - Parameter world: that of the preset.
  /// - Throws: `WrongUsage`.
  func checkModel(madeFor world: String) throws {
    guard worldTable != world, Preset.named(worldTable) != nil else { return }
    throw WrongUsage(
      description: "The preset's model reads the words of '\(world)' alone, and '\(worldTable)' "
        + "has others. Write kolb run \(worldTable), or name a model with --model.")
  }

  /// The option that says which world is acted in.
  private static let environmentKey = "environment"

  /// Takes the world that a command line names, if it names one.
  mutating func take(environment: String?) throws {
    guard let environment else { return }
    try apply(setting: "\(Self.environmentKey)=\(OptionValue.text(environment).toml)")
  }

  /// Refuses an option of a world that the run does not act in, which would change nothing.
  ///
  /// - Throws: `WrongUsage`.
  func checkWorld(of settings: [String]) throws {
    let worlds = Catalogs.shipped.worlds.map(\.name)
    for setting in settings {
      let key = String(setting.prefix { $0 != "=" }.filter { $0 != " " })
      let world = String(key.prefix { $0 != "." })
      guard key != world, world != worldTable, worlds.contains(world) else { continue }
      let way = Preset.named(world) == nil ? "--environment \(world):…" : "kolb run \(world)"
      throw WrongUsage(
        description: "'\(key)' is an option of the world '\(world)', and this run acts in "
          + "'\(worldTable)': it would change nothing. Leave it out, or write \(way).")
    }
  }

  /// Whether a setting such as "environment=NAME" names the world.
  static func namesEnvironment(_ setting: String) -> Bool {
    setting.prefix { $0 != "=" }.filter { $0 != " " } == environmentKey
  }
}
