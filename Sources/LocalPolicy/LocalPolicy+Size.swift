import TinyTransformer

extension LocalPolicy {
  /// Bytes of the keys and values of a conversation of usual length: two thirds of the positions
  /// that its model has, since worlds are made to fit their models, and of a model with many, as many
  /// as an exchange of a few paragraphs takes.
  static func conversationSize(of configuration: TransformerConfiguration) -> Int {
    let positions = min(configuration.maximumPositions, usualPositions) * 2 / 3
    let width = configuration.keyValueWidth * 2 * configuration.layerCount
    return positions * width * MemoryLayout<Float>.size
  }

  private static let usualPositions = 1024
}
