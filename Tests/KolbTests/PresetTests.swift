import ConfigurationFiles
import Environments
import LocalPolicy
import RLCore
import RunModel
import Testing
import TinyTransformer

@testable import kolb

@Suite struct `Every preset` {
  @Test(arguments: Preset.all.map(\.name))
  func `has a base model that knows the words of its tasks`(name: String) async throws {
    let configuration = try RunConfiguration(named: name)
    let environment = try configuration.makeEnvironment(keepingIndexesIn: "")
    let tokenizer = try BaseModel.load(configuration.policy.model).tokenizer
    for split in TaskSplit.allCases {
      let task = try await environment.task(at: 0, in: split, seed: 0)
      let episode = try await task.begin(generator: SeededGenerator(seed: 0))
      let prompt = episode.prompt(advice: task.trueRules)
      #expect(!tokenizer.decode(tokenizer.encode(prompt.text)).contains("<unk>"))
    }
  }

  @Test func `sokoban-far has the rooms that its base model was measured in`() throws {
    let configuration = try RunConfiguration(named: "sokoban-far")
    #expect(Sokoban.Options(configuration.sokoban) == .far)
    #expect(try RunConfiguration(named: "sokoban-far-rlvr").sokoban == configuration.sokoban)
  }
}
