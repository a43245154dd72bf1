import Basics
import Foundation
import Testing

@testable import TinyTransformer

/// A checkpoint of the trade against what `Parity/language.py FOLDER OUT` had transformers and PyTorch
/// make of it: the same numbers, at least as fast.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["KOLB_LANGUAGE"] != nil,
    "Needs a checkpoint: Parity/language.py FOLDER OUT, then KOLB_LANGUAGE=FOLDER KOLB_EXPECTED=OUT."
  ),
  .serialized)
struct LanguageModelParityTests {
  private let model: URL
  private let expected: URL
  private let sequences: JSONField
  private let pool = WorkerPool(threads: 2)

  init() throws {
    let environment = ProcessInfo.processInfo.environment
    model = URL(fileURLWithPath: environment["KOLB_LANGUAGE"] ?? "")
    expected = URL(fileURLWithPath: environment["KOLB_EXPECTED"] ?? "")
    let file = expected.appendingPathComponent("sequences.json")
    sequences = try JSONField(parsing: Array(Data(contentsOf: file)))
  }

  private func open(_ training: LargeModel.Training) throws -> LargeModel {
    try LanguageModelFolder(at: model).model(training: training, pool: pool)
  }

  private func tokens(_ field: JSONField) throws -> [Int32] {
    try field.elements().map { Int32(try $0.integer(in: 0...1 << 24)) }
  }

  private func tensors(_ name: String) throws -> Safetensors {
    try Safetensors(at: expected.appendingPathComponent(name))
  }

  /// Prints the median of as many runs as the other side makes, the first of which makes room.
  private func report(
    _ name: String, _ count: Int, times: Int = 5, _ work: () throws -> Void
  ) throws {
    let durations = try (0..<times).map { _ in try ContinuousClock().measure(work) }.sorted()
    print("\(name): \(Int(Double(count) / (durations[times / 2] / .seconds(1)))) tokens a second")
  }

  @Test func `logits are equal within a thousandth`() throws {
    let model = try open(.nothing)
    let read = try tokens(sequences.member("read").elements()[0])
    var logits: [[Float]] = []
    logits = try model.logits(of: read)
    try report("prefill", read.count) {
      let batch = model.generation()
      try batch.append([(batch.addRow(), read)])
    }
    let expected = try #require(tensors("logits.safetensors")["logits"])
    let worst = zip(logits.joined(), expected.values).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
    print("largest difference of \(expected.values.count) logits: \(worst)")
    #expect(worst < 1e-3)
  }

  @Test func `a thousand greedy tokens are equal`() throws {
    let batch = try open(.nothing).generation()
    let row = batch.addRow()
    try batch.append([(row, tokens(sequences.member("opening")))])
    var written: [Generation] = []
    try report("decode", 1000, times: 1) {
      written = try batch.generate([
        GenerationRequest(row: row, maximumTokens: 1000, seed: 1, options: .greedy)
      ])
    }
    #expect(try written[0].tokens == tokens(sequences.member("written")))
  }

  private func gradients(of model: LargeModel, _ name: String) throws {
    let learnt = try sequences.member("learnt").elements().map {
      TokenSequence(tokens: try tokens($0))
    }
    try report(name, learnt.reduce(0) { $0 + $1.tokens.count }) {
      model.zeroGradients()
      _ = try model.accumulateGradients(of: learnt) {
        TokenGradient(loss: -$0.logProbability, slope: -1)
      }
    }
  }

  @Test func `gradients of all weights are those of PyTorch`() throws {
    let model = try open(.everything)
    try gradients(of: model, "training")
    let expected = try tensors("gradients.safetensors")
    var worst: Float = 0
    for entry in model.parameterLayout.entries {
      let values = try #require(expected[entry.name]).values
      worst = max(worst, relativeError(model.gradients[entry.range], values[...]))
    }
    print("largest relative error of a tensor's gradient: \(worst)")
    #expect(worst < 1e-3)
  }

  @Test func `gradients of adapters are those of PyTorch`() throws {
    let model = try open(.adapters(AdapterOptions(rank: 8, alpha: 16), seed: 1))
    model.take(try model.trainedValues(tensors("adapter_model.safetensors")))
    try gradients(of: model, "training of adapters")
    let expected = try model.trainedValues(tensors("adapter_gradients.safetensors"))
    let adapters = try #require(model.adapters).layout.adapters
    var worst: Float = 0
    for (index, adapter) in adapters.enumerated() {
      let end = index + 1 < adapters.count ? adapters[index + 1].down : expected.count
      for range in [adapter.down..<adapter.up, adapter.up..<end] {
        worst = max(worst, relativeError(model.gradients[range], expected[range]))
      }
    }
    print("largest relative error of an adapter's gradient: \(worst)")
    #expect(worst < 1e-3)
  }

  private func relativeError(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
    let difference = zip(a, b).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
    return Float((difference / max(b.reduce(0.0) { $0 + Double($1 * $1) }, 1e-30)).squareRoot())
  }
}
