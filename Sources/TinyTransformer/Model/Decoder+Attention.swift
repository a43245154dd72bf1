/// The attention block: middle = input + attention(norm(input)) × Woᵀ.
extension Decoder {
  func attentionForward(_ piece: Piece, _ selected: Piece.Selection, _ index: Int) {
    let (n, m) = (piece.tokens.count, selected.rows.count)
    let (layer, at) = (activations.layer(index), layout.layers[index])
    let panels = weights.forward.layers[index]
    let normed = layer.normed.reserve(n * c.hiddenSize)
    let inverse = layer.inverse.reserve(n)
    forEachRow(n) { rows in
      let first = rows.lowerBound * c.hiddenSize
      RMSNorm.forward(
        layer.input.base + first, weight: values + at.inputNorm, epsilon: epsilon,
        rows: rows.count, width: c.hiddenSize, inputStride: c.hiddenSize, output: normed + first,
        outputStride: c.hiddenSize, inverse: inverse + rows.lowerBound)
    }
    // projected[N, (H+2G)·D] = normed[N, C] × Wqkv[(H+2G)·D, C]ᵀ
    let projected = layer.queryKeyValue.reserve(n * projectedWidth)
    product(
      normed, stride: c.hiddenSize, rows: n, panels.queryKeyValue, to: projected,
      stride: projectedWidth)
    turn(piece, selected, index)
    let attention = layer.attention.reserve(m * c.queryWidth)
    attend(piece, selected, index, output: attention)
    // middle[M, C] = input[M, C] + attention[M, H·D] × Wo[C, H·D]ᵀ
    let middle = layer.middle.reserve(m * c.hiddenSize)
    for (place, row) in selected.rows.enumerated() {
      (middle + place * c.hiddenSize)
        .update(from: layer.input.base + row * c.hiddenSize, count: c.hiddenSize)
    }
    product(
      attention, stride: c.queryWidth, rows: m, panels.output, to: middle, stride: c.hiddenSize,
      .accumulate)
  }

  /// Normalises each head of the queries and keys and turns it by its token's position.
  private func turn(_ piece: Piece, _ selected: Piece.Selection, _ index: Int) {
    let layer = activations.layer(index)
    let (queries, keys) = (queryNorm(index), keyNorm(index))
    let key = layer.key.reserve(piece.tokens.count * c.keyValueWidth)
    let keyInverse = layer.keyInverse.reserve(piece.tokens.count * c.keyValueHeadCount)
    forEachRow(piece.tokens.count) { rows in
      for row in rows {
        keys.forward(
          layer.queryKeyValue.base + row * projectedWidth + c.queryWidth,
          position: piece.position(of: row), output: key + row * c.keyValueWidth,
          inverse: keyInverse + row * c.keyValueHeadCount)
      }
    }
    let query = layer.query.reserve(selected.rows.count * c.queryWidth)
    let queryInverse = layer.queryInverse.reserve(selected.rows.count * c.headCount)
    forEachRow(selected.rows.count) { places in
      for place in places {
        let row = selected.rows[place]
        queries.forward(
          layer.queryKeyValue.base + row * projectedWidth, position: piece.position(of: row),
          output: query + place * c.queryWidth, inverse: queryInverse + place * c.headCount)
      }
    }
  }

  private func attend(
    _ piece: Piece, _ selected: Piece.Selection, _ index: Int, output: UnsafeMutablePointer<S>
  ) {
    let layer = activations.layer(index)
    let logSum = layer.logSum.reserve(selected.rows.count * c.headCount)
    func attend(_ place: Int, _ groups: Range<Int>, _ scratch: Scratch<S>) {
      let (span, places) = (piece.spans[place], selected.spans[place])
      let inputs = inputs(layer, span, selected.seen[places], from: places.lowerBound)
      let output = output + places.lowerBound * c.queryWidth
      if caches.isEmpty {
        attention.forward(
          inputs, groups: groups, output: output,
          logSum: logSum + places.lowerBound * c.headCount, scratch: scratch)
      } else {
        caches[place].attend(
          inputs, groups: groups, from: span.first, count: span.count, layer: index,
          output: output, scratch: scratch)
      }
    }
    let groups = c.keyValueHeadCount
    if let team = activations.team {
      team.run(piece.spans.count * groups) { part, worker in
        let group = part % groups
        attend(part / groups, group..<group + 1, activations.scratches[worker])
      }
    } else {
      for place in piece.spans.indices { attend(place, 0..<groups, scratch) }
    }
  }

  /// - `gradient`: `[M, C]`; it is overwritten.
  /// - Returns: the gradient of the block's input, `[N, C]`.
  func attentionBackward(
    _ piece: Piece, _ selected: Piece.Selection, _ index: Int,
    _ gradient: UnsafeMutablePointer<S>, _ gradients: UnsafeMutablePointer<S>
  ) -> UnsafeMutablePointer<S> {
    let n = piece.tokens.count
    let (layer, at) = (activations.layer(index), layout.layers[index])
    let backward = weights.backward?.layers[index]
    let projected = activations.queryKeyValueGradient.zeros(n * projectedWidth)
    attendBackward(piece, selected, index, gradient, projected, gradients)
    // dnormed[N, C] = dprojected[N, (H+2G)·D] × Wqkv[(H+2G)·D, C]
    let normedGradient = activations.normedGradient.reserve(n * c.hiddenSize)
    productBack(
      projected, stride: projectedWidth, rows: n,
      forward: weights.forward.layers[index].queryKeyValue, backward: backward?.queryKeyValue,
      to: normedGradient, stride: c.hiddenSize)
    // dWqkv[(H+2G)·D, C] += dprojected[N, (H+2G)·D]ᵀ × normed[N, C]
    addWeightGradient(
      .queryKeyValue, index, outputGradient: projected, rows: projectedWidth,
      input: layer.normed.base, columns: c.hiddenSize, depth: n, to: gradients,
      at: at.queryKeyValue)
    let inputGradient = spread(gradient, selected, to: n)
    RMSNorm.backward(
      normedGradient, outputStride: c.hiddenSize, input: layer.input.base,
      inputStride: c.hiddenSize, weight: values + at.inputNorm, inverse: layer.inverse.base,
      rows: n, width: c.hiddenSize, inputGradient: inputGradient, gradientStride: c.hiddenSize,
      weightGradient: gradients + at.inputNorm)
    return inputGradient
  }

  /// From the gradient of the block's output to that of queries, keys and values as projected.
  private func attendBackward(
    _ piece: Piece, _ selected: Piece.Selection, _ index: Int,
    _ gradient: UnsafeMutablePointer<S>, _ projected: UnsafeMutablePointer<S>,
    _ gradients: UnsafeMutablePointer<S>
  ) {
    let (n, m) = (piece.tokens.count, selected.rows.count)
    let (layer, at) = (activations.layer(index), layout.layers[index])
    // dattention[M, H·D] = dmiddle[M, C] × Wo[C, H·D]
    let attentionGradient = activations.attentionGradient.reserve(m * c.queryWidth)
    productBack(
      gradient, stride: c.hiddenSize, rows: m, forward: weights.forward.layers[index].output,
      backward: weights.backward?.layers[index].output, to: attentionGradient,
      stride: c.queryWidth)
    // dWo[C, H·D] += dmiddle[M, C]ᵀ × attention[M, H·D]
    addWeightGradient(
      .output, index, outputGradient: gradient, rows: c.hiddenSize, input: layer.attention.base,
      columns: c.queryWidth, depth: m, to: gradients, at: at.output)
    let query = activations.queryGradient.zeros(m * c.queryWidth)
    let key = activations.keyGradient.zeros(n * c.keyValueWidth)
    func attendBackward(_ groups: Range<Int>, _ scratch: Scratch<S>) {
      for (span, places) in zip(piece.spans, selected.spans) where !places.isEmpty {
        let first = places.lowerBound * c.queryWidth
        attention.backward(
          attentionGradient + first,
          inputs(layer, span, selected.seen[places], from: places.lowerBound), groups: groups,
          output: layer.attention.base + first,
          logSum: layer.logSum.base + places.lowerBound * c.headCount,
          gradients: Attention<S>.Gradients(
            query: query + first, key: key,
            value: projected + c.queryWidth + c.keyValueWidth, valueStride: projectedWidth),
          scratch: scratch)
      }
    }
    if let team = activations.team {
      // Sequences with a beginning in common add to the same keys, groups never do.
      team.run(c.keyValueHeadCount) { group, worker in
        attendBackward(group..<group + 1, activations.scratches[worker])
      }
    } else {
      attendBackward(0..<c.keyValueHeadCount, scratch)
    }
    // A trunk is turned back when all its branches have added to it.
    turnBackward(piece, selected, index, projected, gradients)
  }

  private func turnBackward(
    _ piece: Piece, _ selected: Piece.Selection, _ index: Int,
    _ projected: UnsafeMutablePointer<S>, _ gradients: UnsafeMutablePointer<S>
  ) {
    let layer = activations.layer(index)
    let (queries, keys) = (queryNorm(index), keyNorm(index))
    for row in piece.tokens.indices {
      let at = row * projectedWidth + c.queryWidth
      keys.backward(
        activations.keyGradient.base + row * c.keyValueWidth, position: piece.position(of: row),
        input: layer.queryKeyValue.base + at,
        inverse: layer.keyInverse.base + row * c.keyValueHeadCount, inputGradient: projected + at,
        gradients: gradients)
    }
    for (place, row) in selected.rows.enumerated() {
      queries.backward(
        activations.queryGradient.base + place * c.queryWidth, position: piece.position(of: row),
        input: layer.queryKeyValue.base + row * projectedWidth,
        inverse: layer.queryInverse.base + place * c.headCount,
        inputGradient: projected + row * projectedWidth, gradients: gradients)
    }
  }

  /// Brings the gradient of selected rows to where all rows are.
  private func spread(
    _ gradient: UnsafeMutablePointer<S>, _ selected: Piece.Selection, to n: Int
  ) -> UnsafeMutablePointer<S> {
    guard selected.rows.count < n else { return gradient }
    let width = c.hiddenSize
    let all = activations.residualGradient.zeros(n * width)
    for (place, row) in selected.rows.enumerated() {
      (all + row * width).update(from: gradient + place * width, count: width)
    }
    return all
  }

  private var attention: Attention<S> {
    Attention(
      heads: c.headCount, keyValueHeads: c.keyValueHeadCount, headDimension: c.headDimension)
  }

  private func queryNorm(_ index: Int) -> QueryKeyNorm<S> {
    QueryKeyNorm(weights: weights, weight: layout.layers[index].queryNorm, heads: c.headCount)
  }

  private func keyNorm(_ index: Int) -> QueryKeyNorm<S> {
    QueryKeyNorm(
      weights: weights, weight: layout.layers[index].keyNorm, heads: c.keyValueHeadCount)
  }

  /// - `place`: that of the first query among the selected rows.
  private func inputs(
    _ layer: Activations<S>.Layer, _ span: Piece.Span, _ seen: ArraySlice<Int>, from place: Int
  ) -> Attention<S>.Inputs {
    Attention<S>.Inputs(
      query: layer.query.base + place * c.queryWidth, seen: seen, key: layer.key.base,
      value: layer.queryKeyValue.base + c.queryWidth + c.keyValueWidth,
      valueStride: projectedWidth, path: span.path)
  }
}
