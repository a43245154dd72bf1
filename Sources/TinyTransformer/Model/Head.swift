/// The end of the network: the last norm, and the embedding used a second time to give logits.
///
/// It works on the W wanted tokens of a piece alone, a few rows at a time, so that the logits of a
/// large vocabulary never have to be kept.
struct Head<S: Real> {
  let weights: Weights<S>
  let activations: Activations<S>
  let temperature: S

  /// Rows whose logits are held at once.
  private static var block: Int { 96 }

  /// What one wanted token adds to the loss, and how the loss changes with what the model says.
  struct Slopes {
    var loss: S
    var slope: S
    var entropySlope: S
  }

  /// Sums and values over the wanted tokens of a piece.
  struct Result: Sendable {
    /// In the order of the piece's predictions.
    var logProbabilities: [S] = []
    var loss = 0.0
    var entropy = 0.0
  }

  private var c: TransformerConfiguration { weights.configuration }
  private var layout: ParameterLayout { weights.layout }

  /// Log-probabilities of the wanted tokens; `activations.output` must be there.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func forward(_ piece: Piece) -> Result {
    let hidden = normalise(piece.predictions.map(\.row))
    var result = Result()
    for first in stride(from: 0, to: piece.predictions.count, by: Self.block) {
      let block = piece.predictions[first...].prefix(Self.block)
      let logits = computeLogits(hidden + first * c.hiddenSize, rows: block.count)
      for (offset, prediction) in block.enumerated() {
        let row = logits + offset * c.vocabularySize
        let said = LogSoftmax.forward(
          row, count: c.vocabularySize, temperature: temperature, token: prediction.token)
        result.logProbabilities.append(said.logProbability)
        result.entropy += Double(said.entropy)
      }
    }
    return result
  }

  /// Forward, and back to the output of the last block.
  ///
  /// - `outputGradient`: `[N, C]`, to which is added.
  /// - `objective`: tells what each wanted token adds to the loss.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func forwardBackward(
    _ piece: Piece, outputGradient: UnsafeMutablePointer<S>, gradients: UnsafeMutablePointer<S>,
    objective: (Piece.Prediction, LogSoftmax<S>.Result) -> Slopes
  ) -> Result {
    var result = Result()
    guard let panels = weights.backward?.head else { return result }
    let count = piece.predictions.count
    let (width, vocabulary) = (c.hiddenSize, c.vocabularySize)
    let hidden = normalise(piece.predictions.map(\.row))
    let hiddenGradient = activations.hiddenGradient.reserve(count * width)
    for first in stride(from: 0, to: count, by: Self.block) {
      let block = piece.predictions[first...].prefix(Self.block)
      let logits = computeLogits(hidden + first * width, rows: block.count)
      for (offset, prediction) in block.enumerated() {
        let row = logits + offset * vocabulary
        let said = LogSoftmax.forward(
          row, count: vocabulary, temperature: temperature, token: prediction.token)
        let slopes = objective(prediction, said)
        LogSoftmax.backward(
          row, count: vocabulary, temperature: temperature, token: prediction.token,
          slope: slopes.slope, entropySlope: slopes.entropySlope, entropy: said.entropy)
        result.logProbabilities.append(said.logProbability)
        result.entropy += Double(said.entropy)
        result.loss += Double(slopes.loss)
      }
      // dhidden[W, C] = dlogits[W, V] × E[V, C]
      multiply(
        logits, stride: vocabulary, rows: block.count, panels,
        to: hiddenGradient + first * width, stride: width)
      // dE[V, C] += dlogits[W, V]ᵀ × hidden[W, C]
      accumulateTransposed(
        logits, stride: vocabulary, rows: vocabulary, hidden + first * width, stride: width,
        columns: width, depth: block.count, to: gradients + layout.embedding, stride: width,
        scratch: activations.scratch)
    }
    scatter(piece, outputGradient, gradients)
    return result
  }

  /// `[W, C] × E[V, C]ᵀ = [W, V]`.
  func computeLogits(_ hidden: UnsafePointer<S>, rows: Int) -> UnsafeMutablePointer<S> {
    let logits = activations.logits.reserve(max(rows, Self.block) * c.vocabularySize)
    multiply(
      hidden, stride: c.hiddenSize, rows: rows, weights.forward.head, to: logits,
      stride: c.vocabularySize)
    return logits
  }

  /// Gathers rows of the last block's output and normalises them: `[W, C]`.
  func normalise(_ rows: [Int]) -> UnsafeMutablePointer<S> {
    let width = c.hiddenSize
    let hidden = activations.hidden.reserve(rows.count * width)
    for (index, row) in rows.enumerated() {
      (hidden + index * width).update(from: activations.output.base + row * width, count: width)
    }
    let normed = activations.hiddenNormed.reserve(rows.count * width)
    RMSNorm.forward(
      hidden, weight: weights.values + layout.finalNorm, epsilon: S(c.rmsNormEpsilon),
      rows: rows.count, width: width, inputStride: width, output: normed, outputStride: width,
      inverse: activations.hiddenInverse.reserve(rows.count))
    return normed
  }

  /// Backward of `normalise`: adds to the rows that were gathered.
  private func scatter(
    _ piece: Piece, _ outputGradient: UnsafeMutablePointer<S>, _ gradients: UnsafeMutablePointer<S>
  ) {
    let width = c.hiddenSize
    for (index, prediction) in piece.predictions.enumerated() {
      RMSNorm.backward(
        activations.hiddenGradient.base + index * width, outputStride: width,
        input: activations.hidden.base + index * width, inputStride: width,
        weight: weights.values + layout.finalNorm,
        inverse: activations.hiddenInverse.base + index, rows: 1, width: width,
        inputGradient: outputGradient + prediction.row * width, gradientStride: width,
        weightGradient: gradients + layout.finalNorm)
    }
  }
}
