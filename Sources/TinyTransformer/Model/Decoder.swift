/// The network itself: blocks of attention and gated feed-forward, forward and backward.
///
/// N tokens of a piece · M of them whose way goes on after keys and values (in the last layer, those
/// whose outputs are wanted) · C hidden · F intermediate · H heads · G key-value heads · D head
/// dimension.
struct Decoder<S: Real> {
  let weights: Weights<S>
  let activations: Activations<S>
  /// One for each span of a piece that goes on where its row ended; none for whole sequences.
  var caches: [KeyValueCache<S>] = []

  var c: TransformerConfiguration { weights.configuration }
  var layout: ParameterLayout { weights.layout }
  var values: UnsafePointer<S> { weights.values }
  var scratch: Scratch<S> { activations.scratch }
  var epsilon: S { S(c.rmsNormEpsilon) }
  /// (H+2G)·D.
  var projectedWidth: Int { c.queryWidth + 2 * c.keyValueWidth }
  private var embedding: Embedding<S> { Embedding(width: c.hiddenSize) }

  /// Runs the tokens of a piece through all blocks; the result is `activations.output`, `[W, C]` of
  /// the wanted ones.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func forward(_ piece: Piece) {
    let first = activations.residual(after: -1)
    let output = first.reserve(piece.tokens.count * c.hiddenSize)
    if weights.isPackedOnly, c.tiesEmbeddings {
      for (row, token) in piece.tokens.enumerated() {
        weights.forward.head.column(Int(token), into: output + row * c.hiddenSize)
      }
    } else {
      embedding.forward(
        tokens: piece.tokens, previous: piece.previous, table: values + layout.embedding,
        previousTable: layout.previousEmbedding.map { values + $0 }, output: output)
    }
    for index in 0..<c.layerCount {
      let selected = selection(of: piece, index)
      attentionForward(piece, selected, index)
      feedForwardForward(selected.rows.count, index)
    }
  }

  /// Adds to `gradients`, which are laid out as the parameters, but for those of the embedding.
  ///
  /// - `outputGradient`: `[W, C]`; it is overwritten.
  /// - Returns: the gradient of what the embedding gave, `[N, C]`.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func backward(
    _ piece: Piece, outputGradient: UnsafeMutablePointer<S>, gradients: UnsafeMutablePointer<S>
  ) -> UnsafeMutablePointer<S> {
    var gradient = outputGradient
    for index in (0..<c.layerCount).reversed() {
      let selected = selection(of: piece, index)
      feedForwardBackward(selected.rows.count, index, gradient, gradients)
      gradient = attentionBackward(piece, selected, index, gradient, gradients)
    }
    return gradient
  }

  /// Adds to the gradients of the embedding.
  ///
  /// - `gradient`: that of what it gave, `[N, C]`.
  @_specialize(where S == Float)
  @_specialize(where S == Double)
  func embeddingBackward(
    _ piece: Piece, _ gradient: UnsafePointer<S>, _ gradients: UnsafeMutablePointer<S>
  ) {
    // Adapters are all that is trained then, and the embedding has none.
    guard activations.adapters == nil else { return }
    embedding.backward(
      gradient, tokens: piece.tokens, previous: piece.previous,
      tableGradient: gradients + layout.embedding,
      previousTableGradient: layout.previousEmbedding.map { gradients + $0 })
  }

  /// The rows that a layer works on to its end: nobody sees more of the last layer than is wanted.
  private func selection(of piece: Piece, _ index: Int) -> Piece.Selection {
    index == c.layerCount - 1 ? piece.outputs : piece.everything
  }
}
