import Foundation
import Testing

@testable import TinyTransformer

/// The model against PyTorch, on fixtures that `Parity/parity.py make-fixtures` wrote.
@Suite(.serialized) struct `PyTorch and Kolb` {
  @Test(arguments: ParityFixture.names)
  func `agree on the logits`(name: String) throws {
    let fixture = try ParityFixture(name)
    let model = Transformer(fixture.parameters)
    let logits = try fixture.sequences.flatMap { try model.logits(of: $0).flatMap(\.self) }
    let difference = largestDifference(logits, fixture.values("logits"))
    #expect(difference <= 1e-4, "largest difference \(difference)")
  }

  @Test(arguments: ParityFixture.names)
  func `agree on log-probabilities and entropies at a temperature`(name: String) throws {
    let fixture = try ParityFixture(name)
    let report = try Transformer(fixture.parameters).measure(
      fixture.batch, temperature: ParityObjective.temperature)
    let difference = largestDifference(
      report.logProbabilities.flatMap(\.self), fixture.values("tempered_log_probabilities"))
    #expect(difference <= 1e-4, "largest difference \(difference)")

    let entropies = fixture.values("tempered_entropy")
    let mean = entropies.reduce(0) { $0 + Double($1) } / Double(entropies.count)
    #expect(abs(report.entropy - mean) <= 1e-5)
  }

  @Test(arguments: ParityFixture.names, ParityObjective.allCases)
  func `agree on losses and gradients`(name: String, objective: ParityObjective) throws {
    let fixture = try ParityFixture(name)
    let model = Transformer(fixture.parameters)
    let report = try model.accumulateGradients(
      of: fixture.batch, temperature: objective.temperature, objective: objective.terms(in: fixture)
    )
    let loss = try #require(fixture.values("\(objective).loss").first)
    #expect(abs(report.loss - Double(loss)) <= 1e-4 * max(1, abs(Double(loss))))

    for entry in model.parameters.layout.entries {
      let expected = fixture.values("\(objective).grad.\(entry.name)")
      let difference = zip(model.gradients[entry.range], expected).map { $0 - $1 }
      #expect(expected.count == entry.count, "\(entry.name)")
      #expect(norm(difference) <= 1e-4 * norm(expected), "\(entry.name)")
      let largest = expected.map(abs).max() ?? 0
      #expect(difference.allSatisfy { abs($0) <= 1e-4 * largest }, "\(entry.name)")
    }
  }

  private func largestDifference(_ found: [Float], _ expected: [Float]) -> Float {
    guard found.count == expected.count else { return .infinity }
    return zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
  }

  private func norm(_ values: [Float]) -> Double {
    values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }
}

/// The losses that `parity.py` differentiates, as means over all predicted tokens.
///
/// Raw values are the names in the fixtures.
enum ParityObjective: String, CaseIterable, CustomStringConvertible {
  case crossEntropy = "cross_entropy"
  case clippedRatio = "clipped_ratio"
  case entropyBonus = "entropy_bonus"

  static let temperature: Float = 0.7
  private static let entropyWeight: Float = 0.5
  private static let clipLow: Float = 0.2
  private static let clipHigh: Float = 0.28

  var description: String { rawValue }

  var temperature: Float { self == .entropyBonus ? Self.temperature : 1 }

  /// What one wanted token adds to the mean.
  func terms(in fixture: ParityFixture) -> @Sendable (TokenPrediction) -> TokenGradient {
    let (places, advantages) = (fixture.firstPredictions, fixture.values("advantages"))
    let sampled = fixture.values("sampled_log_probabilities")
    let share = 1 / Float(advantages.count)
    return { prediction in
      let place = places[prediction.sequence] + prediction.wantedIndex
      switch self {
      case .crossEntropy:
        return TokenGradient(loss: -prediction.logProbability * share, slope: -share)
      case .clippedRatio:
        // -min(r·A, clip(r)·A), whose slope in ln p is -r·A where the first is the smaller one.
        let advantage = advantages[place]
        let ratio = exp(prediction.logProbability - sampled[place])
        let clipped = min(max(ratio, 1 - Self.clipLow), 1 + Self.clipHigh)
        let isClipped = clipped * advantage < ratio * advantage
        return TokenGradient(
          loss: -min(ratio * advantage, clipped * advantage) * share,
          slope: isClipped ? 0 : -ratio * advantage * share)
      case .entropyBonus:
        let bonus = prediction.logProbability + Self.entropyWeight * prediction.entropy
        return TokenGradient(
          loss: -bonus * share, slope: -share, entropySlope: -Self.entropyWeight * share)
      }
    }
  }
}

extension ParityFixture {
  fileprivate var batch: [TokenSequence] { sequences.map { TokenSequence(tokens: $0) } }

  /// For each sequence, where its first prediction stands among those of all.
  fileprivate var firstPredictions: [Int] {
    var next = 0
    return sequences.map { sequence in
      defer { next += sequence.count - 1 }
      return next
    }
  }
}
