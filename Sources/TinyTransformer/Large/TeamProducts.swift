/// Products that a team computes together. Every element is the same chain of sums that one thread
/// would compute, whoever computes it.
extension Team {
  /// As many parts as keep all threads busy to the end.
  private var parts: Int { 4 * size }

  /// Calls `body` for ranges that together are `0..<count`, each but the last a multiple of `unit`.
  func split(
    _ count: Int, unit: Int, _ body: (_ range: Range<Int>, _ worker: Int) -> Void
  ) {
    let units = (count + unit - 1) / unit
    let share = max(1, (units + parts - 1) / parts) * unit
    run((count + share - 1) / share) { piece, worker in
      body(piece * share..<min(count, (piece + 1) * share), worker)
    }
  }

  /// `output[M, N] (+)= left[M, K] × right[K, N]`, as `multiply` does it, but for the sums of blocks,
  /// which are made on their own: the depth is large here, and so are some numbers of the stream.
  func product<S: Real>(
    _ left: UnsafePointer<S>, stride: Int, rows: Int, _ right: Panels<S>,
    to output: UnsafeMutablePointer<S>, stride outputStride: Int, _ destination: Destination
  ) {
    let destination: Destination = destination == .overwrite ? .overwrite : .add
    if right.columns < 32 * size {
      split(rows, unit: 6) { range, _ in
        multiply(
          left + range.lowerBound * stride, stride: stride, rows: range.count, right,
          to: output + range.lowerBound * outputStride, stride: outputStride, destination,
          blocks: .add)
      }
    } else {
      split(right.columns, unit: Panels<S>.width) { range, _ in
        multiply(
          left, stride: stride, rows: rows, right.columns(range), to: output + range.lowerBound,
          stride: outputStride, destination, blocks: .add)
      }
    }
  }

  /// `output[M, N] (+)= left[M, K] × right[N, K]ᵀ`, with `right` packed for products from the other
  /// side.
  ///
  /// - `scratches`: one for each thread.
  func productTransposed<S: Real>(
    _ left: UnsafePointer<S>, stride: Int, rows: Int, _ right: Panels<S>,
    to output: UnsafeMutablePointer<S>, stride outputStride: Int, _ destination: Destination,
    _ scratches: [Scratch<S>]
  ) {
    split(right.depth, unit: Panels<S>.width) { range, worker in
      multiplyTransposed(
        left, stride: stride, rows: rows, right, columns: range,
        to: output, stride: outputStride, destination, scratch: scratches[worker])
    }
  }

  /// `output[M, N] += left[K, M]ᵀ × right[K, N]`, as `accumulateTransposed` does it.
  func accumulate<S: Real>(
    _ left: UnsafePointer<S>, stride leftStride: Int, rows: Int,
    _ right: UnsafePointer<S>, stride rightStride: Int, columns: Int, depth: Int,
    to output: UnsafeMutablePointer<S>, stride outputStride: Int, _ scratches: [Scratch<S>]
  ) {
    if rows >= columns {
      let share = ((rows + size - 1) / size + 5) / 6 * 6
      run((rows + share - 1) / share) { piece, worker in
        let first = piece * share
        accumulateTransposed(
          left + first, stride: leftStride, rows: min(share, rows - first), right,
          stride: rightStride, columns: columns, depth: depth,
          to: output + first * outputStride, stride: outputStride, .add, scratch: scratches[worker])
      }
    } else {
      let share = ((columns + size - 1) / size + 15) / 16 * 16
      run((columns + share - 1) / share) { piece, worker in
        let first = piece * share
        accumulateTransposed(
          left, stride: leftStride, rows: rows, right + first, stride: rightStride,
          columns: min(share, columns - first), depth: depth, to: output + first,
          stride: outputStride, .add, scratch: scratches[worker])
      }
    }
  }
}

extension Panels {
  /// Some of the columns, the first of which is a multiple of 16.
  func columns(_ range: Range<Int>) -> Panels {
    Panels(base: panel(range.lowerBound), depth: depth, columns: range.count)
  }
}
