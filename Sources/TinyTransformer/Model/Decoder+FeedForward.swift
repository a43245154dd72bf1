/// The feed-forward block: output = middle + swiglu(norm(middle) × Wguᵀ) × Wdownᵀ.
extension Decoder {
  func feedForwardForward(_ m: Int, _ index: Int) {
    let (layer, at) = (activations.layer(index), layout.layers[index])
    let panels = weights.forward.layers[index]
    let normed = layer.middleNormed.reserve(m * c.hiddenSize)
    let inverse = layer.middleInverse.reserve(m)
    forEachRow(m) { rows in
      let first = rows.lowerBound * c.hiddenSize
      RMSNorm.forward(
        layer.middle.base + first, weight: values + at.postAttentionNorm, epsilon: epsilon,
        rows: rows.count, width: c.hiddenSize, inputStride: c.hiddenSize, output: normed + first,
        outputStride: c.hiddenSize, inverse: inverse + rows.lowerBound)
    }
    // gateUp[M, 2F] = normed[M, C] × Wgu[2F, C]ᵀ
    let gateUp = layer.gateUp.reserve(m * 2 * c.intermediateSize)
    product(
      normed, stride: c.hiddenSize, rows: m, panels.gateUp, to: gateUp,
      stride: 2 * c.intermediateSize)
    let activation = layer.activation.reserve(m * c.intermediateSize)
    forEachRow(m) { rows in
      SwiGLU.forward(
        gateUp + rows.lowerBound * 2 * c.intermediateSize, rows: rows.count,
        width: c.intermediateSize, output: activation + rows.lowerBound * c.intermediateSize)
    }
    // output[M, C] = middle[M, C] + activation[M, F] × Wdown[C, F]ᵀ
    let output = activations.residual(after: index).reserve(m * c.hiddenSize)
    output.update(from: layer.middle.base, count: m * c.hiddenSize)
    product(
      activation, stride: c.intermediateSize, rows: m, panels.down, to: output,
      stride: c.hiddenSize, .accumulate)
  }

  func feedForwardBackward(
    _ m: Int, _ index: Int, _ gradient: UnsafeMutablePointer<S>,
    _ gradients: UnsafeMutablePointer<S>
  ) {
    let (layer, at) = (activations.layer(index), layout.layers[index])
    let (forward, backward) = (weights.forward.layers[index], weights.backward?.layers[index])
    // dactivation[M, F] = doutput[M, C] × Wdown[C, F]
    let activationGradient = activations.activationGradient.reserve(m * c.intermediateSize)
    productBack(
      gradient, stride: c.hiddenSize, rows: m, forward: forward.down, backward: backward?.down,
      to: activationGradient, stride: c.intermediateSize)
    // dWdown[C, F] += doutput[M, C]ᵀ × activation[M, F]
    addWeightGradient(
      .down, index, outputGradient: gradient, rows: c.hiddenSize, input: layer.activation.base,
      columns: c.intermediateSize, depth: m, to: gradients, at: at.down)
    let gateUp = layer.gateUp.base
    forEachRow(m) { rows in
      SwiGLU.backward(
        activationGradient + rows.lowerBound * c.intermediateSize, rows: rows.count,
        width: c.intermediateSize, gateUp: gateUp + rows.lowerBound * 2 * c.intermediateSize)
    }
    // dnormed[M, C] = dgateUp[M, 2F] × Wgu[2F, C]
    let normedGradient = activations.normedGradient.reserve(m * c.hiddenSize)
    productBack(
      gateUp, stride: 2 * c.intermediateSize, rows: m, forward: forward.gateUp,
      backward: backward?.gateUp, to: normedGradient, stride: c.hiddenSize)
    // dWgu[2F, C] += dgateUp[M, 2F]ᵀ × normed[M, C]
    addWeightGradient(
      .gateUp, index, outputGradient: gateUp, rows: 2 * c.intermediateSize,
      input: layer.middleNormed.base, columns: c.hiddenSize, depth: m, to: gradients,
      at: at.gateUp)
    RMSNorm.backward(
      normedGradient, outputStride: c.hiddenSize, input: layer.middle.base,
      inputStride: c.hiddenSize, weight: values + at.postAttentionNorm,
      inverse: layer.middleInverse.base, rows: m, width: c.hiddenSize, inputGradient: gradient,
      gradientStride: c.hiddenSize, weightGradient: gradients + at.postAttentionNorm)
  }
}
