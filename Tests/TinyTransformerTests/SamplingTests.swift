import Basics
import Testing

@testable import TinyTransformer

private let configuration = TransformerConfiguration(
  vocabularySize: 30, hiddenSize: 24, intermediateSize: 40, layerCount: 2, headCount: 4,
  keyValueHeadCount: 2, headDimension: 10, maximumPositions: 160, previousTokenEmbedding: true)

private func model(threads: Int = 1) throws -> Transformer {
  var parameters = try Parameters(configuration, seed: 3)
  // Louder embeddings make distributions that are far from uniform.
  for index in parameters.layout.entries[0].range { parameters.values[index] *= 8 }
  return Transformer(parameters, pool: WorkerPool(threads: threads))
}

private func tokens(_ count: Int, seed: UInt64) -> [Int32] {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { _ in Int32(random.next() % 30) }
}

@Test func `log-probabilities while sampling are those of the training pass`() throws {
  let model = try model()
  let batch = GenerationBatch(model)
  var expected: [TokenSequence] = []
  var sampled: [[Float]] = []
  for (index, promptLength) in [1, 7, 100].enumerated() {
    var sequence = TokenSequence(tokens: tokens(promptLength, seed: UInt64(index)), wanted: [])
    var logProbabilities: [Float] = []
    var row = batch.addRow()
    try batch.append([(row, sequence.tokens)])
    for turn in 0..<3 {
      if turn == 1 { row = try batch.fork(row) }
      let request = GenerationRequest(
        row: row, maximumTokens: 9, seed: 5, options: SamplingOptions(temperature: 0.7))
      let generation = try batch.generate([request])[0]
      sequence.wanted += Array(sequence.tokens.count..<sequence.tokens.count + 9)
      sequence.tokens += generation.tokens
      logProbabilities += generation.logProbabilities
      let reply = tokens(3, seed: UInt64(turn))
      sequence.tokens += reply
      try batch.append([(row, reply)])
      #expect(try batch.length(of: row) == sequence.tokens.count)
    }
    expected.append(sequence)
    sampled.append(logProbabilities)
  }
  for (row, sampled) in zip(try model.logProbabilities(of: expected, temperature: 0.7), sampled) {
    #expect(row.count == 27)
    for (trained, sampled) in zip(row, sampled) { #expect(abs(trained - sampled) < 1e-4) }
  }
}

/// Twenty rows of different lengths, half of them forks, generated together.
private func generateTwenty(threads: Int) throws -> [Generation] {
  let batch = GenerationBatch(try model(threads: threads))
  var rows: [GenerationBatch.Row] = []
  for _ in 0..<10 { rows.append(batch.addRow()) }
  try batch.append(
    rows.enumerated().map { ($0.element, tokens(1 + 7 * $0.offset, seed: UInt64($0.offset))) })
  rows += try rows.map { row throws(TransformerError) in try batch.fork(row) }
  return try batch.generate(
    rows.enumerated().map { index, row in
      GenerationRequest(
        row: row, maximumTokens: 5 + index, stop: [4, 9], seed: UInt64(100 + index))
    })
}

@Test func `what a row writes does not depend on the other rows nor on the threads`() throws {
  let together = try generateTwenty(threads: 1)
  #expect(try generateTwenty(threads: 3) == together)
  for index in [0, 4, 9] {
    let batch = GenerationBatch(try model())
    let row = batch.addRow()
    try batch.append([(row, tokens(1 + 7 * index, seed: UInt64(index)))])
    let alone = try batch.generate([
      GenerationRequest(
        row: row, maximumTokens: 5 + index, stop: [4, 9], seed: UInt64(100 + index))
    ])
    #expect(alone[0] == together[index])
  }
  #expect(together[3].tokens != together[13].tokens, "forks have chance of their own")
  #expect(Set(together.map(\.stopReason)) == [.stopToken, .maximumTokens])
  for generation in together {
    let stops = generation.tokens.map { [4, 9].contains($0) }
    #expect(stops.dropLast().allSatisfy { !$0 })
    #expect(stops.last == (generation.stopReason == .stopToken))
  }
}

/// What three rows write that were told the same, in one batch or in a batch of each.
private func writeAlike(together: Bool) throws -> (written: [Generation], given: Int) {
  let model = try model()
  let (prompt, news) = (tokens(40, seed: 1), tokens(9, seed: 2))
  let shared = GenerationBatch(model)
  var (written, given): ([Generation], Int) = ([], 0)
  var all: [(batch: GenerationBatch, row: GenerationBatch.Row)] = []
  for _ in 0..<3 {
    let batch = together ? shared : GenerationBatch(model)
    all.append((batch, batch.addRow()))
  }
  for tokens in [prompt, news] {
    if together {
      try shared.append(all.map { ($0.row, tokens) })
    } else {
      for (batch, row) in all { try batch.append([(row, tokens)]) }
    }
  }
  for (index, (batch, row)) in all.enumerated() {
    written += try batch.generate([
      GenerationRequest(row: row, maximumTokens: 8, seed: UInt64(index))
    ])
  }
  given = together ? shared.tokensGiven : all.reduce(0) { $0 + $1.batch.tokensGiven }
  return (written, given)
}

@Test func `rows that have come to the same tokens are read once and go their own ways`() throws {
  let (together, apart) = (try writeAlike(together: true), try writeAlike(together: false))
  #expect(together.written == apart.written)
  #expect(Set(together.written.map(\.tokens)).count == 3)
  #expect([together.given, apart.given] == [49, 147])
}

@Test func `a batch goes on with the parameters it began with`() throws {
  let model = try model()
  let batch = GenerationBatch(model)
  let (row, later) = (batch.addRow(), batch.addRow())
  try batch.append([(row, [1, 2]), (later, [1, 2])])
  let before = try batch.generate([GenerationRequest(row: row, maximumTokens: 8, seed: 1)])
  for index in model.parameters.values.indices { model.parameters.values[index] *= -1 }
  let after = try batch.generate([GenerationRequest(row: later, maximumTokens: 8, seed: 1)])
  #expect(before == after)
}

@Test func `a row ends where the model has no more positions`() throws {
  let batch = GenerationBatch(try model())
  let row = batch.addRow()
  try batch.append([(row, tokens(155, seed: 1))])
  let written = try batch.generate([GenerationRequest(row: row, maximumTokens: 50, seed: 1)])
  #expect(written[0].tokens.count == 5)
  #expect(written[0].stopReason == .positionsUsedUp)
  let again = try batch.generate([GenerationRequest(row: row, maximumTokens: 50, seed: 1)])
  #expect(again[0] == Generation(stopReason: .positionsUsedUp))
  #expect(throws: TransformerError.sequenceTooLong(161, maximumPositions: 160)) {
    try batch.append([(row, [1])])
  }
}

@Test func `rows that cannot go on are refused`() throws {
  let batch = GenerationBatch(try model())
  let row = batch.addRow()
  func request(_ row: GenerationBatch.Row) -> GenerationRequest {
    GenerationRequest(row: row, maximumTokens: 1, seed: 1)
  }
  #expect(throws: TransformerError.emptyRow) { try batch.generate([request(row)]) }
  try batch.append([(row, [1])])
  #expect(throws: TransformerError.rowUsedTwice) {
    try batch.generate([request(row), request(row)])
  }
  #expect(throws: TransformerError.tokenOutOfRange(30, vocabularySize: 30)) {
    try batch.append([(row, [30])])
  }
  batch.remove(row)
  #expect(throws: TransformerError.unknownRow) { try batch.generate([request(row)]) }
  #expect(throws: TransformerError.unknownRow) { try batch.fork(row) }
}

/// How often each token is drawn in 20,000 tries.
private func frequencies(_ logits: [Float], _ options: SamplingOptions) -> [Float] {
  var counts = [Float](repeating: 0, count: logits.count)
  var sampler = TokenSampler(options: options, seed: 11)
  for _ in 0..<20_000 {
    var row = logits
    counts[Int(sampler.draw(&row, count: row.count).token)] += 1
  }
  return counts.map { $0 / 20_000 }
}

/// ln of 0.5, 0.3, 0.15 and 0.05, in another order, and seven that are all but impossible.
private let logits: [Float] =
  [-1.2040, -2.9957, -0.6931, -1.8971] + [Float](repeating: -30, count: 7)

@Test func `tokens are drawn as often as they are probable`() {
  let drawn = frequencies(logits, SamplingOptions())
  for (frequency, p) in zip(drawn, [0.3, 0.05, 0.5, 0.15, 0] as [Float]) {
    #expect(abs(frequency - p) < 0.015)
  }
}

@Test func `temperature sharpens and flattens`() {
  // p² / Σ p² with Σ p² = 0.365; √p / Σ √p with Σ √p = 1.8657.
  let cold = frequencies(logits, SamplingOptions(temperature: 0.5))
  #expect(abs(cold[2] - 0.6849) < 0.015)
  #expect(abs(cold[1] - 0.0068) < 0.005)
  let hot = frequencies(logits, SamplingOptions(temperature: 2))
  #expect(abs(hot[2] - 0.3790) < 0.015)
  #expect(abs(hot[1] - 0.1199) < 0.015)
  #expect(frequencies(logits, .greedy)[2] == 1)
}

@Test func `top-k and top-p keep the most probable tokens and their proportions`() {
  let two = frequencies(logits, SamplingOptions(topK: 2))
  #expect(abs(two[2] - 0.625) < 0.015 && abs(two[0] - 0.375) < 0.015)
  #expect(two[1] + two[3] == 0)
  // 0.5 + 0.3 do not reach 0.85; with 0.15 they do.
  let three = frequencies(logits, SamplingOptions(topP: 0.85))
  #expect(abs(three[3] - 0.15 / 0.95) < 0.015)
  #expect(three[1] == 0)
  #expect(frequencies(logits, SamplingOptions(topP: 0))[2] == 1)
  // Of the best two, 0.625 is the first one's share.
  #expect(frequencies(logits, SamplingOptions(topP: 0.6, topK: 2))[2] == 1)
}

@Test func `truncation does not change the log-probability that is reported`() {
  var sampler = TokenSampler(options: SamplingOptions(topK: 1), seed: 1)
  var row = logits
  #expect(abs(sampler.draw(&row, count: row.count).logProbability + 0.6931) < 1e-3)
}

@Test func `rows that wait with reading write what those write that were read at once`() throws {
  func write(waits: Bool, threads: Int) throws -> [[Generation]] {
    let batch = GenerationBatch(try model(threads: threads))
    let rows = (0..<9).map { _ in batch.addRow() }
    return try (0..<3).map { turn in
      // The last two have come to the same tokens, and the first are long.
      try batch.append(
        rows.enumerated().map { index, row in
          let seed = UInt64(min(index, 7) + 10 * turn)
          return (row, tokens(index == 0 ? 40 : 3 + min(index, 7), seed: seed))
        }, waits: waits)
      return try batch.generate(
        rows.enumerated().map { index, row in
          GenerationRequest(row: row, maximumTokens: 4, seed: UInt64(min(index, 7)))
        })
    }
  }
  let read = try write(waits: false, threads: 1)
  #expect(read.joined().allSatisfy { $0.tokens.count == 4 })
  #expect(try write(waits: true, threads: 1) == read)
  #expect(try write(waits: true, threads: 3) == read)
}

@Test func `rows in memory of rows that are gone are written alike`() throws {
  let model = try model()
  func written() throws -> [Generation] {
    let batch = GenerationBatch(model)
    let rows = (0..<5).map { _ in batch.addRow() }
    try batch.append(
      rows.enumerated().map { ($1, tokens(20 + 9 * $0, seed: UInt64($0))) })
    return try batch.generate(
      rows.enumerated().map {
        GenerationRequest(row: $1, maximumTokens: 30, seed: UInt64($0))
      })
  }
  let first = try written()
  let second = try written()
  #expect(second == first)
  // Larger and smaller rows than those that left their memory.
  let batch = GenerationBatch(model)
  let row = batch.addRow()
  try batch.append([(row, tokens(150, seed: 9))])
  batch.remove(row)
  let third = try written()
  #expect(third == first)
}
