import Basics

/// What long series keep as bytes: the same value comes out again, to the bit.
package protocol Packable: Equatable, Sendable {
  func pack(into bytes: inout PackedWriter)

  init(from bytes: inout PackedReader)
}
