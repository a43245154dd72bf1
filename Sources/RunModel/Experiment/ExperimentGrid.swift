/// One cell of an experiment's grid: an arm run with a seed.
package struct ExperimentRun: Sendable, Equatable {
  package var arm: String
  package var seed: Int
  package var configuration: RunConfiguration

  /// Its folder below the experiment's.
  package var folder: String { "runs/\(arm)/seed-\(seed)" }

  /// How it is called in lines about it.
  package var label: String { "\(arm) seed \(seed)" }
}

/// Which part of a grid is run here: the first, second … of `count`.
package struct ExperimentShard: Sendable, Equatable {
  package var number: Int
  package var count: Int

  package static let whole = ExperimentShard(number: 1, of: 1)

  private init(number: Int, of count: Int) {
    self.number = number
    self.count = count
  }

  /// Reads "2/4"; `nil` for anything that is not the first to last of at least one.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
      (1...9999).contains(count), (1...count).contains(number)
    else { return nil }
    self.init(number: number, of: count)
  }
}

extension ExperimentDescription {
  /// Every run of the grid: all arms of the first seed, then of the next.
  ///
  /// An experiment that is ended early then has whole seeds, and what is whole can be compared.
  /// A run gets one thread: several runs side by side use the cores better than one run does.
  package var grid: [ExperimentRun] {
    seeds.flatMap { seed in
      arms.map { arm in
        var configuration = arm.configuration
        configuration.seed = seed
        configuration.threads = 1
        return ExperimentRun(arm: arm.name, seed: seed, configuration: configuration)
      }
    }
  }

  /// The runs of one shard; those of all shards together are the grid, each run once.
  package func runs(in shard: ExperimentShard) -> [ExperimentRun] {
    grid.enumerated().filter { $0.offset % shard.count == shard.number - 1 }.map(\.element)
  }
}
