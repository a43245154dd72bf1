import Basics

/// What a client's document must have: of another kind it is refused by its name.
extension JSONValue {
  func text(of name: String) throws(ServingProblem) -> String {
    guard case .string(let text) = self else { throw .wrong(name, "'\(name)' must be a text.") }
    return text
  }

  func flag(of name: String) throws(ServingProblem) -> Bool {
    guard case .boolean(let flag) = self else {
      throw .wrong(name, "'\(name)' must be true or false.")
    }
    return flag
  }

  func count(of name: String, in range: ClosedRange<Int>) throws(ServingProblem) -> Int {
    guard case .integer(let count) = self, range.contains(count) else {
      throw .wrong(
        name, "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return count
  }

  func number(of name: String, in range: ClosedRange<Double>) throws(ServingProblem) -> Double {
    let number: Double
    switch self {
    case .integer(let whole): number = Double(whole)
    case .number(let value): number = value
    default: number = .nan
    }
    guard range.contains(number) else {
      throw .wrong(name, "'\(name)' must be from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }
}
