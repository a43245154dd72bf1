/// How much there is to compute.
extension TransformerConfiguration {
  /// Multiplications and additions in the products of a training step on one sequence of which every
  /// token is wanted: what the step needs, without what is computed again to save memory.
  ///
  /// A weight takes two of them for a token forward and four back. A query and a key that it sees
  /// take four for each element of a head forward, score and mix, and eight back.
  package func trainingOperations(length: Int) -> Double {
    let layer =
      hiddenSize * (queryWidth + 2 * keyValueWidth) + queryWidth * hiddenSize
      + 3 * hiddenSize * intermediateSize
    let weights = layerCount * layer + vocabularySize * hiddenSize
    let pairs = length * (length + 1) / 2
    return 6 * Double(weights) * Double(length)
      + 12 * Double(layerCount * queryWidth) * Double(pairs)
  }
}
