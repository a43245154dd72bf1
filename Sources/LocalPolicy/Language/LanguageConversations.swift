import RLCore
import TinyTransformer

/// Conversations under way with a language model, each with the keys and values of what was read.
final class LanguageConversations {
  private struct Known {
    var row: GenerationBatch.Row
    /// All that the row has read or written.
    var tokens: [Int32]
  }

  private let batch: GenerationBatch
  private let text: LanguageText
  private let positions: Int
  private let mostTokens: Int
  private var openings: Openings
  private var known: [Int: Known] = [:]

  /// Replies take at most so many tokens; with 0 as many as a request allows.
  init(of model: LargeModel, _ text: LanguageText, mostTokens: Int = 0) {
    self.mostTokens = mostTokens > 0 ? mostTokens : .max
    batch = model.generation()
    openings = Openings(in: batch)
    positions = model.configuration.maximumPositions
    self.text = text
  }

  /// Continues each conversation by one turn.
  ///
  /// - Throws: `LocalPolicyError.tooLong` where a conversation has outgrown the model, or
  ///   `ChatTemplateError`.
  func complete(_ requests: [SampleRequest]) throws -> [Completion] {
    do {
      let all = try requests.map { try text.tokens(of: $0.conversation) }
      try begin(requests, all)
      try extend(requests, all)
      return try write(requests)
    } catch TransformerError.sequenceTooLong(let length, let positions) {
      throw LocalPolicyError.tooLong(tokens: length, positions: positions)
    }
  }

  private func isContinued(_ id: Int, _ tokens: [Int32]) -> Bool {
    known[id].map { tokens.count > $0.tokens.count && tokens.starts(with: $0.tokens) } ?? false
  }

  /// Reads openings, of which what several have in common is read once, and gives every conversation
  /// a row of its own.
  private func begin(_ requests: [SampleRequest], _ all: [[Int32]]) throws {
    let new = zip(requests, all).filter { !isContinued($0.conversation.id, $1) }
    guard !new.isEmpty else { return }
    let rows = try openings.read(new.map(\.1))
    for (request, tokens) in new {
      guard let opening = rows[tokens] else { continue }
      if let old = known[request.conversation.id] { batch.remove(old.row) }
      known[request.conversation.id] = Known(row: try batch.fork(opening), tokens: tokens)
    }
  }

  /// Reads what was said since.
  private func extend(_ requests: [SampleRequest], _ all: [[Int32]]) throws {
    var news: [(row: GenerationBatch.Row, tokens: [Int32])] = []
    for (request, tokens) in zip(requests, all) {
      let id = request.conversation.id
      guard let known = known[id], known.tokens.count < tokens.count else { continue }
      news.append((known.row, Array(tokens[known.tokens.count...])))
      self.known[id]?.tokens = tokens
    }
    if !news.isEmpty { try batch.append(news) }
  }

  private func write(_ requests: [SampleRequest]) throws -> [Completion] {
    let generations = try batch.generate(
      requests.compactMap { request in
        known[request.conversation.id].map { known in
          GenerationRequest(
            row: known.row, maximumTokens: min(mostTokens, request.length.languageTokens),
            stop: text.ends, seed: request.seed, options: SamplingOptions(request.sampling))
        }
      })
    for (request, generation) in zip(requests, generations) {
      known[request.conversation.id]?.tokens += generation.tokens
    }
    return zip(requests, generations).map { Completion($1, text, length: $0.length) }
  }
}

extension Completion {
  /// What was drawn, up to where the length that was asked for ends.
  ///
  /// Tokens behind that are forgotten, and what they follow is read again when it goes on.
  fileprivate init(_ generation: Generation, _ text: LanguageText, length: ReplyLength) {
    let count = Self.kept(Self.pieces(generation.tokens[...], text), length)
    let isCut = count < generation.tokens.count
    let tokens = Array(generation.tokens.prefix(count))
    self.init(
      text: text.tokenizer.decode(tokens), tokens: tokens,
      pieces: Self.pieces(tokens[...], text),
      logProbabilities: Array(generation.logProbabilities.prefix(count)),
      stopReason: isCut || generation.stopReason == .stopToken ? .ended : .length)
  }

  /// The words of each token; a character stands where its last byte does.
  private static func pieces(_ tokens: ArraySlice<Int32>, _ text: LanguageText) -> [String] {
    var stream = TokenText(text.tokenizer)
    var pieces = tokens.map { stream.append($0) }
    let rest = stream.end()
    if !pieces.isEmpty { pieces[pieces.count - 1] += rest }
    return pieces
  }

  /// How many pieces there are before one too many words, or another line, begins.
  private static func kept(_ pieces: [String], _ length: ReplyLength) -> Int {
    switch length {
    case .text: return pieces.count
    case .line: return pieces.firstIndex { $0.contains(where: \.isNewline) } ?? pieces.count
    case .words(let most):
      var said = ""
      return pieces.firstIndex { piece in
        said += piece
        return said.split(whereSeparator: \.isWhitespace).count > most
      } ?? pieces.count
    }
  }
}
