import Foundation
import Testing
import TinyTransformer

@testable import Pretraining

@Suite struct PretrainerTests {
  private func recipe() throws -> PretrainingRecipe {
    var recipe = try PretrainingRecipe.frozenLake()
    recipe.configuration.hiddenSize = 16
    recipe.configuration.headCount = 2
    recipe.configuration.keyValueHeadCount = 2
    recipe.configuration.headDimension = 8
    recipe.configuration.intermediateSize = 32
    recipe.configuration.layerCount = 1
    recipe.batches = 6
    recipe.lessonsPerBatch = 8
    return recipe
  }

  @Test func `pretraining lowers the loss`() throws {
    var recipe = try recipe()
    recipe.batches = 80
    recipe.lessonsPerBatch = 16
    let pretrainer = try Pretrainer(recipe: recipe, threads: 2)
    try pretrainer.readBatch()
    let first = pretrainer.progress.loss
    while !pretrainer.isFinished { try pretrainer.readBatch() }
    // The words alone, without knowing what goes with what, would bring ln 120 = 4.8 to about 3.5.
    #expect(pretrainer.progress.loss < first - 0.5)
  }

  @Test func `a pretraining that was interrupted ends with the same weights`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-pretrain-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let whole = try Pretrainer(recipe: recipe(), threads: 1)
    while !whole.isFinished { try whole.readBatch() }
    let first = try Pretrainer(recipe: recipe(), threads: 2)
    for _ in 0..<3 { try first.readBatch() }
    try first.save(to: folder)
    let second = try Pretrainer(recipe: recipe(), threads: 2)
    try second.resume(from: folder)
    while !second.isFinished { try second.readBatch() }
    #expect(second.saved == whole.saved)
    #expect(second.progress == whole.progress)
  }

  @Test func `a half-made model of another length is refused`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-pretrain-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try Pretrainer(recipe: recipe(), threads: 1)
    try first.readBatch()
    try first.save(to: folder)
    var longer = try recipe()
    longer.batches = 7
    let second = try Pretrainer(recipe: longer, threads: 1)
    #expect(throws: PretrainingError.anotherRecipe(folder: folder.path)) {
      try second.resume(from: folder)
    }
  }
}
