import Basics

/// What expressions of a template work with: the values of Python that chat templates know.
enum TemplateValue: Equatable {
  case undefined
  case none
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case list([TemplateValue])
  case dictionary(TemplateDictionary)
  /// The one thing that keeps what is set within a loop.
  case namespace(TemplateNamespace)
  /// Something that can be called, by its name.
  case function(TemplateFunction)

  init(_ json: JSONValue) {
    switch json {
    case .null: self = .none
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .string(let value): self = .string(value)
    case .array(let values): self = .list(values.map(TemplateValue.init))
    case .object(let members):
      var dictionary = TemplateDictionary()
      for member in members { dictionary[member.name] = TemplateValue(member.value) }
      self = .dictionary(dictionary)
    }
  }

  /// Whether a condition holds of it.
  var isTrue: Bool {
    switch self {
    case .undefined, .none: false
    case .boolean(let value): value
    case .integer(let value): value != 0
    case .number(let value): value != 0
    case .string(let value): !value.isEmpty
    case .list(let values): !values.isEmpty
    case .dictionary(let dictionary): !dictionary.names.isEmpty
    case .namespace, .function: true
    }
  }

  /// What errors call its kind.
  var kind: String {
    switch self {
    case .undefined: "something undefined"
    case .none: "none"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .list: "a list"
    case .dictionary: "a mapping"
    case .namespace: "a namespace"
    case .function: "a function"
    }
  }

  /// As a number, which a boolean is too.
  var asNumber: Double? {
    switch self {
    case .boolean(let value): value ? 1 : 0
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// Strings are equal by their bytes, as in Python; numbers by their value, whatever their kind.
  static func == (left: TemplateValue, right: TemplateValue) -> Bool {
    switch (left, right) {
    case (.undefined, .undefined), (.none, .none): true
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.list(let a), .list(let b)): a == b
    case (.dictionary(let a), .dictionary(let b)): a == b
    case (.namespace(let a), .namespace(let b)): a === b
    case (.function(let a), .function(let b)): a == b
    default: left.asNumber.map { $0 == right.asNumber } ?? false
    }
  }
}

/// Values by their names, in the order in which they came.
struct TemplateDictionary: Equatable {
  private(set) var names: [String] = []
  private var values: [String: TemplateValue] = [:]

  subscript(name: String) -> TemplateValue? {
    get { values[name] }
    set {
      if let newValue {
        if values.updateValue(newValue, forKey: name) == nil { names.append(name) }
      }
    }
  }

  var pairs: [(name: String, value: TemplateValue)] {
    names.map { ($0, values[$0] ?? .undefined) }
  }

  static func == (left: Self, right: Self) -> Bool { left.values == right.values }
}

/// What `namespace(…)` makes.
final class TemplateNamespace {
  var values: TemplateDictionary

  init(_ values: TemplateDictionary) {
    self.values = values
  }
}

/// What stands before a call.
enum TemplateFunction: Equatable {
  case named(String)
  indirect case method(String, of: TemplateValue)
  case macro(Macro)
}
