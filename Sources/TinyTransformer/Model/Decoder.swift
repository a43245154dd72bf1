/// The network itself: blocks of attention and gated feed-forward, forward and backward.
///
/// N tokens of a piece · C hidden · F intermediate · H heads · G key-value heads · D head dimension.
struct Decoder<S: Real> {
  let weights: Weights<S>
  let activations: Activations<S>
  /// One for each span of a piece that goes on where its row ended; none for whole sequences.
  var caches: [KeyValueCache<S>] = []

  private var c: TransformerConfiguration { weights.configuration }
  private var layout: ParameterLayout { weights.layout }
  private var values: UnsafePointer<S> { weights.values }
  private var scratch: Scratch<S> { activations.scratch }
  private var epsilon: S { S(c.rmsNormEpsilon) }
  /// (H+G)·D: what is turned by position.
  private var queryKeyWidth: Int { c.queryWidth + c.keyValueWidth }
  /// (H+2G)·D.
  private var projectedWidth: Int { c.queryWidth + 2 * c.keyValueWidth }
  private var embedding: Embedding<S> { Embedding(width: c.hiddenSize) }
  private var attention: Attention<S> {
    Attention(
      heads: c.headCount, keyValueHeads: c.keyValueHeadCount, headDimension: c.headDimension)
  }

  /// Runs the tokens of a piece through all blocks; the result is `activations.output`, `[N, C]`.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func forward(_ piece: Piece) {
    let first = activations.residual(after: -1)
    embedding.forward(
      tokens: piece.tokens, previous: piece.previous, table: values + layout.embedding,
      previousTable: layout.previousEmbedding.map { values + $0 },
      output: first.reserve(piece.tokens.count * c.hiddenSize))
    for index in 0..<c.layerCount {
      attentionForward(piece, index)
      feedForwardForward(piece.tokens.count, index)
    }
  }

  /// Adds to `gradients`, which are laid out as the parameters.
  ///
  /// - `outputGradient`: `[N, C]`; it is overwritten.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func backward(
    _ piece: Piece, outputGradient: UnsafeMutablePointer<S>, gradients: UnsafeMutablePointer<S>
  ) {
    for index in (0..<c.layerCount).reversed() {
      feedForwardBackward(piece.tokens.count, index, outputGradient, gradients)
      attentionBackward(piece, index, outputGradient, gradients)
    }
    embedding.backward(
      outputGradient, tokens: piece.tokens, previous: piece.previous,
      tableGradient: gradients + layout.embedding,
      previousTableGradient: layout.previousEmbedding.map { gradients + $0 })
  }
}

// MARK: - Attention block: middle = input + attention(norm(input)) × Woᵀ

extension Decoder {
  private func attentionForward(_ piece: Piece, _ index: Int) {
    let n = piece.tokens.count
    let (layer, at) = (activations.layer(index), layout.layers[index])
    let panels = weights.forward.layers[index]
    let normed = layer.normed.reserve(n * c.hiddenSize)
    RMSNorm.forward(
      layer.input.base, weight: values + at.inputNorm, epsilon: epsilon, rows: n,
      width: c.hiddenSize, inputStride: c.hiddenSize, output: normed, outputStride: c.hiddenSize,
      inverse: layer.inverse.reserve(n))
    // projected[N, (H+2G)·D] = normed[N, C] × Wqkv[(H+2G)·D, C]ᵀ
    let projected = layer.queryKeyValue.reserve(n * projectedWidth)
    multiply(
      normed, stride: c.hiddenSize, rows: n, panels.queryKeyValue, to: projected,
      stride: projectedWidth)
    _ = layer.queryKey.reserve(n * queryKeyWidth)
    _ = layer.headInverse.reserve(n * (c.headCount + c.keyValueHeadCount))
    _ = layer.attention.reserve(n * c.queryWidth)
    _ = layer.logSum.reserve(n * c.headCount)
    for (spanIndex, span) in piece.spans.enumerated() {
      for row in 0..<span.count { turnForward(layer, at, span.first + row, span.position + row) }
      guard caches.isEmpty else {
        caches[spanIndex].attend(
          inputs(layer, span), count: span.count, layer: index,
          output: layer.attention.base + span.first * c.queryWidth, scratch: scratch)
        continue
      }
      attention.forward(
        inputs(layer, span), length: span.count,
        output: layer.attention.base + span.first * c.queryWidth,
        logSum: layer.logSum.base + span.first * c.headCount, scratch: scratch)
    }
    // middle[N, C] = input[N, C] + attention[N, H·D] × Wo[C, H·D]ᵀ
    let middle = layer.middle.reserve(n * c.hiddenSize)
    middle.update(from: layer.input.base, count: n * c.hiddenSize)
    multiply(
      layer.attention.base, stride: c.queryWidth, rows: n, panels.output, to: middle,
      stride: c.hiddenSize, .accumulate)
  }

  private func attentionBackward(
    _ piece: Piece, _ index: Int, _ gradient: UnsafeMutablePointer<S>,
    _ gradients: UnsafeMutablePointer<S>
  ) {
    let n = piece.tokens.count
    let (layer, at) = (activations.layer(index), layout.layers[index])
    guard let panels = weights.backward?.layers[index] else { return }
    // dattention[N, H·D] = dmiddle[N, C] × Wo[C, H·D]
    let attentionGradient = activations.attentionGradient.reserve(n * c.queryWidth)
    multiply(
      gradient, stride: c.hiddenSize, rows: n, panels.output, to: attentionGradient,
      stride: c.queryWidth)
    // dWo[C, H·D] += dmiddle[N, C]ᵀ × attention[N, H·D]
    accumulateTransposed(
      gradient, stride: c.hiddenSize, rows: c.hiddenSize, layer.attention.base,
      stride: c.queryWidth, columns: c.queryWidth, depth: n, to: gradients + at.output,
      stride: c.queryWidth, scratch: scratch)
    let turned = activations.queryKeyGradient.zeros(n * queryKeyWidth)
    let projected = activations.queryKeyValueGradient.zeros(n * projectedWidth)
    for span in piece.spans {
      attention.backward(
        attentionGradient + span.first * c.queryWidth, inputs(layer, span), length: span.count,
        output: layer.attention.base + span.first * c.queryWidth,
        logSum: layer.logSum.base + span.first * c.headCount,
        queryKeyGradient: turned + span.first * queryKeyWidth,
        valueGradient: projected + span.first * projectedWidth + queryKeyWidth,
        valueGradientStride: projectedWidth, scratch: scratch)
      for position in 0..<span.count {
        turnBackward(layer, at, span.first + position, position, turned, projected, gradients)
      }
    }
    // dnormed[N, C] = dprojected[N, (H+2G)·D] × Wqkv[(H+2G)·D, C]
    let normedGradient = activations.normedGradient.reserve(n * c.hiddenSize)
    multiply(
      projected, stride: projectedWidth, rows: n, panels.queryKeyValue, to: normedGradient,
      stride: c.hiddenSize)
    // dWqkv[(H+2G)·D, C] += dprojected[N, (H+2G)·D]ᵀ × normed[N, C]
    accumulateTransposed(
      projected, stride: projectedWidth, rows: projectedWidth, layer.normed.base,
      stride: c.hiddenSize, columns: c.hiddenSize, depth: n, to: gradients + at.queryKeyValue,
      stride: c.hiddenSize, scratch: scratch)
    RMSNorm.backward(
      normedGradient, outputStride: c.hiddenSize, input: layer.input.base,
      inputStride: c.hiddenSize, weight: values + at.inputNorm, inverse: layer.inverse.base,
      rows: n, width: c.hiddenSize, inputGradient: gradient, gradientStride: c.hiddenSize,
      weightGradient: gradients + at.inputNorm)
  }

  /// Normalises each head of one token's queries and keys and turns it by the token's position.
  private func turnForward(
    _ layer: Activations<S>.Layer, _ at: ParameterLayout.Layer, _ row: Int, _ position: Int
  ) {
    QueryKeyNorm(weights: weights, at: at).forward(
      layer.queryKeyValue.base + row * projectedWidth, position: position,
      output: layer.queryKey.base + row * queryKeyWidth,
      inverse: layer.headInverse.base + row * (c.headCount + c.keyValueHeadCount))
  }

  private func turnBackward(
    _ layer: Activations<S>.Layer, _ at: ParameterLayout.Layer, _ row: Int, _ position: Int,
    _ turned: UnsafeMutablePointer<S>, _ projected: UnsafeMutablePointer<S>,
    _ gradients: UnsafeMutablePointer<S>
  ) {
    QueryKeyNorm(weights: weights, at: at).backward(
      turned + row * queryKeyWidth, position: position,
      input: layer.queryKeyValue.base + row * projectedWidth,
      inverse: layer.headInverse.base + row * (c.headCount + c.keyValueHeadCount),
      inputGradient: projected + row * projectedWidth, gradients: gradients)
  }

  private func inputs(_ layer: Activations<S>.Layer, _ span: Piece.Span) -> Attention<S>.Inputs {
    Attention<S>.Inputs(
      queryKey: layer.queryKey.base + span.first * queryKeyWidth, queryKeyStride: queryKeyWidth,
      value: layer.queryKeyValue.base + span.first * projectedWidth + queryKeyWidth,
      valueStride: projectedWidth)
  }
}

// MARK: - Feed-forward block: output = middle + swiglu(norm(middle) × Wguᵀ) × Wdownᵀ

extension Decoder {
  private func feedForwardForward(_ n: Int, _ index: Int) {
    let (layer, at) = (activations.layer(index), layout.layers[index])
    let panels = weights.forward.layers[index]
    let normed = layer.middleNormed.reserve(n * c.hiddenSize)
    RMSNorm.forward(
      layer.middle.base, weight: values + at.postAttentionNorm, epsilon: epsilon, rows: n,
      width: c.hiddenSize, inputStride: c.hiddenSize, output: normed, outputStride: c.hiddenSize,
      inverse: layer.middleInverse.reserve(n))
    // gateUp[N, 2F] = normed[N, C] × Wgu[2F, C]ᵀ
    let gateUp = layer.gateUp.reserve(n * 2 * c.intermediateSize)
    multiply(
      normed, stride: c.hiddenSize, rows: n, panels.gateUp, to: gateUp,
      stride: 2 * c.intermediateSize)
    let activation = layer.activation.reserve(n * c.intermediateSize)
    SwiGLU.forward(gateUp, rows: n, width: c.intermediateSize, output: activation)
    // output[N, C] = middle[N, C] + activation[N, F] × Wdown[C, F]ᵀ
    let output = activations.residual(after: index).reserve(n * c.hiddenSize)
    output.update(from: layer.middle.base, count: n * c.hiddenSize)
    multiply(
      activation, stride: c.intermediateSize, rows: n, panels.down, to: output,
      stride: c.hiddenSize, .accumulate)
  }

  private func feedForwardBackward(
    _ n: Int, _ index: Int, _ gradient: UnsafeMutablePointer<S>,
    _ gradients: UnsafeMutablePointer<S>
  ) {
    let (layer, at) = (activations.layer(index), layout.layers[index])
    guard let panels = weights.backward?.layers[index] else { return }
    // dactivation[N, F] = doutput[N, C] × Wdown[C, F]
    let activationGradient = activations.activationGradient.reserve(n * c.intermediateSize)
    multiply(
      gradient, stride: c.hiddenSize, rows: n, panels.down, to: activationGradient,
      stride: c.intermediateSize)
    // dWdown[C, F] += doutput[N, C]ᵀ × activation[N, F]
    accumulateTransposed(
      gradient, stride: c.hiddenSize, rows: c.hiddenSize, layer.activation.base,
      stride: c.intermediateSize, columns: c.intermediateSize, depth: n, to: gradients + at.down,
      stride: c.intermediateSize, scratch: scratch)
    let gateUp = layer.gateUp.base
    SwiGLU.backward(activationGradient, rows: n, width: c.intermediateSize, gateUp: gateUp)
    // dnormed[N, C] = dgateUp[N, 2F] × Wgu[2F, C]
    let normedGradient = activations.normedGradient.reserve(n * c.hiddenSize)
    multiply(
      gateUp, stride: 2 * c.intermediateSize, rows: n, panels.gateUp, to: normedGradient,
      stride: c.hiddenSize)
    // dWgu[2F, C] += dgateUp[N, 2F]ᵀ × normed[N, C]
    accumulateTransposed(
      gateUp, stride: 2 * c.intermediateSize, rows: 2 * c.intermediateSize,
      layer.middleNormed.base, stride: c.hiddenSize, columns: c.hiddenSize, depth: n,
      to: gradients + at.gateUp, stride: c.hiddenSize, scratch: scratch)
    RMSNorm.backward(
      normedGradient, outputStride: c.hiddenSize, input: layer.middle.base,
      inputStride: c.hiddenSize, weight: values + at.postAttentionNorm,
      inverse: layer.middleInverse.base, rows: n, width: c.hiddenSize, inputGradient: gradient,
      gradientStride: c.hiddenSize, weightGradient: gradients + at.postAttentionNorm)
  }
}
