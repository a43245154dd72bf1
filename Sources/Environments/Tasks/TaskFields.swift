import Basics

/// The fields of a row of a file, asked for by all the names that writers give them.
///
/// A field that is `null` counts as one that is not there.
struct TaskFields {
  private let members: [String: JSONValue]

  init(_ value: JSONValue) {
    var members: [String: JSONValue] = [:]
    for member in value.members ?? [] { members[member.name] = member.value }
    self.members = members
  }

  /// The fields of an object within this one.
  subscript(inner name: String) -> TaskFields {
    TaskFields(members[name] ?? .null)
  }

  /// The first of several names that has a value.
  func value(_ names: [String]) -> (name: String, value: JSONValue)? {
    for name in names {
      if let value = members[name], value != .null { return (name, value) }
    }
    return nil
  }

  /// - Throws: `TaskFieldError` where none of the names has a value.
  func required(_ names: [String]) throws(TaskFieldError) -> (name: String, value: JSONValue) {
    guard let found = value(names) else {
      let isNull = names.contains { members[$0] == .null }
      throw isNull ? .isNull(names[0]) : .missing(names[0])
    }
    return found
  }

  /// A name, which some writers give as a number.
  func identifier(_ names: [String]) throws(TaskFieldError) -> String? {
    guard let (name, value) = value(names) else { return nil }
    switch value {
    case .string(let text): return text
    case .integer(let number): return "\(number)"
    case .number(let number):
      if let whole = Int(exactly: number) { return "\(whole)" }
    default: break
    }
    throw .kind(name, wanted: "a text", found: value)
  }

  func text(_ names: [String]) throws(TaskFieldError) -> String? {
    guard let (name, value) = value(names) else { return nil }
    guard case .string(let text) = value else {
      throw .kind(name, wanted: "a text", found: value)
    }
    return text
  }

  /// A whole number, also one written as 8.0 or "8".
  func whole(_ names: [String]) throws(TaskFieldError) -> Int? {
    guard let (name, value) = value(names) else { return nil }
    switch value {
    case .integer(let number): return number
    case .number(let number):
      if let whole = Int(exactly: number) { return whole }
    case .string(let text):
      if let whole = Int(text.filter { !$0.isWhitespace }) { return whole }
    default: break
    }
    throw .kind(name, wanted: "a whole number", found: value)
  }

  /// True or false, also as 1 and 0 or as a text.
  func flag(_ names: [String]) throws(TaskFieldError) -> Bool? {
    guard let (name, value) = value(names) else { return nil }
    switch value {
    case .boolean(let flag): return flag
    case .integer(0), .number(0): return false
    case .integer(1), .number(1): return true
    case .string(let text):
      switch text.lowercased() {
      case "true", "1", "yes": return true
      case "false", "0", "no": return false
      default: break
      }
    default: break
    }
    throw .kind(name, wanted: "true or false", found: value)
  }

  /// A list of texts, or `nil`.
  func texts(_ names: [String]) throws(TaskFieldError) -> [String]? {
    guard let (name, value) = value(names) else { return nil }
    return try Self.texts(of: value, named: name)
  }

  static func texts(of value: JSONValue, named name: String) throws(TaskFieldError) -> [String] {
    guard case .array(let elements) = value.decodedTwice else {
      throw .kind(name, wanted: "a list", found: value)
    }
    var texts: [String] = []
    for (index, element) in elements.enumerated() {
      guard case .string(let text) = element else {
        throw .kind("\(name) [\(index)]", wanted: "a text", found: element)
      }
      texts.append(text)
    }
    return texts
  }
}

/// What is wrong with a field of a row.
enum TaskFieldError: Error, Equatable, CustomStringConvertible {
  case missing(String)
  case isNull(String)
  case kind(String, wanted: String, found: JSONValue)
  case other(String)

  var description: String {
    switch self {
    case .missing(let key): "The key '\(key)' is missing. Add it to the row."
    case .isNull(let key): "The key '\(key)' is null. Give it a value."
    case .kind(let key, let wanted, let found):
      "The key '\(key)' is \(found.taskWords), not \(wanted). Correct its value."
    case .other(let words): words
    }
  }
}

extension JSONValue {
  /// The members of an object, or `nil`.
  var members: [Member]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The value that a text holds which is JSON once more, else the value itself.
  var decodedTwice: JSONValue {
    guard case .string(let text) = self,
      let first = text.first(where: { !$0.isWhitespace }), first == "[" || first == "{",
      let value = try? JSONValue(parsing: text.utf8, as: .python)
    else { return self }
    return value
  }

  /// What the value is, to whoever wrote the file.
  var taskWords: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer: "a number"
    case .number(let value): value.isNaN ? "NaN" : value.isInfinite ? "infinite" : "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
