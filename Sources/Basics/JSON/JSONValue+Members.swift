/// Looking for what may be in somebody else's document: whatever is missing or of another kind is
/// `nil`.
extension JSONValue {
  /// The first member of an object with a name.
  package subscript(_ name: String) -> JSONValue? { members?.first { $0.name == name }?.value }

  package var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  package var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  package var text: String? { if case .string(let text) = self { text } else { nil } }

  /// A whole number, written as one.
  package var whole: Int? { if case .integer(let number) = self { number } else { nil } }

  /// How many of something, also where it is written with a fraction; more than anybody can have
  /// counted is no count, so that sums of such never overflow.
  package var count: Int? {
    switch self {
    case .integer(let value): (0..<1_000_000_000_000).contains(value) ? value : nil
    case .number(let value): value >= 0 && value < 1e12 ? Int(value) : nil
    default: nil
    }
  }

  package var real: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
