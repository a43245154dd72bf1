import Basics
import Testing

@testable import TinyTransformer

/// A model small enough for finite differences, with every width off the vector's eight.
private func oddConfiguration(previous: Bool) -> TransformerConfiguration {
  TransformerConfiguration(
    vocabularySize: 21, hiddenSize: 20, intermediateSize: 27, layerCount: 2, headCount: 4,
    keyValueHeadCount: 2, headDimension: 10, maximumPositions: 64, previousTokenEmbedding: previous)
}

/// The whole network in double precision, with a loss that uses log-probability and entropy.
private struct DoubleModel {
  let configuration: TransformerConfiguration
  let layout: ParameterLayout
  let shares: [[Piece]]
  let temperature = 0.8
  var values: [Double]

  init(_ configuration: TransformerConfiguration, _ sequences: [TokenSequence]) throws {
    let parameters = try Parameters(configuration, seed: 5)
    var random = SplitMix64(seed: 6)
    self.configuration = configuration
    layout = parameters.layout
    shares = Piece.divide(sequences)
    values = parameters.values.map { Double($0) + 0.1 * Double(random.normal()) }
  }

  func loss(gradients: UnsafeMutablePointer<Double>) -> Double {
    let rotary = RotaryEmbedding<Double>(
      headDimension: configuration.headDimension, theta: configuration.ropeTheta,
      positions: configuration.maximumPositions)
    let weights = Weights(
      configuration, layout: layout, values: values, rotary: rotary, forTraining: true)
    let activations = Activations<Double>(layerCount: configuration.layerCount)
    var loss = 0.0
    for share in shares {
      loss +=
        TrainingPass(weights: weights, activations: activations).run(
          share, temperature: temperature, gradients: gradients
        ) { prediction, said in
          let weight = 1 + 0.3 * Double(prediction.wantedIndex)
          return Head<Double>.Slopes(
            loss: -weight * said.logProbability - 0.2 * said.entropy, slope: -weight,
            entropySlope: -0.2)
        }.loss
    }
    return loss
  }
}

private let sequences = [
  TokenSequence(tokens: [1, 5, 5, 20, 3, 7, 9, 2, 0]),
  TokenSequence(tokens: (0..<40).map { Int32($0 * 7 % 21) }, wanted: [3, 17, 18, 39]),
  TokenSequence(tokens: [4, 4], wanted: [1]),
  TokenSequence(tokens: [8], wanted: []),
  // These begin as others do.
  TokenSequence(tokens: [1, 5, 5, 20, 3, 11, 6, 13], wanted: [4, 5, 7]),
  TokenSequence(tokens: [1, 5, 5, 20], wanted: [3]),
  TokenSequence(tokens: [1, 5, 5, 20, 3, 11, 4], wanted: [6]),
]

@Test(arguments: [false, true])
func `every gradient of the whole network agrees with finite differences`(previous: Bool) throws {
  let model = try DoubleModel(oddConfiguration(previous: previous), sequences)
  let gradients = AlignedBuffer<Double>(model.layout.count)
  _ = model.loss(gradients: gradients.zeros(model.layout.count))
  let ignored = AlignedBuffer<Double>(model.layout.count)
  var random = SplitMix64(seed: 9)
  for entry in model.layout.entries {
    // Along a random direction in each tensor, so that every element has a part in the check.
    let direction = entry.range.map { _ in Double(random.normal()) }
    let expected = zip(entry.range, direction).reduce(0) { $0 + gradients.base[$1.0] * $1.1 }
    let step = 2e-6
    func loss(at distance: Double) -> Double {
      var moved = model
      for (index, change) in zip(entry.range, direction) {
        moved.values[index] += distance * change
      }
      return moved.loss(gradients: ignored.base)
    }
    let slope = (loss(at: step) - loss(at: -step)) / (2 * step)
    #expect(abs(slope - expected) < 1e-6 * max(1, abs(slope)), "\(entry.name)")
    #expect(abs(expected) > 1e-3, "\(entry.name) has no gradient to speak of")
  }
}
