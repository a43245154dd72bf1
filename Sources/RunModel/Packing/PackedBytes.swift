/// Bytes that do not change any more: an array's, or some of a file that is mapped.
package enum PackedBytes: Sendable {
  case own([UInt8])
  case mapped(MappedBytes)

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .own(let bytes): bytes.withUnsafeBytes(body)
    case .mapped(let bytes): bytes.withUnsafeBytes(body)
    }
  }

  /// Where they lie, which tells them from others that are kept at the same time.
  var address: UInt { withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }
}

/// Some bytes of a mapping, which stays as long as anybody has some of them.
package struct MappedBytes: Sendable {
  let owner: any MappedMemory
  let range: Range<Int>

  /// The bytes of a range that lies within the mapping.
  package init(_ range: Range<Int>, of owner: any MappedMemory) {
    self.range = range
    self.owner = owner
  }

  package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    owner.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}

/// Memory that is a file's.
package protocol MappedMemory: AnyObject, Sendable {
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result
}

/// Takes bytes that are to be kept for long to where they are no memory of the program's own.
package protocol PackedStore: AnyObject, Sendable {
  /// The same bytes in the store; `nil` where it has no room.
  func keep(_ bytes: [UInt8]) -> MappedBytes?
}

extension PackedBytes {
  init(_ bytes: [UInt8], in store: (any PackedStore)?) {
    self = store?.keep(bytes).map { .mapped($0) } ?? .own(bytes)
  }
}
