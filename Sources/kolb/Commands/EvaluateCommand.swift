import ArgumentParser
import ConfigurationFiles
import ERLTraining
import Foundation
import RLCore
import RunLog
import RunModel

/// `kolb evaluate`: measures a policy on held-out tasks, wherever it runs.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure a run's model, a model folder or a server on held-out tasks.",
    discussion: """
      Plain first attempts, without reflection or memory. Of a run its last checkpoint is measured, \
      on the tasks of its own evaluation. With --tasks every task of the file is played, also \
      those that a run with the file would be trained on.
      """)

  @Argument(
    help: ArgumentHelp("A run, a model folder, or openai:URL.", valueName: "run|folder|openai:url"))
  var subject: String

  @Option(help: "The preset whose world and words are used; a run has its own.")
  var preset: String?

  @Option(help: "What a server calls the model; its only one if not given.")
  var model: String?

  @Option(help: ArgumentHelp("A file of tasks, all of which are played.", valueName: "file"))
  var tasks: String?

  @Option(help: "Attempts at the most; those of the run or preset, or all of a file, if not given.")
  var episodes: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change an option, such as policy.temperature=0.", valueName: "key=value"))
  var settings: [String] = []

  @Flag(help: "Use the servers and files that a run or file names, though you never named them.")
  var trust = false

  func validate() throws {
    if let episodes, episodes < 1 { throw ValidationError("--episodes is 1 or more.") }
  }

  func run() throws {
    let run = try? RunDirectory(opening: subject)
    let configuration = try configuration(of: run)
    let begin = ContinuousClock.now
    let (outcome, walk) = try blocking { [configuration, tasks, episodes] in
      try await Self.measure(
        configuration, of: run, everyTaskUpTo: tasks == nil ? nil : episodes ?? .max)
    }
    print(line(outcome, walk, seconds: begin.duration(to: .now).seconds).safeForTerminals)
  }

  private func configuration(of run: RunDirectory?) throws -> RunConfiguration {
    var configuration: RunConfiguration
    if let run {
      configuration = try RunConfiguration(
        toml: run.configurationText(), file: run.configurationPath,
        onto: RunConfiguration(.shipped))
    } else {
      let isServer = subject.contains("://")
      configuration = try RunConfiguration(
        named: preset ?? (isServer ? Preset.forServers : Preset.all[0].name), .shipped)
      let words =
        isServer
        ? ["--policy=\(subject)"] + (model.map { ["--model=\($0)"] } ?? [])
        : ["--model=\(subject)"]
      for setting in try PolicyChoice.parse(words).settings {
        try configuration.apply(setting: setting)
      }
    }
    if let tasks {
      let name = configuration.environment
      try configuration.apply(setting: "\(name).tasks=\(OptionValue.text(tasks).toml)")
    }
    for setting in settings { try configuration.apply(setting: setting) }
    try check(configuration, of: run)
    if let episodes { try configuration.apply(setting: "evaluation.episodes=\(episodes)") }
    return configuration
  }

  /// Makes sure that nobody else's file names what is asked or read.
  private func check(_ configuration: RunConfiguration, of run: RunDirectory?) throws {
    let file = preset.flatMap { Preset.named($0) == nil ? $0 : nil }
    var said = settings.map { "--set=\($0)" } + ["--policy=\(subject)"]
    said.append("--set=policy.model=\(model ?? subject)")
    if let tasks { said.append("--set=\(configuration.environment).tasks=\(tasks)") }
    try NamedPlaces.check(
      configuration, from: run?.configurationPath ?? file ?? subject,
      in: run?.path ?? file.flatMap(FolderOfFile.path),
      NamedPlaces.Word(
        said: said, trusts: trust || (run == nil && file == nil), takesSayings: true))
  }

  /// What came of it, and how often somebody who acts at random succeeds.
  private static func measure(
    _ configuration: RunConfiguration, of run: RunDirectory?, everyTaskUpTo most: Int?
  ) async throws -> (PolicyEvaluation.Outcome, Double?) {
    let parts = try await RunParts(PartsRequest(configuration), indexFolder: "")
    do {
      let found = try await measure(parts, configuration, of: run, everyTaskUpTo: most)
      await parts.close()
      return found
    } catch {
      await parts.close()
      throw error
    }
  }

  private static func measure(
    _ parts: RunParts, _ configuration: RunConfiguration, of run: RunDirectory?,
    everyTaskUpTo most: Int?
  ) async throws -> (PolicyEvaluation.Outcome, Double?) {
    if let run, let learner = parts.policy as? any TrainablePolicy,
      let checkpoint = try run.checkpointFolders().last
    {
      try checkpoint.verify()
      try await learner.load(from: checkpoint.path)
    }
    let evaluation = PolicyEvaluation(
      policy: parts.policy, environment: parts.environment, seed: configuration.seedBits,
      sampling: SamplingParameters(
        temperature: Float(configuration.evaluation.temperature),
        topP: Float(configuration.policy.topP), topK: configuration.policy.topK),
      threshold: configuration.erl.threshold)
    let outcome: PolicyEvaluation.Outcome
    if let most {
      outcome = try await evaluation.measureAllTasks(atMost: most)
    } else {
      outcome = try await evaluation.measure(
        .heldOut, episodes: configuration.evaluation.episodes)
    }
    let walk = parts.environment.randomSuccess(
      on: outcome.attempts.compactMap { try? $0.get().task })
    return (outcome, walk)
  }

  private func line(
    _ outcome: PolicyEvaluation.Outcome, _ walk: Double?, seconds: Double
  ) -> String {
    let attempts = outcome.attempts.compactMap { try? $0.get() }
    let interval = Interval.wilson(successes: outcome.solved, of: outcome.count)
    let rate = Double(outcome.solved) / Double(max(outcome.count, 1))
    let invalid = attempts.reduce(0) { $0 + $1.turns.count { $0.outcome == .invalid } }
    let turns = attempts.reduce(0) { $0 + $1.turns.count }
    let tokens = attempts.reduce(0) { $0 + $1.conversation.tokenCount }
    var words = String(
      format: "%@ %.3f, 95 %% %.3f to %.3f, of %d tasks",
      tasks == nil ? "held-out success" : "success on all tasks of the file", rate,
      interval?.low ?? 0, interval?.high ?? 1, outcome.count)
    if let walk { words += String(format: "; at random %.3f", walk) }
    let failed = outcome.attempts.count - outcome.count
    if failed > 0 { words += "; \(failed) that the world could not play" }
    return words
      + "\n\(invalid) of \(turns) turns named no action; \(tokens) tokens in "
      + "\(Words.duration(seconds))"
  }
}
