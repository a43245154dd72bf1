import Basics

/// Looking for what may be in somebody else's document.
extension JSONValue {
  subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  var count: Int? {
    switch self {
    case .integer(let value): value >= 0 ? value : nil
    case .number(let value): value >= 0 && value < 1e12 ? Int(value) : nil
    default: nil
    }
  }

  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
