/// What a person wants changed in the reflection memory.
package struct MemoryOrder: Sendable, Equatable {
  package enum Change: Sendable, Equatable {
    /// It stays, whatever its record, and nothing overwrites it.
    case pin
    case unpin
    case evict
    case edit(String)

    package var kind: Kind {
      switch self {
      case .pin: .pin
      case .unpin: .unpin
      case .evict: .evict
      case .edit: .edit
      }
    }
  }

  /// What is done to an entry, by the words that orders and logs use.
  package enum Kind: String, Sendable, CaseIterable {
    case pin
    case unpin
    case evict
    case edit
  }

  /// The entry that is meant.
  package var id: Int
  package var change: Change

  package init(_ change: Change, id: Int) {
    self.id = id
    self.change = change
  }
}
