import Basics

/// Every weight of a model: one flat buffer, and the layout that names its parts.
///
/// A value: a copy is a snapshot, which stays as it is while training goes on.
package struct Parameters: Sendable, Equatable {
  package let configuration: TransformerConfiguration
  package let layout: ParameterLayout
  /// As many as `layout.count`, in the order of `layout.entries`.
  package var values: [Float] {
    didSet { precondition(values.count == layout.count, "the number of parameters is fixed") }
  }

  /// Weights read from somewhere else.
  ///
  /// - Throws: `TransformerError` if no model has this shape, or one with another number of weights.
  package init(
    _ configuration: TransformerConfiguration, values: [Float]
  ) throws(TransformerError) {
    try configuration.validate()
    let layout = ParameterLayout(configuration)
    guard values.count == layout.count else {
      throw .parameterCount(values.count, expected: layout.count)
    }
    self.configuration = configuration
    self.layout = layout
    self.values = values
  }

  /// Fresh weights.
  ///
  /// Projections are normal with deviation 1/√(inputs); those that write into the residual stream
  /// are smaller by √(2·layers), so that depth does not make the stream louder. Embeddings have
  /// deviation 0.05 and norms start at one.
  ///
  /// - Throws: `TransformerError.badConfiguration`.
  package init(_ configuration: TransformerConfiguration, seed: UInt64) throws(TransformerError) {
    try configuration.validate()
    let layout = ParameterLayout(configuration)
    var values: [Float] = []
    values.reserveCapacity(layout.count)
    var random = SplitMix64(seed: seed)
    for entry in layout.entries {
      let inputs = Float(entry.shape[entry.shape.count - 1])
      let deviation: Float
      switch entry.role {
      case .norm:
        values.append(contentsOf: repeatElement(1, count: entry.count))
        continue
      case .embedding: deviation = 0.05
      case .projection: deviation = 1 / inputs.squareRoot()
      case .residualProjection:
        deviation = 1 / (inputs * 2 * Float(configuration.layerCount)).squareRoot()
      }
      for _ in 0..<entry.count { values.append(deviation * random.normal()) }
    }
    self.configuration = configuration
    self.layout = layout
    self.values = values
  }

  /// The tensor of this name, row-major; nil if the model has none.
  package subscript(name: String) -> ArraySlice<Float>? {
    layout.entries.first { $0.name == name }.map { values[$0.range] }
  }
}
