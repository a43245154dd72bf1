import Foundation
import RLCore
import Testing

@testable import LocalPolicy
@testable import TinyTransformer

@Suite struct `A merged language model` {
  @Test(arguments: [
    LargeModel.Training.adapters(AdapterOptions(rank: 4), seed: 1),
    .adapters(AdapterOptions(rank: 2, alpha: 3, targets: ["v_proj", "down_proj"]), seed: 1),
    .everything,
  ])
  func `says what the trained one says, without its adapters`(training: LargeModel.Training) throws
  {
    let model = try SmallLanguageModel()
    let target = model.url.appendingPathComponent("merged")
    let folder = try LanguageModelFolder(at: model.url)
    let pool = WorkerPool(threads: 2)
    let trained = try folder.model(training: training, pool: pool)
    let tokens = (0..<40).map { Int32(($0 * 37) % 600) }
    let before = try trained.logits(of: tokens)
    if training == .everything {
      trained.gradients = trained.gradients.indices.map { Float(($0 * 7919) % 201 - 100) / 100 }
      var optimizer = AdamW(parameterCount: trained.trainedCount)
      trained.step(&optimizer, learningRate: 0.01)
    } else {
      trained.perturbAdapters()
    }
    try folder.write(trained, to: target)
    let merged = try LanguageModelFolder(at: target).model(training: .nothing, pool: pool)
    let (expected, found) = (try trained.logits(of: tokens), try merged.logits(of: tokens))
    #expect(expected != before)
    for (expected, found) in zip(expected.joined(), found.joined()) {
      #expect(abs(expected - found) < 1e-4)
    }
    #expect(try LanguageModelFolder(at: target).chatTemplate?.source == SmallLanguageModel.template)
    #expect(throws: ModelFileError.self) { try folder.write(trained, to: target) }
  }

  @Test(arguments: [
    ("q_proj, v_proj", ["q_proj", "v_proj"]), ("down_proj q_proj", ["q_proj", "down_proj"]),
    ("all", AdapterOptions.allTargets),
  ])
  func `has its adapters at the matrices that are named`(text: String, targets: [String]) throws {
    var values = OptionValues()
    let option = try #require(
      EmbeddedBackend().options?.options.first { $0.name == "targets" })
    #expect(option.write(.text(text), &values) == nil)
    #expect(
      LoRAOptions(values).training
        == .adapters(AdapterOptions(rank: 16, alpha: 32, targets: targets), seed: 1))
    #expect(option.write(.text("q_proj head"), &values) == .notAllowed)
    #expect(option.write(.text(""), &values) == .notAllowed)
  }

  @Test func `was trained in full where adapters have no rank`() throws {
    var values = OptionValues()
    let option = try #require(EmbeddedBackend().options?.options.first { $0.name == "rank" })
    #expect(option.write(.integer(0), &values) == nil)
    #expect(LoRAOptions(values).training == .everything)
  }
}
