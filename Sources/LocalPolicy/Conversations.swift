import RLCore
import TinyTransformer

/// Conversations under way, each with the keys and values of what has been read so far.
///
/// A conversation that goes on is read from where it was; what openings have in common is read once.
final class Conversations {
  private struct Known {
    var row: GenerationBatch.Row
    var segments: [Segment]

    /// Takes up what was said since, and the turn that was written then.
    mutating func append(_ all: [Segment], then completion: Completion) {
      segments += all.dropFirst(segments.count)
      segments.append(Segment(completion))
    }
  }

  private let batch: GenerationBatch
  private let words: WordTokenizer
  private var openings: Openings
  private var known: [Int: Known] = [:]

  init(of model: Transformer, _ words: WordTokenizer) {
    batch = GenerationBatch(model)
    openings = Openings(in: batch)
    self.words = words
  }

  /// Continues each conversation by one turn.
  ///
  /// - Throws: `LocalPolicyError.tooLong` where a conversation has outgrown the model.
  func complete(_ requests: [SampleRequest]) throws -> [Completion] {
    do {
      try begin(requests.filter { !isContinued($0.conversation) })
      try extend(requests.map(\.conversation))
      return try write(requests)
    } catch TransformerError.sequenceTooLong(let length, let positions) {
      throw LocalPolicyError.tooLong(tokens: length, positions: positions)
    }
  }

  private func isContinued(_ conversation: Conversation) -> Bool {
    known[conversation.id].map { conversation.segments.starts(with: $0.segments) } ?? false
  }

  /// Reads openings, and gives every conversation a row of its own.
  private func begin(_ requests: [SampleRequest]) throws {
    guard !requests.isEmpty else { return }
    let begun = requests.map { ($0.conversation, words.tokens(of: $0.conversation)) }
    let rows = try openings.read(begun.map(\.1))
    for (conversation, tokens) in begun {
      guard let opening = rows[tokens] else { continue }
      if let old = known[conversation.id] { batch.remove(old.row) }
      known[conversation.id] = Known(
        row: try batch.fork(opening), segments: conversation.segments)
    }
  }

  /// Takes up what was said since, which is read together with what is asked next.
  private func extend(_ conversations: [Conversation]) throws {
    let news = conversations.compactMap { conversation in
      known[conversation.id].flatMap { known -> (row: GenerationBatch.Row, tokens: [Int32])? in
        let tokens = words.tokens(of: conversation, from: known.segments.count)
        return tokens.isEmpty || known.segments.isEmpty ? nil : (known.row, tokens)
      }
    }
    try batch.append(news, waits: true)
  }

  private func write(_ requests: [SampleRequest]) throws -> [Completion] {
    let generations = try batch.generate(
      requests.compactMap { request in
        known[request.conversation.id].map { known in
          GenerationRequest(
            row: known.row, maximumTokens: request.length.tokens, stop: [words.endToken],
            seed: request.seed, options: SamplingOptions(request.sampling))
        }
      })
    let completions = generations.map { Completion($0, words) }
    for (request, completion) in zip(requests, completions) {
      let segments = request.conversation.segments
      // In place: a copy of all that was said would be made for every turn.
      known[request.conversation.id]?.append(segments, then: completion)
    }
    return completions
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
  init(_ generation: Generation, _ words: WordTokenizer) {
    self.init(
      text: words.text(of: generation.tokens), tokens: generation.tokens,
      pieces: words.pieces(of: generation.tokens),
      logProbabilities: generation.logProbabilities,
      stopReason: generation.stopReason == .stopToken ? .ended : .length)
  }
}
