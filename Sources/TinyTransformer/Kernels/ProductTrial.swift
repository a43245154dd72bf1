/// A matrix product of one shape, done again and again: nothing that trains can be faster.
package final class ProductTrial {
  /// `[rows, depth] × [depth, columns]`.
  package let rows: Int
  package let depth: Int
  package let columns: Int

  private let left: AlignedBuffer<Float>
  private let right: AlignedBuffer<Float>
  private let output: AlignedBuffer<Float>
  private let panels: Panels<Float>

  /// Shapes of the products of small models, of which one is the fastest on any machine.
  package static let shapes = [(240, 64, 512), (240, 256, 64), (480, 128, 256), (120, 256, 256)]

  package init(rows: Int, depth: Int, columns: Int) {
    (self.rows, self.depth, self.columns) = (rows, depth, columns)
    left = AlignedBuffer(rows * depth)
    right = AlignedBuffer(Panels<Float>.size(depth: depth, columns: columns))
    output = AlignedBuffer(rows * columns)
    // Numbers that stay numbers however often they are multiplied.
    left.base.update(repeating: 0.5, count: rows * depth)
    right.base.update(repeating: 0.25, count: right.capacity)
    panels = Panels(base: right.base, depth: depth, columns: columns)
  }

  /// Multiplications and additions of one product.
  package var operations: Double { 2 * Double(rows) * Double(depth) * Double(columns) }

  package func multiply(times: Int) {
    for _ in 0..<times {
      TinyTransformer.multiply(
        left.base, stride: depth, rows: rows, panels, to: output.base, stride: columns)
    }
  }
}
