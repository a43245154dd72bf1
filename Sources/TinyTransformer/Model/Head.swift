/// The end of the network: the last norm, and the matrix that gives logits, which is often the
/// embedding once more.
///
/// It works on the W wanted outputs of a piece alone, a few rows at a time, so that the logits of a
/// large vocabulary never have to be kept.
struct Head<S: Real> {
  let weights: Weights<S>
  let activations: Activations<S>
  let temperature: S

  /// Rows whose logits are held at once: of a large vocabulary as many as make reading the matrix,
  /// and its gradient, worth the while.
  private var block: Int { c.vocabularySize > 8192 ? 384 : 96 }

  /// What one wanted token adds to the loss, and how the loss changes with what the model says.
  struct Slopes {
    var loss: S
    var slope: S
    var entropySlope: S
  }

  /// What the model says of the wanted tokens of a piece, in the order of its predictions.
  struct Result: Sendable {
    var logProbabilities: [S] = []
    var entropies: [S] = []
    var loss = 0.0
  }

  private var c: TransformerConfiguration { weights.configuration }
  private var layout: ParameterLayout { weights.layout }

  /// Log-probabilities of the wanted tokens; `activations.output` must be there.
  ///
  /// - `result`: what the model says comes behind what is there.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func forward(_ piece: Piece, into result: inout Result) {
    forEachBlock(of: piece) { outputs, logits, _ in
      forEachOutput(outputs, of: piece, into: &result) { output, predictions, result in
        let row = logits + (output - outputs.lowerBound) * c.vocabularySize
        let entropy = LogSoftmax.forward(row, count: c.vocabularySize, temperature: temperature)
        for prediction in predictions {
          result.logProbabilities.append(row[prediction.token])
          result.entropies.append(entropy)
        }
      }
    }
  }

  /// Forward, and back to the output of the last block.
  ///
  /// - `outputGradient`: `[W, C]`, to which is added.
  /// - `result`: what the model says comes behind what is there.
  /// - `objective`: tells what each wanted token adds to the loss.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func forwardBackward(
    _ piece: Piece, outputGradient: UnsafeMutablePointer<S>, gradients: UnsafeMutablePointer<S>,
    into result: inout Result,
    objective: (Piece.Prediction, LogSoftmax<S>.Result) -> Slopes
  ) {
    let (width, vocabulary) = (c.hiddenSize, c.vocabularySize)
    let count = piece.outputs.rows.count
    let normedGradient = activations.outputNormedGradient.reserve(count * width)
    forEachBlock(of: piece) { outputs, logits, hidden in
      forEachOutput(outputs, of: piece, into: &result) { output, predictions, result in
        differentiate(
          logits + (output - outputs.lowerBound) * vocabulary, predictions, &result, objective)
      }
      let decoder = Decoder(weights: weights, activations: activations)
      // dhidden[W, C] = dlogits[W, V] × E[V, C]
      decoder.productBack(
        logits, stride: vocabulary, rows: outputs.count, forward: weights.forward.head,
        backward: weights.backward?.head, to: normedGradient + outputs.lowerBound * width,
        stride: width)
      // Adapters are all that is trained then, and the head has none.
      guard activations.adapters == nil else { return }
      // dE[V, C] += dlogits[W, V]ᵀ × hidden[W, C]
      decoder.addWeightGradient(
        .output, c.layerCount, outputGradient: logits, rows: vocabulary, input: hidden,
        columns: width, depth: outputs.count, to: gradients, at: layout.head)
    }
    RMSNorm.backward(
      normedGradient, outputStride: width, input: activations.output.base, inputStride: width,
      weight: weights.values + layout.finalNorm, inverse: activations.outputInverse.base,
      rows: count, width: width, inputGradient: outputGradient, gradientStride: width,
      weightGradient: gradients + layout.finalNorm)
  }

  /// Replaces a row of logits by its gradient: that of all the tokens that come after one output.
  @inline(__always)
  private func differentiate(
    _ row: UnsafeMutablePointer<S>, _ predictions: ArraySlice<Piece.Prediction>,
    _ result: inout Result, _ objective: (Piece.Prediction, LogSoftmax<S>.Result) -> Slopes
  ) {
    let entropy = LogSoftmax.forward(row, count: c.vocabularySize, temperature: temperature)
    var (slope, entropySlope): (S, S) = (0, 0)
    // A team's threads differentiate rows at the same time, so each has memory of its own.
    let memory = activations.team == nil ? activations.slopes : AlignedBuffer<S>()
    defer { withExtendedLifetime(memory) {} }
    let slopes = memory.reserve(predictions.count)
    for (place, prediction) in predictions.enumerated() {
      let said = LogSoftmax<S>.Result(logProbability: row[prediction.token], entropy: entropy)
      let its = objective(prediction, said)
      result.logProbabilities.append(said.logProbability)
      result.entropies.append(entropy)
      result.loss += Double(its.loss)
      slope += its.slope
      entropySlope += its.entropySlope
      slopes[place] = its.slope
    }
    LogSoftmax.backward(
      row, count: c.vocabularySize, temperature: temperature, slope: slope,
      entropySlope: entropySlope, entropy: entropy)
    let inverse = 1 / temperature
    for (place, prediction) in predictions.enumerated() {
      row[prediction.token] += slopes[place] * inverse
    }
  }

  /// Calls `body` for each output of a block with its predictions, and brings what it adds to a
  /// result in their order.
  @inline(__always)
  private func forEachOutput(
    _ outputs: Range<Int>, of piece: Piece, into result: inout Result,
    _ body: (Int, ArraySlice<Piece.Prediction>, inout Result) -> Void
  ) {
    var predictions = piece.predictions(of: outputs)
    guard let team = activations.team else {
      for output in outputs {
        let last = predictions.firstIndex { $0.output != output } ?? predictions.endIndex
        body(output, predictions[..<last], &result)
        predictions = predictions[last...]
      }
      return
    }
    let results = Slots<Result>(outputs.count)
    team.run(outputs.count) { place, _ in
      let output = outputs.lowerBound + place
      var own = Result()
      body(output, piece.predictions(of: output..<output + 1), &own)
      results[place] = own
    }
    for place in 0..<outputs.count {
      guard let own = results[place] else { continue }
      result.logProbabilities += own.logProbabilities
      result.entropies += own.entropies
      result.loss += own.loss
    }
  }

  /// Computes the logits of the wanted outputs, block by block.
  ///
  /// - `body`: gets the outputs of a block, their logits and their normalised rows.
  private func forEachBlock(
    of piece: Piece,
    _ body: (Range<Int>, UnsafeMutablePointer<S>, UnsafeMutablePointer<S>) -> Void
  ) {
    let count = piece.outputs.rows.count
    let hidden = normalise(count)
    for first in stride(from: 0, to: count, by: block) {
      let outputs = first..<min(first + block, count)
      let rows = hidden + first * c.hiddenSize
      body(outputs, computeLogits(rows, rows: outputs.count), rows)
    }
  }

  /// `[W, C] × E[V, C]ᵀ = [W, V]`.
  func computeLogits(_ hidden: UnsafePointer<S>, rows: Int) -> UnsafeMutablePointer<S> {
    let logits = activations.logits.reserve(max(rows, block) * c.vocabularySize)
    Decoder(weights: weights, activations: activations).product(
      hidden, stride: c.hiddenSize, rows: rows, weights.forward.head, to: logits,
      stride: c.vocabularySize)
    return logits
  }

  /// Normalises the last block's output: `[W, C]`.
  func normalise(_ count: Int) -> UnsafeMutablePointer<S> {
    let width = c.hiddenSize
    let normed = activations.outputNormed.reserve(count * width)
    RMSNorm.forward(
      activations.output.base, weight: weights.values + layout.finalNorm,
      epsilon: S(c.rmsNormEpsilon), rows: count, width: width, inputStride: width, output: normed,
      outputStride: width, inverse: activations.outputInverse.reserve(count))
    return normed
  }
}
