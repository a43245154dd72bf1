import RunModel
import Testing

@testable import ConfigurationFiles

/// Options that came when runs had been recorded.
@Suite struct `Options of retries` {
  private func configuration(_ settings: String...) throws -> RunConfiguration {
    var configuration = RunConfiguration()
    for setting in settings { try configuration.apply(setting: setting) }
    return configuration
  }

  @Test func `at their defaults they do not rename a run`() throws {
    let usual = RunConfiguration()
    #expect(usual.erl.retries == 1)
    #expect(usual.erl.retryOn == .same)
    #expect(usual.erl.forgetRoutes == .off)
    let said = try configuration(
      "erl.retries=1", "erl.retry_on=same", "erl.forget_routes=off")
    #expect(said.digest == usual.digest)
  }

  @Test(arguments: ["erl.retries=2", "erl.retry_on=sibling", "erl.forget_routes=memory"])
  func `at others they do`(setting: String) throws {
    #expect(try configuration(setting).digest != RunConfiguration().digest)
  }

  @Test func `are written to a file and read from it`() throws {
    let said = try configuration(
      "environment=lake", "policy.model=small", "erl.retries=16", "erl.retry_on=sibling",
      "erl.forget_routes=both")
    #expect(said.erl.retries == 16)
    #expect(said.erl.retryOn == .sibling)
    #expect(said.erl.forgetRoutes == .both)
    let read = try RunConfiguration(
      toml: said.resolvedTOML(), file: "run.toml", onto: RunConfiguration())
    #expect(read == said)
  }

  @Test(arguments: [
    "erl.retries=0", "erl.retries=17", "erl.retries=1.5", "erl.retry_on=cousin",
    "erl.forget_routes=true",
  ])
  func `take nothing else`(setting: String) {
    #expect(throws: ConfigurationError.self) { try configuration(setting) }
  }

  @Test func `the filter may be changed while a run goes on, what is tried again not`() throws {
    let schema = ConfigurationSchema.core
    #expect(try schema.option(named: "erl.forget_routes").isChangeable)
    #expect(try !schema.option(named: "erl.retries").isChangeable)
    #expect(try !schema.option(named: "erl.retry_on").isChangeable)
  }
}
