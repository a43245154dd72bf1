import CKernels

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
    Moved.with(&values, &means, &squares, gradients) { all in
      pool.run((count + share - 1) / share) { part, _ in
        let first = part * share
        let kept = 1 - learningRate * rate.options.weightDecay * decay(first)
        all.move(first..<min(first + share, count)) { value, mean, square, gradient in
          kept * value - rate.move(gradient, &mean, &square)
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

    /// How far parameters move, with their means brought up to date.
    @inline(__always)
    func move(
      _ gradient: SIMD8<Float>, _ mean: inout SIMD8<Float>, _ square: inout SIMD8<Float>
    ) -> SIMD8<Float> {
      mean = options.beta1 * mean + (1 - options.beta1) * gradient
      square = options.beta2 * square + (1 - options.beta2) * gradient * gradient
      return size * mean / (kolb_square_root(square / correction) + options.epsilon)
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
    let entries = parameters.layout.entries
    Moved.with(&parameters.values, &means, &squares, gradients) { all in
      for entry in entries where isIncluded(entry) {
        let decay = entry.role == .norm ? 0 : learningRate * options.weightDecay
        all.move(entry.range) { weight, mean, square, gradient in
          mean = options.beta1 * mean + (1 - options.beta1) * gradient
          square = options.beta2 * square + (1 - options.beta2) * gradient * gradient
          return weight - decay * weight
            - learningRate * (mean / correction1)
            / (kolb_square_root(square / correction2) + options.epsilon)
        }
      }
    }
    state.buffers = [means, squares]
  }
}

/// Weights, what is kept of each, and their gradients, side by side.
private struct Moved: @unchecked Sendable {
  // Unchecked: threads move ranges that do not overlap.
  let weights: UnsafeMutablePointer<Float>
  let means: UnsafeMutablePointer<Float>
  let squares: UnsafeMutablePointer<Float>
  let gradients: UnsafePointer<Float>

  static func with(
    _ weights: inout [Float], _ means: inout [Float], _ squares: inout [Float],
    _ gradients: [Float], _ body: (Moved) -> Void
  ) {
    weights.withUnsafeMutableBufferPointer { weights in
      means.withUnsafeMutableBufferPointer { means in
        squares.withUnsafeMutableBufferPointer { squares in
          gradients.withUnsafeBufferPointer { gradients in
            guard let weights = weights.baseAddress, let means = means.baseAddress,
              let squares = squares.baseAddress, let gradients = gradients.baseAddress
            else { return }
            body(Moved(weights: weights, means: means, squares: squares, gradients: gradients))
          }
        }
      }
    }
  }

  /// Replaces the weights of a range by what `body` returns of eight of them at a time.
  @inline(__always)
  func move(
    _ range: Range<Int>,
    _ body: (
      _ weight: SIMD8<Float>, _ mean: inout SIMD8<Float>, _ square: inout SIMD8<Float>,
      _ gradient: SIMD8<Float>
    ) -> SIMD8<Float>
  ) {
    @inline(__always) func moveVector(_ i: Int, _ lanes: Int) {
      var (mean, square) = (means.vector(i, lanes), squares.vector(i, lanes))
      let weight = body(
        weights.vector(i, lanes), &mean, &square, gradients.vector(i, lanes))
      weights.set(i, lanes, to: weight)
      means.set(i, lanes, to: mean)
      squares.set(i, lanes, to: square)
    }
    let whole = range.lowerBound + (range.count & ~7)
    for i in stride(from: range.lowerBound, to: whole, by: 8) { moveVector(i, 8) }
    if whole < range.upperBound { moveVector(whole, range.upperBound - whole) }
  }
}
