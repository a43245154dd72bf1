import Basics
import TinyTransformer

/// Generating with a cache, after prompts that have nothing in common.
enum SamplingRows {
  /// Tokens of a prompt, and tokens written after it.
  private static let (prompt, written) = (64, 64)

  static func rows(threads: Int) -> [BenchmarkRow] {
    [64, 256].map { count in
      BenchmarkRow(
        "sampling-\(count)-\(threads)",
        "\(count) sequences: read 64 tokens, then write 64 with the cache", .rate("new tokens"),
        threads: threads
      ) { bench in
        let parameters = try bench.model().parameters
        let model = Transformer(parameters, pool: WorkerPool(threads: threads))
        let prompts = prompts(count, vocabulary: parameters.configuration.vocabularySize)
        return {
          try Stopwatch { try sample(model, after: prompts) }.rate(of: Double(count * written))
        }
      }
    }
  }

  private static func prompts(_ count: Int, vocabulary: Int) -> [[Int32]] {
    var random = SplitMix64(seed: 11)
    return (0..<count).map { _ in
      (0..<prompt).map { _ in Int32(random.next() % UInt64(vocabulary)) }
    }
  }

  private static func sample(_ model: Transformer, after prompts: [[Int32]]) throws {
    let batch = GenerationBatch(model)
    let rows = prompts.map { _ in batch.addRow() }
    try batch.append(zip(rows, prompts).map { (row: $0, tokens: $1) })
    let generations = try batch.generate(
      rows.enumerated().map { index, row in
        GenerationRequest(row: row, maximumTokens: written, seed: UInt64(index))
      })
    precondition(generations.allSatisfy { $0.tokens.count == written }, "none of them stops")
  }
}
