/// Forward and backward of one piece, on one thread.
struct TrainingPass<S: Real> {
  let weights: Weights<S>
  let activations: Activations<S>

  /// Adds to `gradients`, which are laid out as the parameters.
  func run(
    _ piece: Piece, temperature: S, gradients: UnsafeMutablePointer<S>,
    objective: (Piece.Prediction, LogSoftmax<S>.Result) -> Head<S>.Slopes
  ) -> Head<S>.Result {
    let decoder = Decoder(weights: weights, activations: activations)
    decoder.forward(piece)
    let outputGradient = activations.outputGradient.zeros(
      piece.outputs.rows.count * weights.configuration.hiddenSize)
    let head = Head(weights: weights, activations: activations, temperature: temperature)
    let result = head.forwardBackward(
      piece, outputGradient: outputGradient, gradients: gradients, objective: objective)
    decoder.backward(piece, outputGradient: outputGradient, gradients: gradients)
    return result
  }
}
