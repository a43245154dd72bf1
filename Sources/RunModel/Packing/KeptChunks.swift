/// Where the chunks of a group lie in one mapping, as a table that is kept in a store itself.
final class KeptChunks: RandomAccessCollection, Sendable {
  private let owner: any MappedMemory
  /// The beginning and the length of each, as 32 bits.
  private let table: MappedBytes
  private static let width = 8

  /// `nil` where they do not all lie in one mapping, or the store has no room.
  init?(_ chunks: [PackedBytes?], in store: (any PackedStore)?) {
    var (owner, bytes) = (nil as (any MappedMemory)?, [UInt8]())
    bytes.reserveCapacity(Self.width * chunks.count)
    for case let chunk in chunks {
      guard case .mapped(let mapped)? = chunk, owner == nil || owner === mapped.owner,
        let begin = UInt32(exactly: mapped.range.lowerBound),
        let count = UInt32(exactly: mapped.range.count)
      else { return nil }
      owner = mapped.owner
      for value in [begin, count] {
        Swift.withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
      }
    }
    guard let owner, let table = store?.keep(bytes) else { return nil }
    (self.owner, self.table) = (owner, table)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { table.range.count / Self.width }

  /// Where the table lies.
  var address: UInt { table.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }

  subscript(place: Int) -> PackedBytes {
    let (begin, count) = table.withUnsafeBytes { raw in
      let offset = Self.width * place
      return (
        Int(raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)),
        Int(raw.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
      )
    }
    return .mapped(MappedBytes(begin..<(begin + count), of: owner))
  }
}
