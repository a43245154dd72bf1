/// Forward and backward of pieces one after another, on one thread.
struct TrainingPass<S: Real> {
  let weights: Weights<S>
  let activations: Activations<S>

  /// Adds to `gradients`, which are laid out as the parameters.
  ///
  /// What comes of it, to the bit, is what would come of all pieces laid out as one: each number of
  /// a gradient is one sum over their tokens, in order.
  func run(
    _ pieces: [Piece], temperature: S, gradients: UnsafeMutablePointer<S>,
    objective: (Piece.Prediction, LogSoftmax<S>.Result) -> Head<S>.Slopes
  ) -> Head<S>.Result {
    let decoder = Decoder(weights: weights, activations: activations)
    let head = Head(weights: weights, activations: activations, temperature: temperature)
    let width = weights.configuration.hiddenSize
    let count = pieces.reduce(0) { $0 + $1.tokens.count }
    let inputGradients = activations.inputGradients.reserve(count * width)
    var result = Head<S>.Result()
    var first = 0
    for piece in pieces {
      decoder.forward(piece)
      let outputGradient = activations.outputGradient.zeros(piece.outputs.rows.count * width)
      head.forwardBackward(
        piece, outputGradient: outputGradient, gradients: gradients, into: &result,
        objective: objective)
      let inputGradient = decoder.backward(
        piece, outputGradient: outputGradient, gradients: gradients)
      (inputGradients + first * width).update(
        from: inputGradient, count: piece.tokens.count * width)
      first += piece.tokens.count
    }
    // Last, because the embedding is often the head too, whose sum comes first.
    first = 0
    for piece in pieces {
      decoder.embeddingBackward(piece, inputGradients + first * width, gradients)
      first += piece.tokens.count
    }
    return result
  }
}
