extension ERLOptions.Memory {
  /// Entries of a bank whose size is not said.
  private static let usualBankSize = 8

  /// The forms that a configuration may write.
  static let names = ["slot", "bank", "bank(8)", "per_worker", "none"]

  /// As a configuration writes it.
  package var name: String {
    switch self {
    case .slot: "slot"
    case .bank(let size): "bank(\(size))"
    case .perWorker: "per_worker"
    case .none: "none"
    }
  }

  /// Reads a name; a bank holds 1 to 999 entries.
  package init?(name: String) {
    switch name {
    case "slot": self = .slot
    case "bank": self = .bank(Self.usualBankSize)
    case "per_worker": self = .perWorker
    case "none": self = .none
    default:
      guard name.hasPrefix("bank("), name.hasSuffix(")"),
        let size = Int(name.dropFirst(5).dropLast()), (1...999).contains(size)
      else { return nil }
      self = .bank(size)
    }
  }
}
