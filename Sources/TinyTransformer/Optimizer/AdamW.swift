#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Adam with decoupled weight decay.
///
/// Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019. The weights of norms are
/// not decayed.
package struct AdamW: Sendable, Equatable {
  package struct Options: Sendable, Equatable {
    package var beta1: Float
    package var beta2: Float
    package var epsilon: Float
    /// Each step takes `learningRate · weightDecay` of a weight away.
    package var weightDecay: Float

    package init(
      beta1: Float = 0.9, beta2: Float = 0.99, epsilon: Float = 1e-8, weightDecay: Float = 0
    ) {
      self.beta1 = beta1
      self.beta2 = beta2
      self.epsilon = epsilon
      self.weightDecay = weightDecay
    }
  }

  package var options: Options
  /// The running means of the gradients and of their squares, in this order.
  package var state: OptimizerState

  package init(parameterCount: Int, options: Options = Options()) {
    self.options = options
    let zeros = [Float](repeating: 0, count: parameterCount)
    state = OptimizerState(stepCount: 0, buffers: [zeros, zeros])
  }

  /// Moves all parameters one step against their gradients.
  package mutating func step(
    _ parameters: inout Parameters, gradients: [Float], learningRate: Float
  ) {
    step(&parameters, gradients: gradients, learningRate: learningRate) { _ in true }
  }

  /// Moves the parameters of the tensors that `isIncluded` names.
  mutating func step(
    _ parameters: inout Parameters, gradients: [Float], learningRate: Float,
    where isIncluded: (ParameterLayout.Entry) -> Bool
  ) {
    precondition(gradients.count == parameters.values.count, "one gradient for each parameter")
    state.stepCount += 1
    let correction1 = 1 - powf(options.beta1, Float(state.stepCount))
    let correction2 = 1 - powf(options.beta2, Float(state.stepCount))
    for entry in parameters.layout.entries where isIncluded(entry) {
      let decay = entry.role == .norm ? 0 : learningRate * options.weightDecay
      for index in entry.range {
        let gradient = gradients[index]
        let mean = options.beta1 * state.buffers[0][index] + (1 - options.beta1) * gradient
        let square =
          options.beta2 * state.buffers[1][index] + (1 - options.beta2) * gradient * gradient
        state.buffers[0][index] = mean
        state.buffers[1][index] = square
        let weight = parameters.values[index]
        parameters.values[index] =
          weight - decay * weight
          - learningRate * (mean / correction1)
          / ((square / correction2).squareRoot() + options.epsilon)
      }
    }
  }
}
