import Basics

/// The members of an answer, read with a reason for each that is not as it must be.
///
/// A member that is `null` counts as one that is not there, and members that nobody asks for are
/// passed over, so that worlds may have their own.
struct AnswerFields {
  private let members: [String: JSONValue]
  /// Where it stands in the answer: "truth.symbols", or nothing for the answer itself.
  private let place: String

  init(_ value: JSONValue, at place: String = "") throws(AnswerProblem) {
    guard case .object(let list) = value else {
      throw AnswerProblem("'\(place)' is \(value.kind), not an object")
    }
    members = Dictionary(list.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    self.place = place
  }

  /// The names of the members.
  var names: [String] { members.keys.sorted() }

  func value(_ name: String) -> JSONValue? {
    guard let value = members[name], value != .null else { return nil }
    return value
  }

  /// A text, clean and of a bearable length.
  func text(_ name: String, upTo most: Int = WorldText.longest) throws(AnswerProblem) -> String? {
    guard let value = value(name) else { return nil }
    return try text(value, key(name), upTo: most)
  }

  func required(_ name: String, upTo most: Int = WorldText.longest) throws(AnswerProblem) -> String
  {
    guard let text = try text(name, upTo: most) else {
      throw AnswerProblem("'\(key(name))' is missing")
    }
    return text
  }

  func flag(_ name: String) throws(AnswerProblem) -> Bool? {
    guard let value = value(name) else { return nil }
    guard case .boolean(let flag) = value else {
      throw AnswerProblem("'\(key(name))' is \(value.kind), not true or false")
    }
    return flag
  }

  func whole(_ name: String, in range: ClosedRange<Int>) throws(AnswerProblem) -> Int? {
    guard let value = value(name) else { return nil }
    let whole: Int? =
      switch value {
      case .integer(let number): number
      case .number(let number): Int(exactly: number)
      default: nil
      }
    guard let whole, range.contains(whole) else {
      throw AnswerProblem(
        "'\(key(name))' is \(Self.words(value)), not a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
    return whole
  }

  /// A number that is one: neither infinite nor none.
  func number(_ name: String) throws(AnswerProblem) -> Double? {
    guard let value = value(name) else { return nil }
    switch value {
    case .integer(let number): return Double(number)
    case .number(let number) where number.isFinite: return number
    // Python counts true as 1, and so do many who write rewards.
    case .boolean(let flag): return flag ? 1 : 0
    default: throw AnswerProblem("'\(key(name))' is \(Self.words(value)), not a finite number")
    }
  }

  func list(_ name: String, upTo most: Int) throws(AnswerProblem) -> [JSONValue]? {
    guard let value = value(name) else { return nil }
    guard case .array(let elements) = value else {
      throw AnswerProblem("'\(key(name))' is \(value.kind), not a list")
    }
    guard elements.count <= most else {
      throw AnswerProblem("'\(key(name))' has \(elements.count) elements; at most \(most) may be")
    }
    return elements
  }

  func texts(_ name: String, upTo most: Int = 1000) throws(AnswerProblem) -> [String]? {
    guard let elements = try list(name, upTo: most) else { return nil }
    var texts: [String] = []
    for (place, element) in elements.enumerated() {
      texts.append(try text(element, "\(key(name))[\(place)]", upTo: 1000))
    }
    return texts
  }

  func object(_ name: String) throws(AnswerProblem) -> AnswerFields? {
    guard let value = value(name) else { return nil }
    return try AnswerFields(value, at: key(name))
  }

  func objects(_ name: String, upTo most: Int) throws(AnswerProblem) -> [AnswerFields]? {
    guard let elements = try list(name, upTo: most) else { return nil }
    var objects: [AnswerFields] = []
    for (place, element) in elements.enumerated() {
      objects.append(try AnswerFields(element, at: "\(key(name))[\(place)]"))
    }
    return objects
  }

  /// The name of a member as messages have it.
  func key(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

  private func text(
    _ value: JSONValue, _ key: String, upTo most: Int
  ) throws(AnswerProblem) -> String {
    guard case .string(let text) = value else {
      throw AnswerProblem("'\(key)' is \(value.kind), not a text")
    }
    guard text.utf8.count <= 4 * most, text.count <= most else {
      throw AnswerProblem("'\(key)' has more than \(most) characters")
    }
    return WorldText.clean(text)
  }

  private static func words(_ value: JSONValue) -> String {
    switch value {
    case .integer(let number): "\(number)"
    case .number(let number): "\(number)"
    default: value.kind
    }
  }
}

/// What is wrong with an answer of a world, as the end of a sentence about it.
struct AnswerProblem: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
