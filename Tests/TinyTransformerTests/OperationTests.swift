import Testing

@testable import TinyTransformer

/// Compares `backward` with central differences of `forward`, along every input.
///
/// - `forward`: inputs to outputs.
/// - `backward`: inputs and the outputs' gradient to the inputs' gradient.
private func expectGradient(
  of input: [Double], _ forward: ([Double]) -> [Double],
  _ backward: (_ input: [Double], _ outputGradient: [Double]) -> [Double],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let outputGradient: [Double] = randomNumbers(forward(input).count, seed: 77)
  let gradient = backward(input, outputGradient)
  for index in input.indices {
    func value(_ change: Double) -> Double {
      var moved = input
      moved[index] += change
      return zip(forward(moved), outputGradient).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let slope = (value(1e-5) - value(-1e-5)) / 2e-5
    #expect(
      abs(slope - gradient[index]) < 1e-7 * max(1, abs(slope)), "input \(index)",
      sourceLocation: sourceLocation)
  }
}

@Test(arguments: [5, 8, 19])
func `root-mean-square norm is differentiated with its weight`(width: Int) {
  let rows = 3
  func forward(_ input: [Double]) -> (output: [Double], inverse: [Double]) {
    var output = [Double](repeating: 0, count: rows * width)
    var inverse = [Double](repeating: 0, count: rows)
    RMSNorm.forward(
      Array(input[width...]), weight: input, epsilon: 1e-3, rows: rows, width: width,
      inputStride: width, output: &output, outputStride: width, inverse: &inverse)
    return (output, inverse)
  }
  expectGradient(of: randomNumbers((rows + 1) * width, seed: 1)) {
    forward($0).output
  } _: {
    input, outputGradient in
    var weightGradient = [Double](repeating: 0, count: width)
    var gradient = [Double](repeating: 0, count: rows * width)
    RMSNorm.backward(
      outputGradient, outputStride: width, input: Array(input[width...]), inputStride: width,
      weight: input, inverse: forward(input).inverse, rows: rows, width: width,
      inputGradient: &gradient, gradientStride: width, weightGradient: &weightGradient)
    return weightGradient + gradient
  }
}

@Test(arguments: [6, 16])
func `the gated activation is differentiated`(width: Int) {
  expectGradient(of: randomNumbers(2 * 2 * width, seed: 2)) { input in
    var output = [Double](repeating: 0, count: 2 * width)
    SwiGLU.forward(input, rows: 2, width: width, output: &output)
    return output
  } _: { input, outputGradient in
    var gradient = input
    SwiGLU.backward(outputGradient, rows: 2, width: width, gateUp: &gradient)
    return gradient
  }
}

@Test(arguments: [3, 24])
func `log-probability and entropy are differentiated`(vocabulary: Int) {
  let (token, temperature) = (1, 0.7)
  func forward(_ input: [Double]) -> (LogSoftmax<Double>.Result, row: [Double]) {
    var row = input
    let entropy = LogSoftmax.forward(&row, count: vocabulary, temperature: temperature)
    return (LogSoftmax.Result(logProbability: row[token], entropy: entropy), row)
  }
  expectGradient(of: randomNumbers(vocabulary, seed: 3)) { input in
    let said = forward(input).0
    return [said.logProbability, said.entropy]
  } _: { input, outputGradient in
    var (said, row) = forward(input)
    LogSoftmax.backward(
      &row, count: vocabulary, temperature: temperature, slope: outputGradient[0],
      entropySlope: outputGradient[1], entropy: said.entropy)
    row[token] += outputGradient[0] / temperature
    return row
  }
}

@Test func `log-probabilities of huge logits stay finite and sum to one`() {
  var row: [Float] = [1e4, -1e4, 9_999, 3, 1e4, 0, 0, 0, 0]
  LogSoftmax.normalise(&row, count: row.count, temperature: 1)
  let sum = row.reduce(0) { $0 + Double.exponential(SIMD8(repeating: Double($1)))[0] }
  #expect(row.allSatisfy { $0.isFinite })
  #expect(abs(sum - 1) < 1e-6)
}

@Test func `rotation turns element j with element j plus half by position times frequency`() {
  let rotary = RotaryEmbedding<Double>(headDimension: 4, theta: 100, positions: 8)
  var head: [Double] = [1, 0, 0, 2]
  rotary.forward(&head, heads: 1, position: 3)
  // Frequencies 100^0 and 100^(-2/4): angles 3 and 0.3. cos 3, -2 sin 0.3, sin 3, 2 cos 0.3.
  let expected = [-0.9899924966, -0.5910404133, 0.1411200081, 1.9106729783]
  for (value, expected) in zip(head, expected) { #expect(abs(value - expected) < 1e-9) }
  rotary.backward(&head, heads: 1, position: 3)
  for (value, expected) in zip(head, [1.0, 0, 0, 2]) { #expect(abs(value - expected) < 1e-12) }
}

/// One sequence's queries, keys and values in one array, as `Attention` wants them.
struct AttentionCase: CustomTestStringConvertible {
  var heads: Int, keyValueHeads: Int, dimension: Int, length: Int
  var testDescription: String { "\(heads)/\(keyValueHeads) heads of \(dimension), \(length) long" }
  var width: Int { (heads + 2 * keyValueHeads) * dimension }
  /// Where keys and values begin.
  var keys: Int { length * heads * dimension }
  var values: Int { keys + length * keyValueHeads * dimension }
  var attention: Attention<Double> {
    Attention(heads: heads, keyValueHeads: keyValueHeads, headDimension: dimension)
  }

  /// - `memory`: of all queries, then of all keys, then of all values.
  func inputs(_ memory: UnsafePointer<Double>) -> Attention<Double>.Inputs {
    Attention.Inputs(
      query: memory, seen: ArraySlice(1...length), key: memory + keys,
      value: memory + values, valueStride: keyValueHeads * dimension, path: [0..<length])
  }

  func forward(_ input: [Double]) -> (output: [Double], logSum: [Double]) {
    var output = [Double](repeating: 0, count: length * heads * dimension)
    var logSum = [Double](repeating: 0, count: length * heads)
    input.withUnsafeBufferPointer { memory in
      guard let base = memory.baseAddress else { return }
      attention.forward(inputs(base), output: &output, logSum: &logSum, scratch: Scratch())
    }
    return (output, logSum)
  }

  /// Word for word what the formula says.
  func byDefinition(_ input: [Double]) -> [Double] {
    var output: [Double] = []
    for t in 0..<length {
      for head in 0..<heads {
        let group = head / (heads / keyValueHeads)
        let weights = (0...t).map { u in
          let score = (0..<dimension).reduce(0.0) {
            $0 + input[(t * heads + head) * dimension + $1]
              * input[keys + (u * keyValueHeads + group) * dimension + $1]
          }
          return Double.exponential(SIMD8(repeating: score / Double(dimension).squareRoot()))[0]
        }
        let total = weights.reduce(0, +)
        for d in 0..<dimension {
          output.append(
            (0...t).reduce(0) {
              let value = values + ($1 * keyValueHeads + group) * dimension + d
              return $0 + weights[$1] / total * input[value]
            })
        }
      }
    }
    return output
  }
}

let attentionCases = [
  AttentionCase(heads: 2, keyValueHeads: 1, dimension: 6, length: 5),
  AttentionCase(heads: 4, keyValueHeads: 2, dimension: 16, length: 1),
  AttentionCase(heads: 1, keyValueHeads: 1, dimension: 18, length: 27),
]

@Test(arguments: attentionCases)
func `attention is what its formula says`(example: AttentionCase) {
  let input: [Double] = randomNumbers(example.length * example.width, seed: 5)
  for (value, expected) in zip(example.forward(input).output, example.byDefinition(input)) {
    #expect(abs(value - expected) < 1e-12)
  }
}

@Test(arguments: attentionCases)
func `attention is differentiated in queries, keys and values`(example: AttentionCase) {
  expectGradient(of: randomNumbers(example.length * example.width, seed: 6)) {
    example.forward($0).output
  } _: { input, outputGradient in
    let (output, logSum) = example.forward(input)
    var gradient = [Double](repeating: 0, count: input.count)
    input.withUnsafeBufferPointer { memory in
      gradient.withUnsafeMutableBufferPointer { gradient in
        guard let base = memory.baseAddress, let sum = gradient.baseAddress else { return }
        example.attention.backward(
          outputGradient, example.inputs(base), output: output, logSum: logSum,
          gradients: Attention.Gradients(
            query: sum, key: sum + example.keys, value: sum + example.values,
            valueStride: example.keyValueHeads * example.dimension),
          scratch: Scratch())
      }
    }
    return gradient
  }
}
