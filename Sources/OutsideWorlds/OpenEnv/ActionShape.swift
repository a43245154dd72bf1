import Basics
import RLCore

/// What a server takes as an action, and how it is read from what a policy writes.
///
/// Where one member is asked for, the whole answer is its value; where several are, they are
/// written as an object of JSON.
struct ActionShape: Sendable, Equatable {
  enum Kind: Equatable {
    case text
    case whole
    case number
    case flag
    case other
  }

  /// The members that must be given.
  private let required: [String]
  private let kinds: [String: Kind]
  /// The member that the whole answer is, where it is one.
  private let single: String?

  /// - Parameters:
  ///   - schema: the schema of the action.
  ///   - field: the member that the answer shall be; empty for the only one that must be.
  /// - Throws: `AnswerProblem` where there is no such member.
  init(_ schema: AnswerFields, field: String) throws(AnswerProblem) {
    let properties = try schema.object("properties")
    let names = (properties?.names ?? []).filter { $0 != "metadata" }
    var kinds: [String: Kind] = [:]
    for name in names { kinds[name] = try Self.kind(properties?.object(name)) }
    required = try schema.texts("required", upTo: 100) ?? []
    self.kinds = kinds
    if !field.isEmpty {
      guard names.contains(field) else {
        throw AnswerProblem(
          "its actions have no '\(field)', which openenv.field names; they have "
            + names.map { "'\($0)'" }.joined(separator: ", "))
      }
      single = field
    } else {
      let wanted = required.isEmpty ? names : required
      single = wanted.count == 1 ? wanted[0] : nil
    }
  }

  /// How actions are written by hand.
  var forms: [String] {
    if let single { return [single.uppercased()] }
    return [
      "{"
        + (required.isEmpty ? kinds.keys.sorted() : required).map { "\"\($0)\": …" }
        .joined(separator: ", ") + "}"
    ]
  }

  /// The action that a text is; `nil` where it is none.
  func action(in text: String) -> JSONValue? {
    if let single {
      return value(of: text, as: kinds[single] ?? .text).map {
        .object([.init(name: single, value: $0)])
      }
    }
    // Whoever thinks before acting ends with the object.
    guard let open = text.firstIndex(of: "{"), let close = text.lastIndex(of: "}"), open < close,
      let value = try? JSONValue(parsing: text[open...close].utf8, as: .python),
      case .object = value
    else { return nil }
    return value
  }

  private func value(of text: String, as kind: Kind) -> JSONValue? {
    let words = text.split { !($0.isLetter || $0.isNumber || "+-.".contains($0)) }
      // The period of a sentence belongs to no number.
      .map { String($0.last == "." ? $0.dropLast() : $0) }
    switch kind {
    case .text: return .string(text)
    // What a text names last it means.
    case .whole: return words.lazy.reversed().compactMap { Int($0) }.first.map(JSONValue.integer)
    case .number:
      return words.lazy.reversed().compactMap { Double($0) }.first { $0.isFinite }
        .map(JSONValue.number)
    case .flag:
      return words.lazy.reversed().compactMap { ["true": true, "false": false][$0.lowercased()] }
        .first.map(JSONValue.boolean)
    case .other: return try? JSONValue(parsing: text.utf8, as: .python)
    }
  }

  private static func kind(_ property: AnswerFields?) throws(AnswerProblem) -> Kind {
    guard let property, case .string(let type)? = property.value("type") else { return .other }
    return switch type {
    case "string": .text
    case "integer": .whole
    case "number": .number
    case "boolean": .flag
    default: .other
    }
  }
}
