/// What an optimizer has to remember between steps, as checkpoints keep it.
package struct OptimizerState: Sendable, Equatable {
  package var stepCount: Int
  /// Each as long as the parameters, in the order that the optimizer documents.
  package var buffers: [[Float]]

  package init(stepCount: Int, buffers: [[Float]]) {
    self.stepCount = stepCount
    self.buffers = buffers
  }
}
