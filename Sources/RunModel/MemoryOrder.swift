/// What a person wants changed in the reflection memory.
package struct MemoryOrder: Sendable, Equatable {
  package enum Change: Sendable, Equatable {
    /// It stays, whatever its record, and nothing overwrites it.
    case pin
    case unpin
    case evict
    case edit(String)
  }

  /// The entry that is meant.
  package var id: Int
  package var change: Change

  package init(_ change: Change, id: Int) {
    self.id = id
    self.change = change
  }
}
