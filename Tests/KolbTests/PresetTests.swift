import ArgumentParser
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
    let configuration = try RunConfiguration(named: name, .shipped)
    let request = PartsRequest(configuration)
    let environment = try await request.makeEnvironment(
      for: request.identifyModel(), indexFolder: "")
    let tokenizer = try BaseModel.load(configuration.policy.model).tokenizer
    for split in TaskSplit.allCases {
      let task = try await environment.task(at: 0, in: split, seed: 0)
      let episode = try await task.begin(generator: SeededGenerator(seed: 0))
      let prompt = episode.prompt(advice: task.trueRules)
      #expect(!tokenizer.decode(tokenizer.encode(prompt.text)).contains("<unk>"))
    }
  }

  @Test func `sokoban-far has the rooms that its base model was measured in`() throws {
    for name in ["sokoban-far", "sokoban-far-rlvr"] {
      let configuration = try RunConfiguration(named: name, .shipped)
      #expect(Sokoban.Options(configuration.values(of: "sokoban")) == .far)
    }
  }

  @Test func `is meant by whoever names its world alone`() throws {
    let run = { (words: [String]) in try RunCommand.parse(words) }
    #expect(try run(["--environment=sokoban"]).sourceInForce == "sokoban")
    #expect(try run(["--environment=exec:true"]).sourceInForce == "frozenlake")
    #expect(try run(["hotpotqa", "--environment=sokoban"]).sourceInForce == "hotpotqa")
    let command = try run(["--environment=sokoban"])
    let configuration = try command.options.configuration(from: command.sourceInForce)
    #expect(configuration == (try RunConfiguration(named: "sokoban", .shipped)))
  }

  /// What runs were called that are on people's disks: a new option must not rename them.
  @Test(arguments: [
    ("frozenlake", [], "54423458532214df"),
    ("frozenlake-rlvr", [], "1ef03609a5b76844"),
    ("hotpotqa", [], "d06448aefbfaf7b8"),
    ("hotpotqa-rlvr", [], "a3be126cbfb68253"),
    ("frozenlake", ["erl.memory=none"], "b94b80190b0e2192"),
    ("frozenlake", ["erl.memory=slot"], "f35ffcf22fda1bd8"),
    ("frozenlake", ["erl.memory=per_worker"], "06a2363bdc662e36"),
    ("frozenlake", ["erl.reflector=none"], "bbf42423ed871b1b"),
    ("frozenlake", ["erl.reflector=oracle"], "787bbe97f296e6bf"),
    ("frozenlake", ["erl.reflector=frozen"], "73b7f1abd3cfcf23"),
    ("frozenlake", ["erl.reflector=placebo"], "14dfa1699477e7d7"),
    ("frozenlake", ["erl.reflector=blind"], "c79bfdda6cfa4a40"),
  ])
  func `has the digest that it has always had`(
    name: String, settings: [String], digest: String
  ) throws {
    var configuration = try RunConfiguration(named: name, .shipped)
    for setting in settings { try configuration.apply(setting: setting) }
    #expect(configuration.digest == digest)
  }
}
