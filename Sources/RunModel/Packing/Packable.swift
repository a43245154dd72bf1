import Basics

/// What long series keep as bytes: the same value comes out again, to the bit.
package protocol Packable: Equatable, Sendable {
  func pack(into bytes: inout PackedWriter)

  init(from bytes: inout PackedReader)

  /// How many of them make a chunk of a series: small, so that what a moment does not share with
  /// others is small.
  static var chunkSize: Int { get }
}

extension Packable {
  package static var chunkSize: Int { 32 }
}
