import RunModel
import Testing

@testable import kolb

/// What does not fit is refused before it is tried, by the option to change.
@Suite struct `Memory of a step` {
  private func configuration(prompts: Int, group: Int) -> RunConfiguration {
    var configuration = RunConfiguration()
    configuration.promptsPerStep = prompts
    configuration.erl.groupSize = group
    return configuration
  }

  @Test func `a million conversations are refused with what they would take`() {
    let step = StepMemory(configuration(prompts: 4096, group: 256), conversation: 700 << 10)
    #expect(step.conversations == 1 << 20 + 200)
    let error = #expect(throws: StepProblem.self) { try step.check(free: 18 << 30) }
    #expect(
      error?.description
        == "4096 prompts of 256 attempts and 200 episodes of an evaluation are 1048776 conversations "
        + "at once, which would take about 700 GiB of memory, and 18 GiB are free. Lower "
        + "prompts_per_step or erl.group_size.")
  }

  @Test func `what fits, and what keeps its conversations elsewhere, is taken`() throws {
    try StepMemory(configuration(prompts: 8, group: 4), conversation: 700 << 10)
      .check(free: 1 << 30)
    try StepMemory(configuration(prompts: 4096, group: 256), conversation: 0).check(free: 1)
    try StepMemory(configuration(prompts: 4096, group: 256), conversation: 1 << 40)
      .check(free: nil)
  }

  @Test func `an evaluation may be the larger part`() {
    var large = configuration(prompts: 8, group: 4)
    large.evaluation.episodes = 100_000
    let step = StepMemory(large, conversation: .max)
    #expect(step.options == "evaluation.episodes")
    #expect(step.needed == .max)
  }

  @Test func `RLVR is counted by its own groups`() {
    var baseline = configuration(prompts: 64, group: 1)
    baseline.algorithm = .rlvr
    baseline.rlvr.groupSize = 32
    #expect(StepMemory(baseline, conversation: 1).conversations == 2048 + 200)
  }

  @Test func `the system's lines are read`() throws {
    let text = "MemTotal:       24576000 kB\nMemAvailable:   18230420 kB\n"
    #expect(MachineMemory.kilobytes(of: "MemAvailable", in: text) == 18_230_420)
    #expect(MachineMemory.kilobytes(of: "Mem", in: text) == nil)
    #expect(try #require(MachineMemory.free()) > 0)
  }
}
