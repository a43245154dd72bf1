/// What a forward pass leaves behind for the backward pass, and the memory of both.
///
/// N tokens · C hidden · F intermediate · H heads · G key-value heads · D head dimension.
/// One worker owns it and uses it for piece after piece.
final class Activations<S: Real> {
  struct Layer {
    let input = AlignedBuffer<S>()  // [N, C]
    let normed = AlignedBuffer<S>()  // [N, C]
    let inverse = AlignedBuffer<S>()  // [N]
    let queryKeyValue = AlignedBuffer<S>()  // [N, (H+2G)·D], as projected
    let headInverse = AlignedBuffer<S>()  // [N, H+G]
    let queryKey = AlignedBuffer<S>()  // [N, (H+G)·D], normalised and turned
    let attention = AlignedBuffer<S>()  // [N, H·D]
    let logSum = AlignedBuffer<S>()  // [N, H]
    let middle = AlignedBuffer<S>()  // [N, C], after attention
    let middleNormed = AlignedBuffer<S>()  // [N, C]
    let middleInverse = AlignedBuffer<S>()  // [N]
    let gateUp = AlignedBuffer<S>()  // [N, 2F]
    let activation = AlignedBuffer<S>()  // [N, F]
  }

  private let layerCount: Int
  private let layers: [Layer]
  let output = AlignedBuffer<S>()  // [N, C]
  let scratch = Scratch<S>()

  // The head works on the W wanted tokens alone.
  let hidden = AlignedBuffer<S>()  // [W, C], rows of `output`
  let hiddenInverse = AlignedBuffer<S>()  // [W]
  let hiddenNormed = AlignedBuffer<S>()  // [W, C]
  let logits = AlignedBuffer<S>()  // [≤ W, V]

  // Gradients of the above, reused from layer to layer.
  let hiddenGradient = AlignedBuffer<S>()  // [W, C]
  let residualGradient = AlignedBuffer<S>()  // [N, C]
  let normedGradient = AlignedBuffer<S>()  // [N, C]
  let activationGradient = AlignedBuffer<S>()  // [N, F]
  let attentionGradient = AlignedBuffer<S>()  // [N, H·D]
  let queryKeyGradient = AlignedBuffer<S>()  // [N, (H+G)·D]
  let queryKeyValueGradient = AlignedBuffer<S>()  // [N, (H+2G)·D]

  /// - `keeping`: false if there will be no backward pass: one layer's memory serves all.
  init(layerCount: Int, keeping: Bool = true) {
    self.layerCount = layerCount
    layers = (0..<(keeping ? layerCount : 1)).map { _ in Layer() }
  }

  func layer(_ index: Int) -> Layer {
    layers[index % layers.count]
  }

  /// The residual stream that leaves layer `index`, or the embedding for -1.
  func residual(after index: Int) -> AlignedBuffer<S> {
    index + 1 < layerCount ? layer(index + 1).input : output
  }
}
