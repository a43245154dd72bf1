/// The feed-forward block: output = middle + swiglu(norm(middle) × Wguᵀ) × Wdownᵀ.
extension Decoder {
  func feedForwardForward(_ m: Int, _ index: Int) {
    let (layer, at) = (activations.layer(index), layout.layers[index])
    let panels = weights.forward.layers[index]
    let normed = layer.middleNormed.reserve(m * c.hiddenSize)
    RMSNorm.forward(
      layer.middle.base, weight: values + at.postAttentionNorm, epsilon: epsilon, rows: m,
      width: c.hiddenSize, inputStride: c.hiddenSize, output: normed, outputStride: c.hiddenSize,
      inverse: layer.middleInverse.reserve(m))
    // gateUp[M, 2F] = normed[M, C] × Wgu[2F, C]ᵀ
    let gateUp = layer.gateUp.reserve(m * 2 * c.intermediateSize)
    multiply(
      normed, stride: c.hiddenSize, rows: m, panels.gateUp, to: gateUp,
      stride: 2 * c.intermediateSize)
    let activation = layer.activation.reserve(m * c.intermediateSize)
    SwiGLU.forward(gateUp, rows: m, width: c.intermediateSize, output: activation)
    // output[M, C] = middle[M, C] + activation[M, F] × Wdown[C, F]ᵀ
    let output = activations.residual(after: index).reserve(m * c.hiddenSize)
    output.update(from: layer.middle.base, count: m * c.hiddenSize)
    multiply(
      activation, stride: c.intermediateSize, rows: m, panels.down, to: output,
      stride: c.hiddenSize, .accumulate)
  }

  func feedForwardBackward(
    _ m: Int, _ index: Int, _ gradient: UnsafeMutablePointer<S>,
    _ gradients: UnsafeMutablePointer<S>
  ) {
    let (layer, at) = (activations.layer(index), layout.layers[index])
    guard let panels = weights.backward?.layers[index] else { return }
    // dactivation[M, F] = doutput[M, C] × Wdown[C, F]
    let activationGradient = activations.activationGradient.reserve(m * c.intermediateSize)
    multiply(
      gradient, stride: c.hiddenSize, rows: m, panels.down, to: activationGradient,
      stride: c.intermediateSize)
    // dWdown[C, F] += doutput[M, C]ᵀ × activation[M, F]
    accumulateTransposed(
      gradient, stride: c.hiddenSize, rows: c.hiddenSize, layer.activation.base,
      stride: c.intermediateSize, columns: c.intermediateSize, depth: m, to: gradients + at.down,
      stride: c.intermediateSize, scratch: scratch)
    let gateUp = layer.gateUp.base
    SwiGLU.backward(activationGradient, rows: m, width: c.intermediateSize, gateUp: gateUp)
    // dnormed[M, C] = dgateUp[M, 2F] × Wgu[2F, C]
    let normedGradient = activations.normedGradient.reserve(m * c.hiddenSize)
    multiply(
      gateUp, stride: 2 * c.intermediateSize, rows: m, panels.gateUp, to: normedGradient,
      stride: c.hiddenSize)
    // dWgu[2F, C] += dgateUp[M, 2F]ᵀ × normed[M, C]
    accumulateTransposed(
      gateUp, stride: 2 * c.intermediateSize, rows: 2 * c.intermediateSize,
      layer.middleNormed.base, stride: c.hiddenSize, columns: c.hiddenSize, depth: m,
      to: gradients + at.gateUp, stride: c.hiddenSize, scratch: scratch)
    RMSNorm.backward(
      normedGradient, outputStride: c.hiddenSize, input: layer.middle.base,
      inputStride: c.hiddenSize, weight: values + at.postAttentionNorm,
      inverse: layer.middleInverse.base, rows: m, width: c.hiddenSize, inputGradient: gradient,
      gradientStride: c.hiddenSize, weightGradient: gradients + at.postAttentionNorm)
  }
}
