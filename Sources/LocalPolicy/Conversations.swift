import RLCore
import TinyTransformer

/// Conversations under way, each with the keys and values of what has been read so far.
///
/// A conversation that goes on is read from where it was; prompts that begin alike are read once.
final class Conversations {
  private struct Known {
    var row: GenerationBatch.Row
    var tokens: [Int32]
  }

  private let batch: GenerationBatch
  private let end: Int32
  private var known: [Int: Known] = [:]

  init(of model: Transformer, end: Int32) {
    batch = GenerationBatch(model)
    self.end = end
  }

  /// Continues each conversation by one turn.
  func complete(_ requests: [SampleRequest]) throws -> [Completion] {
    try begin(requests.filter { !isContinued($0) })
    try batch.append(
      requests.compactMap { request in
        guard let before = known[request.conversation],
          before.tokens.count < request.tokens.count
        else { return nil }
        return (before.row, Array(request.tokens[before.tokens.count...]))
      })
    let generations = try batch.generate(
      requests.compactMap { request in
        known[request.conversation].map { known in
          GenerationRequest(
            row: known.row, maximumTokens: request.maximumTokens, stop: [end],
            seed: request.seed, options: SamplingOptions(request.sampling))
        }
      })
    for (request, generation) in zip(requests, generations) {
      known[request.conversation]?.tokens = request.tokens + generation.tokens
    }
    return generations.map(Completion.init)
  }

  private func isContinued(_ request: SampleRequest) -> Bool {
    known[request.conversation].map { request.tokens.starts(with: $0.tokens) } ?? false
  }

  /// Reads openings, each different one once, and gives every conversation a row of its own.
  private func begin(_ requests: [SampleRequest]) throws {
    var rows: [[Int32]: GenerationBatch.Row] = [:]
    var openings: [(row: GenerationBatch.Row, tokens: [Int32])] = []
    for request in requests where rows[request.tokens] == nil {
      let row = batch.addRow()
      rows[request.tokens] = row
      openings.append((row, request.tokens))
    }
    try batch.append(openings)
    for request in requests {
      if let old = known[request.conversation] { batch.remove(old.row) }
      guard let opening = rows[request.tokens] else { continue }
      known[request.conversation] = Known(row: try batch.fork(opening), tokens: request.tokens)
    }
    for (row, _) in openings { batch.remove(row) }
  }
}

extension SamplingOptions {
  init(_ parameters: SamplingParameters) {
    self.init(
      temperature: parameters.temperature, topP: parameters.topP,
      topK: parameters.topK > 0 ? parameters.topK : nil)
  }
}

extension Completion {
  init(_ generation: Generation) {
    self.init(
      tokens: generation.tokens, logProbabilities: generation.logProbabilities,
      stopReason: generation.stopReason == .stopToken ? .ended : .length)
  }
}
