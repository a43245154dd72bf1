/// The shape of a decoder in the style of Llama and Qwen3.
package struct TransformerConfiguration: Sendable, Equatable {
  /// V: how many different tokens there are.
  package var vocabularySize: Int
  /// C: the width of the residual stream.
  package var hiddenSize: Int
  /// F: the width of the gated feed-forward layer.
  package var intermediateSize: Int
  package var layerCount: Int
  /// H: how many heads ask.
  package var headCount: Int
  /// G: how many heads answer; each serves `headCount / keyValueHeadCount` of those that ask.
  package var keyValueHeadCount: Int
  /// D: the width of one head; even, because the rotation turns pairs.
  package var headDimension: Int
  package var ropeTheta: Double
  package var rmsNormEpsilon: Double
  package var maximumPositions: Int
  /// Adds a second embedding, of the token before, to that of each token.
  ///
  /// It makes "what follows B" one hop of attention, so that small models learn to look things up
  /// much sooner. A checkpoint that has it does not open in other software as a plain Qwen3.
  package var previousTokenEmbedding: Bool
  /// Whether each head of the queries and keys is normalised, as in Qwen3 and not in Llama.
  package var normalisesHeads: Bool
  /// Whether the word embedding is also the output head.
  package var tiesEmbeddings: Bool
  /// How positions are stretched beyond those that the model first learnt.
  package var ropeScaling: RopeScaling?

  package init(
    vocabularySize: Int,
    hiddenSize: Int = 64,
    intermediateSize: Int = 256,
    layerCount: Int = 3,
    headCount: Int = 4,
    keyValueHeadCount: Int? = nil,
    headDimension: Int? = nil,
    ropeTheta: Double = 10_000,
    rmsNormEpsilon: Double = 1e-6,
    maximumPositions: Int = 1024,
    previousTokenEmbedding: Bool = false,
    normalisesHeads: Bool = true,
    tiesEmbeddings: Bool = true,
    ropeScaling: RopeScaling? = nil
  ) {
    self.vocabularySize = vocabularySize
    self.hiddenSize = hiddenSize
    self.intermediateSize = intermediateSize
    self.layerCount = layerCount
    self.headCount = headCount
    self.keyValueHeadCount = keyValueHeadCount ?? headCount
    self.headDimension = headDimension ?? (headCount > 0 ? hiddenSize / headCount : 0)
    self.ropeTheta = ropeTheta
    self.rmsNormEpsilon = rmsNormEpsilon
    self.maximumPositions = maximumPositions
    self.previousTokenEmbedding = previousTokenEmbedding
    self.normalisesHeads = normalisesHeads
    self.tiesEmbeddings = tiesEmbeddings
    self.ropeScaling = ropeScaling
  }

  /// Width of all queries of a token together, `H·D`.
  package var queryWidth: Int { headCount * headDimension }

  /// Width of all keys, and of all values, of a token together, `G·D`.
  package var keyValueWidth: Int { keyValueHeadCount * headDimension }

  /// How many of the heads that ask share one that answers.
  package var headsPerGroup: Int { headCount / keyValueHeadCount }

  /// Throws `TransformerError.badConfiguration` unless a model of this shape can be built.
  package func validate() throws(TransformerError) {
    let counts = [
      ("vocabularySize", vocabularySize), ("hiddenSize", hiddenSize),
      ("intermediateSize", intermediateSize), ("layerCount", layerCount),
      ("headCount", headCount), ("keyValueHeadCount", keyValueHeadCount),
      ("headDimension", headDimension), ("maximumPositions", maximumPositions),
    ]
    for (name, count) in counts where count < 1 || count > 1 << 24 {
      throw .badConfiguration("\(name) is \(count); it must lie between 1 and 16,777,216")
    }
    guard headCount % keyValueHeadCount == 0 else {
      throw .badConfiguration(
        "\(headCount) heads cannot share \(keyValueHeadCount) key-value heads evenly")
    }
    guard headDimension % 2 == 0 else {
      throw .badConfiguration("headDimension is \(headDimension); rotary embedding needs it even")
    }
    guard ropeTheta > 0, ropeTheta.isFinite, rmsNormEpsilon > 0, rmsNormEpsilon.isFinite else {
      throw .badConfiguration("ropeTheta and rmsNormEpsilon must be positive numbers")
    }
  }
}
