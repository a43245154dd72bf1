import ConfigurationFiles
import ERLTraining
import Environments
import Foundation
import LocalPolicy
import RLCore
import RunLog
import RunModel
import Testing

@testable import kolb

/// A change of an option with which no step can be made ends the run once, and not at every resume.
@Suite struct UndoneChangeTests {
  private let catalogs = Catalogs(
    environments: .shipped, policies: PolicyCatalog([FragileModels(), EmbeddedBackend()]))

  private func begin(in folder: TemporaryFolder) async throws -> TrainingEngine {
    var configuration = try RunConfiguration(named: "frozenlake", catalogs.schema)
    for setting in [
      "policy.backend=fragile", "steps=4", "checkpoint_every=2", "prompts_per_step=2",
      "evaluation.every=0", "probes.share=0", "threads=1", "erl.memory=none",
    ] { try configuration.apply(setting: setting) }
    return try await TrainingEngine.begin(
      configuration, in: folder.url.path + "/run", from: catalogs
    ) { _ in }
  }

  private func controls(of run: RunDirectory) throws -> [ControlRecord] {
    var reader = try EventSource.run(run).reader()
    var records: [ControlRecord] = []
    while true {
      let batch = try reader.readMore()
      for case .control(let record) in batch.events.map(\.event.event) { records.append(record) }
      guard batch.status == .more else { return records }
    }
  }

  @Test func `it is taken back, and a resume says so and goes on without it`() async throws {
    let folder = try TemporaryFolder()
    let engine = try await begin(in: folder)
    engine.control.add(
      .set(LiveChange(key: "optimizer.learning_rate", value: .number(5), who: "somebody")))
    await #expect(throws: NonFiniteGradient()) { try await engine.train() }
    engine.close()
    let setting = SettingChange(key: "optimizer.learning_rate", old: "0.001", new: "5.0")
    let undone = SettingChange(key: setting.key, old: setting.new, new: setting.old)
    #expect(
      try controls(of: engine.run) == [
        ControlRecord(step: 1, action: .set(setting), who: "somebody"),
        ControlRecord(step: 1, action: .undo(undone), who: "the engine"),
      ])

    let resumed = try await TrainingEngine.resume(engine.run, from: catalogs) { _ in }
    #expect(try await resumed.train() == .finished)
    resumed.close()
    let records = try controls(of: engine.run)
    #expect(records.map(\.step) == [1])
    let reason = "optimizer.learning_rate = 5.0 ended the run, so it has the value 0.001 again"
    #expect(records.first?.action == .refused(reason))
  }
}

/// Base models that come to no finite gradient where the learning rate is above 1.
private struct FragileModels: PolicyBackend {
  let name = "fragile"
  let summary = "models that break"
  let isTrainable = true
  var traits: PolicyTraits { EmbeddedBackend().traits }
  func identify(_ source: PolicySource) async throws -> ModelIdentity {
    try await EmbeddedBackend().identify(source)
  }
  func makePolicy(_ source: PolicySource) async throws -> any Policy {
    try await makeTrainable(source)
  }
  func makeTrainable(_ source: PolicySource) async throws -> any TrainablePolicy {
    FragilePolicy(inner: try await EmbeddedBackend().makeTrainable(source))
  }
}

private struct FragilePolicy: TrainablePolicy {
  let inner: any TrainablePolicy

  var traits: PolicyTraits { inner.traits }
  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    try await inner.sample(requests)
  }
  func endConversations() async { await inner.endConversations() }
  func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    try await inner.trajectories(of: conversations)
  }
  func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    try await inner.accumulateGradients(batch)
  }
  func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try await inner.logProbabilities(batch)
  }
  func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try await inner.referenceLogProbabilities(batch)
  }
  func optimizerStep(_ options: OptimizerStep) async throws -> Float {
    guard options.learningRate <= 1 else { throw NonFiniteGradient() }
    return try await inner.optimizerStep(options)
  }
  func publish() async throws { try await inner.publish() }
  func save(to folder: String) async throws { try await inner.save(to: folder) }
  func load(from folder: String) async throws { try await inner.load(from: folder) }
  func weightsDigest() async -> String { await inner.weightsDigest() }
}
