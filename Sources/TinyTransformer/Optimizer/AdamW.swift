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

  /// Moves numbers that are all of one kind, each with the same decay.
  mutating func step(_ values: inout [Float], gradients: [Float], learningRate: Float) {
    step(&values, gradients: gradients, learningRate: learningRate, pool: WorkerPool(threads: 1)) {
      _ in 1
    }
  }

  /// Moves a flat buffer with all threads of a pool.
  ///
  /// - `decay`: how much of the weight decay there is where a parameter lies; it is asked once for
  ///   each 4096 of them, of which all have to be alike or be few.
  mutating func step(
    _ values: inout [Float], gradients: [Float], learningRate: Float, pool: WorkerPool,
    decay: @Sendable (_ offset: Int) -> Float
  ) {
    precondition(gradients.count == values.count, "one gradient for each parameter")
    state.stepCount += 1
    let rate = Rate(options, learningRate: learningRate, step: state.stepCount)
    let count = values.count
    let share = 4096
    // Taken out, so that the buffers are changed where they are.
    var (means, squares) = (state.buffers[0], state.buffers[1])
    state.buffers = []
    values.withUnsafeMutableBufferPointer { values in
      means.withUnsafeMutableBufferPointer { means in
        squares.withUnsafeMutableBufferPointer { squares in
          gradients.withUnsafeBufferPointer { gradients in
            nonisolated(unsafe) let (values, means) = (values, means)
            nonisolated(unsafe) let (squares, gradients) = (squares, gradients)
            pool.run((count + share - 1) / share) { part, _ in
              let first = part * share
              let kept = 1 - learningRate * rate.options.weightDecay * decay(first)
              for index in first..<min(first + share, count) {
                values[index] =
                  kept * values[index]
                  - rate.move(gradients[index], &means[index], &squares[index])
              }
            }
          }
        }
      }
    }
    state.buffers = [means, squares]
  }

  /// What one step does to every parameter alike.
  private struct Rate: Sendable {
    let options: Options
    private let size: Float
    private let correction: Float

    init(_ options: Options, learningRate: Float, step: Int) {
      self.options = options
      size = learningRate / (1 - powf(options.beta1, Float(step)))
      correction = 1 - powf(options.beta2, Float(step))
    }

    /// How far a parameter moves, with its means brought up to date.
    @inline(__always)
    func move(_ gradient: Float, _ mean: inout Float, _ square: inout Float) -> Float {
      mean = options.beta1 * mean + (1 - options.beta1) * gradient
      square = options.beta2 * square + (1 - options.beta2) * gradient * gradient
      return size * mean / ((square / correction).squareRoot() + options.epsilon)
    }
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
    let options = options
    // Taken out for as long as this lasts: both change side by side.
    var (means, squares) = (state.buffers[0], state.buffers[1])
    state.buffers = []
    for entry in parameters.layout.entries where isIncluded(entry) {
      let decay = entry.role == .norm ? 0 : learningRate * options.weightDecay
      Self.change(&parameters.values, &means, &squares, gradients, in: entry.range) {
        weight, mean, square, gradient in
        mean = options.beta1 * mean + (1 - options.beta1) * gradient
        square = options.beta2 * square + (1 - options.beta2) * gradient * gradient
        weight =
          weight - decay * weight
          - learningRate * (mean / correction1)
          / ((square / correction2).squareRoot() + options.epsilon)
      }
    }
    state.buffers = [means, squares]
  }

  /// Changes weights and what is kept of each, in a loop that the compiler makes vectors of.
  @inline(__always)
  private static func change(
    _ weights: inout [Float], _ means: inout [Float], _ squares: inout [Float],
    _ gradients: [Float], in range: Range<Int>,
    _ change: (_ weight: inout Float, _ mean: inout Float, _ square: inout Float, Float) -> Void
  ) {
    weights.withUnsafeMutableBufferPointer { weights in
      means.withUnsafeMutableBufferPointer { means in
        squares.withUnsafeMutableBufferPointer { squares in
          gradients.withUnsafeBufferPointer { gradients in
            for index in range {
              change(&weights[index], &means[index], &squares[index], gradients[index])
            }
          }
        }
      }
    }
  }
}
