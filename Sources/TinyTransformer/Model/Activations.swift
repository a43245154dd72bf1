/// What a forward pass leaves behind for the backward pass, and the memory of both.
///
/// N tokens · M of them whose way through a layer goes on after keys and values: all of them, but
/// for the last layer the wanted ones · C hidden · F intermediate · H heads · G key-value heads ·
/// D head dimension. One worker owns it and uses it for piece after piece.
final class Activations<S: Real> {
  struct Layer {
    let input = AlignedBuffer<S>()  // [N, C]
    let normed = AlignedBuffer<S>()  // [N, C]
    let inverse = AlignedBuffer<S>()  // [N]
    let queryKeyValue = AlignedBuffer<S>()  // [N, (H+2G)·D], as projected
    let query = AlignedBuffer<S>()  // [M, H·D], normalised and turned
    let queryInverse = AlignedBuffer<S>()  // [M, H]
    let key = AlignedBuffer<S>()  // [N, G·D], normalised and turned
    let keyInverse = AlignedBuffer<S>()  // [N, G]
    let attention = AlignedBuffer<S>()  // [M, H·D]
    let logSum = AlignedBuffer<S>()  // [M, H]
    let middle = AlignedBuffer<S>()  // [M, C], after attention
    let middleNormed = AlignedBuffer<S>()  // [M, C]
    let middleInverse = AlignedBuffer<S>()  // [M]
    let gateUp = AlignedBuffer<S>()  // [M, 2F]
    let activation = AlignedBuffer<S>()  // [M, F]
  }

  private let layerCount: Int
  private let layers: [Layer]
  let scratch = Scratch<S>()
  /// Who does each operation together; nil where one thread does everything.
  let team: Team?
  /// What is trained in place of the weights, if anything is.
  var adapters: AdapterPass<S>?
  /// One for each thread of the team.
  let scratches: [Scratch<S>]

  // The head works on the W wanted tokens alone.
  let output = AlignedBuffer<S>()  // [W, C]
  let outputInverse = AlignedBuffer<S>()  // [W]
  let outputNormed = AlignedBuffer<S>()  // [W, C]
  let logits = AlignedBuffer<S>()  // [≤ W, V]
  let slopes = AlignedBuffer<S>()  // of the tokens that come after one output

  // Of all pieces of a pass, one after another.
  let inputGradients = AlignedBuffer<S>()  // [ΣN, C]

  // Gradients of the above, reused from layer to layer.
  let outputNormedGradient = AlignedBuffer<S>()  // [W, C]
  let outputGradient = AlignedBuffer<S>()  // [W, C]
  let residualGradient = AlignedBuffer<S>()  // [N, C]
  let normedGradient = AlignedBuffer<S>()  // [N, C]
  let activationGradient = AlignedBuffer<S>()  // [M, F]
  let attentionGradient = AlignedBuffer<S>()  // [M, H·D]
  let queryGradient = AlignedBuffer<S>()  // [M, H·D]
  let keyGradient = AlignedBuffer<S>()  // [N, G·D]
  let queryKeyValueGradient = AlignedBuffer<S>()  // [N, (H+2G)·D]

  /// - `keeping`: false if there will be no backward pass: one layer's memory serves all.
  /// - `team`: who does each operation together.
  init(layerCount: Int, keeping: Bool = true, team: Team? = nil) {
    self.layerCount = layerCount
    self.team = team
    let scratch = scratch
    scratches = [scratch] + (1..<max(1, team?.size ?? 1)).map { _ in Scratch<S>() }
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
