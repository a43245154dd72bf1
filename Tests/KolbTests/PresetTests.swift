import ConfigurationFiles
import Environments
import RLCore
import RunModel
import Testing
import TinyTransformer

@testable import kolb

@Suite struct `Every preset` {
  @Test(arguments: Preset.all.map(\.name))
  func `has a base model that knows the words of its tasks`(name: String) throws {
    let configuration = try RunConfiguration(named: name)
    let environment = try configuration.makeEnvironment(keepingIndexesIn: "")
    let base = try configuration.loadBase()
    let tokenizer = base.tokenizer
    for split in TaskSplit.allCases {
      let task = environment.task(at: 0, in: split, seed: 0)
      let prompt = task.begin(generator: SeededGenerator(seed: 0)).prompt(advice: task.trueRules)
      #expect(!tokenizer.decode(tokenizer.encode(prompt.text)).contains("<unk>"))
    }
  }

  @Test func `sokoban-far has the rooms that its base model was measured in`() throws {
    let configuration = try RunConfiguration(named: "sokoban-far")
    #expect(Sokoban.Options(configuration.sokoban) == .far)
    #expect(try RunConfiguration(named: "sokoban-far-rlvr").sokoban == configuration.sokoban)
  }
}
