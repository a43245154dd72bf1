/// Signs between values.
enum Operation {
  /// - Throws: `ChatTemplateError.Problem` where the two cannot be put together so.
  static func apply(
    _ sign: String, _ left: TemplateValue, _ right: TemplateValue
  ) throws -> TemplateValue {
    switch (sign, left, right) {
    case ("~", _, _): return .string(left.text + right.text)
    case ("+", .string(let a), .string(let b)): return .string(a + b)
    case ("+", .list(let a), .list(let b)): return .list(a + b)
    case ("*", .string(let text), .integer(let count)):
      guard text.utf8.count * max(count, 0) <= 1 << 20 else {
        throw ChatTemplateError.Problem.tooMuch("a megabyte of text by '*'")
      }
      return .string(String(repeating: text, count: max(count, 0)))
    default: break
    }
    if let a = integer(left), let b = integer(right), sign != "/" {
      return .integer(try integers(sign, a, b))
    }
    if let a = left.asNumber, let b = right.asNumber { return .number(try numbers(sign, a, b)) }
    throw ChatTemplateError.Problem.impossible(
      "'\(sign)' cannot be put between \(left.kind) and \(right.kind).")
  }

  private static func integer(_ value: TemplateValue) -> Int? {
    switch value {
    case .integer(let value): value
    case .boolean(let value): value ? 1 : 0
    default: nil
    }
  }

  private static func integers(_ sign: String, _ a: Int, _ b: Int) throws -> Int {
    let result: (Int, Bool)
    switch sign {
    case "+": result = a.addingReportingOverflow(b)
    case "-": result = a.subtractingReportingOverflow(b)
    case "*": result = a.multipliedReportingOverflow(by: b)
    default:
      result = a.dividedReportingOverflow(by: b)
      guard !result.1 else { break }
      // Python divides downwards.
      let isInexact = a % b != 0 && (a % b < 0) != (b < 0)
      return sign == "//" ? a / b - (isInexact ? 1 : 0) : a % b + (isInexact ? b : 0)
    }
    guard !result.1 else {
      throw ChatTemplateError.Problem.impossible("\(a) \(sign) \(b) is no number.")
    }
    return result.0
  }

  private static func numbers(_ sign: String, _ a: Double, _ b: Double) throws -> Double {
    switch sign {
    case "+": return a + b
    case "-": return a - b
    case "*": return a * b
    case "/" where b != 0: return a / b
    case "//" where b != 0: return (a / b).rounded(.down)
    case "%" where b != 0: return a - b * (a / b).rounded(.down)
    default: throw ChatTemplateError.Problem.impossible("\(a) \(sign) \(b) is no number.")
    }
  }

  /// - Throws: `ChatTemplateError.Problem` where two values have no order.
  static func compare(
    _ sign: String, _ left: TemplateValue, _ right: TemplateValue
  ) throws -> Bool {
    switch sign {
    case "==": return left == right
    case "!=": return left != right
    case "in": return try contains(right, left)
    case "not in": return try !contains(right, left)
    default: break
    }
    let order: Int
    if case .string(let a) = left, case .string(let b) = right {
      let (first, second) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
      order = first == second ? 0 : first.lexicographicallyPrecedes(second) ? -1 : 1
    } else if let a = left.asNumber, let b = right.asNumber {
      order = a < b ? -1 : a > b ? 1 : 0
    } else {
      throw ChatTemplateError.Problem.impossible(
        "\(left.kind) is neither '\(sign)' \(right.kind) nor not.")
    }
    switch sign {
    case "<": return order < 0
    case "<=": return order <= 0
    case ">": return order > 0
    default: return order >= 0
    }
  }

  /// Whether a value is in another one.
  ///
  /// - Throws: `ChatTemplateError.Problem` where nothing can be.
  static func contains(_ whole: TemplateValue, _ part: TemplateValue) throws -> Bool {
    switch (whole, part) {
    case (.undefined, _): return false
    case (.string(let text), .string(let part)):
      return TextMethod.find(Array(part.unicodeScalars), in: Array(text.unicodeScalars)[...]) != nil
    case (.list(let values), _): return values.contains(part)
    case (.dictionary(let dictionary), .string(let name)): return dictionary[name] != nil
    case (.dictionary, _): return false
    default:
      throw ChatTemplateError.Problem.impossible("\(part.kind) cannot be in \(whole.kind).")
    }
  }
}
