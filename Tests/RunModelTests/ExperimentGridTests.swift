import RunModel
import Testing

/// Arms and seeds of an experiment that is never run.
private func experiment(arms: Int, seeds: Int) -> ExperimentDescription {
  ExperimentDescription(
    name: "grid", baseline: "arm-1",
    arms: (1...arms).map { number in
      var configuration = RunConfiguration()
      configuration.steps = number
      return ExperimentArm(name: "arm-\(number)", configuration: configuration)
    }, seeds: Array(1...seeds))
}

@Suite struct `The grid of an experiment` {
  @Test func `has every arm with every seed once, whole seeds first`() {
    let grid = experiment(arms: 2, seeds: 2).grid
    #expect(
      grid.map(\.folder) == [
        "runs/arm-1/seed-1", "runs/arm-2/seed-1", "runs/arm-1/seed-2", "runs/arm-2/seed-2",
      ])
    #expect(grid.map(\.configuration.seed) == [1, 1, 2, 2])
    #expect(grid.map(\.configuration.steps) == [1, 2, 1, 2])
    #expect(grid.allSatisfy { $0.configuration.threads == 1 })
  }

  @Test(arguments: [1, 2, 3, 5, 7, 40])
  func `is divided by shards without a rest or a repetition`(count: Int) throws {
    let whole = experiment(arms: 5, seeds: 4)
    var parts: [ExperimentRun] = []
    var sizes: [Int] = []
    for number in 1...count {
      let part = whole.runs(in: try #require(ExperimentShard("\(number)/\(count)")))
      parts += part
      sizes.append(part.count)
    }
    #expect(parts.map(\.folder).sorted() == whole.grid.map(\.folder).sorted())
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
  }

  @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "a/b", "1/", "1.5/2"])
  func `has no such shard`(text: String) {
    #expect(ExperimentShard(text) == nil)
  }
}

@Suite struct `Going on with an experiment` {
  @Test func `more seeds and other words are no conflict`() {
    let earlier = experiment(arms: 2, seeds: 2)
    var now = experiment(arms: 2, seeds: 5)
    now.title = "another title"
    #expect(now.conflict(with: earlier) == nil)
  }

  @Test func `another value of an option is, and is named`() {
    let earlier = experiment(arms: 2, seeds: 2)
    var now = earlier
    now.arms[1].configuration.erl.gate = false
    #expect(
      now.conflict(with: earlier) == "in the arm 'arm-2', erl.gate is true there and false here")
  }

  @Test func `an arm more or less is`() {
    let two = experiment(arms: 2, seeds: 2)
    let three = experiment(arms: 3, seeds: 2)
    #expect(three.conflict(with: two) == "it lacks the arm 'arm-3' of this one")
    #expect(two.conflict(with: three) == "it has an arm 'arm-3' that this one lacks")
  }
}
