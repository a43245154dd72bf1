import ArgumentParser
import ConfigurationFiles
import RunModel
import Testing

@testable import kolb

@Suite struct PolicyChoiceTests {
  private func configuration(_ words: String...) throws -> RunConfiguration {
    let choice = try PolicyChoice.parse(words)
    var configuration = RunConfiguration(.shipped)
    for setting in choice.settings + choice.reflectorInForce {
      try configuration.apply(setting: setting)
    }
    return configuration
  }

  @Test func `a backend is named with its address behind the first colon`() throws {
    let chosen = try configuration("--policy", "server:http://host:8000/v1", "--model", "a/b c")
    #expect(chosen.policy.backend == "server")
    #expect(chosen.policy.url == "http://host:8000/v1")
    #expect(chosen.policy.model == "a/b c")
    #expect(chosen.erl.reflector == .own)
  }

  @Test func `who names a server that learns at one temperature need not name that`() throws {
    let server = try RunOptions.parse(["--policy", "tinker:http://host:8000", "--model", "m"])
    #expect(try server.configuration(from: "frozenlake").policy.temperature == 1)
    let other = try RunOptions.parse(
      ["--policy", "tinker:http://host:8000", "--model", "m", "--set", "policy.temperature=0.5"])
    #expect(try other.configuration(from: "frozenlake").policy.temperature == 0.5)
    let here = try RunOptions.parse([])
    #expect(try here.configuration(from: "frozenlake").policy.temperature == 0.7)
  }

  @Test func `whoever names a reflector wants it to reflect`() throws {
    let chosen = try configuration("--reflector-model", "sokoban")
    #expect(chosen.reflector.model == "sokoban" && chosen.reflector.backend == "embedded")
    #expect(chosen.erl.reflector == .external)
    #expect(try configuration("--reflector", "server").reflector.backend == "server")
  }

  @Test func `what was said once can be said to another process`() throws {
    let words = ["--policy=x:y", "--model=m", "--reflector=r", "--reflector-model=n"]
    #expect(try PolicyChoice.parse(words).arguments == words)
  }

  @Test func `an experiment takes a reflector for the arms that ask for one`() throws {
    let choice = try PolicyChoice.parse(["--reflector-model", "hotpotqa"])
    let source = try ExperimentSource(named: "paper", settings: choice.settings, seeds: 1)
    #expect(source.description.arms.allSatisfy { $0.configuration.reflector.model == "hotpotqa" })
    #expect(source.description.arms.allSatisfy { $0.configuration.erl.reflector != .external })
  }
}
