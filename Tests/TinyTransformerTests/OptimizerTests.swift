import Testing

@testable import TinyTransformer

private let configuration = TransformerConfiguration(
  vocabularySize: 12, hiddenSize: 8, intermediateSize: 24, layerCount: 1, headCount: 2)

@Test func `the first step of Adam moves each weight by the learning rate`() throws {
  var parameters = try Parameters(configuration, seed: 1)
  let before = parameters.values
  var adam = AdamW(parameterCount: before.count, options: .init(weightDecay: 0.1))
  let gradients: [Float] = randomNumbers(before.count, seed: 2)
  adam.step(&parameters, gradients: gradients, learningRate: 0.01)
  for entry in parameters.layout.entries {
    for index in entry.range {
      // The norms' weights are one-dimensional and not decayed.
      let kept = entry.shape.count == 1 ? before[index] : before[index] * (1 - 0.001)
      let expected = kept - 0.01 * (gradients[index] > 0 ? 1 : -1)
      #expect(abs(parameters.values[index] - expected) < 1e-5)
    }
  }
}

@Test func `Adam averages gradients and squares, and corrects for starting at zero`() throws {
  var parameters = try Parameters(configuration, seed: 1)
  let before = parameters.values[0]
  var adam = AdamW(
    parameterCount: parameters.values.count, options: .init(beta1: 0.9, beta2: 0.99, epsilon: 0))
  var gradients = [Float](repeating: 0, count: parameters.values.count)
  gradients[0] = 1
  adam.step(&parameters, gradients: gradients, learningRate: 0.1)
  gradients[0] = -3
  adam.step(&parameters, gradients: gradients, learningRate: 0.1)
  // m = .9·.1 - .3 = -.21, /.19; v = .99·.01 + .09 = .0999, /.0199.
  let second = 0.1 * (0.21 / 0.19) / (0.0999 / 0.0199 as Float).squareRoot()
  #expect(abs(parameters.values[0] - (before - 0.1 + second)) < 1e-5)
}

@Test(arguments: [false, true])
func `an optimizer put back together from its state goes on as before`(muon: Bool) throws {
  let pool = WorkerPool(threads: 1)
  var parameters = try Parameters(configuration, seed: 1)
  let count = parameters.values.count
  var (adam, orthogonal) = (AdamW(parameterCount: count), Muon(parameterCount: count))
  func step(
    _ adam: inout AdamW, _ orthogonal: inout Muon, _ parameters: inout Parameters, _ seed: UInt64
  ) {
    let gradients: [Float] = randomNumbers(count, seed: seed)
    if muon {
      orthogonal.step(
        &parameters, gradients: gradients, learningRate: 0.01, adamLearningRate: 0.01, pool: pool)
    } else {
      adam.step(&parameters, gradients: gradients, learningRate: 0.01)
    }
  }
  step(&adam, &orthogonal, &parameters, 5)
  var (otherAdam, otherMuon) = (AdamW(parameterCount: count), Muon(parameterCount: count))
  otherAdam.state = adam.state
  otherMuon.state = orthogonal.state
  var other = parameters
  step(&adam, &orthogonal, &parameters, 6)
  step(&otherAdam, &otherMuon, &other, 6)
  #expect(other == parameters)
}

@Test(arguments: [(16, 40), (40, 16), (16, 16)])
func `Newton-Schulz brings every direction of a matrix near length one`(rows: Int, columns: Int) {
  let matrix: [Float] = randomNumbers(rows * columns, seed: 8)
  let result = Orthogonalisation.newtonSchulz(matrix, rows: rows, columns: columns)
  // The shorter side's vectors keep their length, about, in any direction.
  let short = min(rows, columns)
  for seed in 0..<20 {
    let direction: [Float] = randomNumbers(short, seed: UInt64(seed))
    let image = (0..<max(rows, columns)).map { i in
      (0..<short).reduce(Float(0)) { sum, j in
        sum + direction[j] * result[rows <= columns ? j * columns + i : i * columns + j]
      }
    }
    let ratio = norm(image) / norm(direction)
    #expect(ratio > 0.6 && ratio < 1.25)
  }
  // It goes the same way as the matrix did.
  #expect(zip(matrix, result).reduce(0) { $0 + $1.0 * $1.1 } > 0)
}

private func norm(_ vector: [Float]) -> Float {
  vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

@Test func `Muon orthogonalises block matrices and leaves the rest to Adam`() throws {
  var parameters = try Parameters(configuration, seed: 1)
  let before = parameters.values
  var muon = Muon(parameterCount: before.count, options: .init(weightDecay: 0))
  let gradients: [Float] = randomNumbers(before.count, seed: 2)
  muon.step(
    &parameters, gradients: gradients, learningRate: 0.5, adamLearningRate: 0.01,
    pool: WorkerPool(threads: 2))
  for entry in parameters.layout.entries {
    let change = entry.range.map { parameters.values[$0] - before[$0] }
    if entry.shape.count == 2 && !entry.name.contains("embed") {
      let direction = Orthogonalisation.newtonSchulz(
        entry.range.map { gradients[$0] }, rows: entry.shape[0], columns: entry.shape[1])
      let scale = 0.5 * max(1, Float(entry.shape[0]) / Float(entry.shape[1])).squareRoot()
      for (change, direction) in zip(change, direction) {
        #expect(abs(change + scale * direction) < 1e-4)
      }
    } else {
      for change in change { #expect(abs(abs(change) - 0.01) < 1e-5) }
    }
  }
}

@Test func `gradients longer than the limit are shortened to it`() {
  var gradients: [Float] = [3, 0, -4]
  #expect(GradientClipping.clip(&gradients, to: 10) == 5)
  #expect(gradients == [3, 0, -4])
  #expect(GradientClipping.clip(&gradients, to: 1) == 5)
  #expect(abs(norm(gradients) - 1) < 1e-6)
  gradients[1] = .nan
  #expect(GradientClipping.clip(&gradients, to: 1).isNaN)
}
