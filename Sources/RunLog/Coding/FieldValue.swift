import Basics

/// A value that a field can have.
protocol FieldValue {
  /// - Returns: `nil` for a word that only a newer Kolb knows, which is kept as the unknown one.
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Self?

  func write(into json: inout JSONWriter)
}

extension Int: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Int? {
    try json.integer()
  }

  func write(into json: inout JSONWriter) { json.integer(self) }
}

/// A whole number that nothing is counted by, such as a seed.
struct WholeNumber: FieldValue {
  var value: Int

  static func read(from json: inout JSONReader) throws(JSONProblem) -> WholeNumber? {
    WholeNumber(value: try json.anyInteger())
  }

  func write(into json: inout JSONWriter) { json.integer(value) }
}

/// A number of a vocabulary.
extension Int32: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Int32? {
    Int32(clamping: try json.integer())
  }

  func write(into json: inout JSONWriter) { json.integer(Int(self)) }
}

extension Double: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Double? {
    try json.number()
  }

  func write(into json: inout JSONWriter) { json.number(self) }
}

extension Float: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Float? {
    Float(try json.number())
  }

  func write(into json: inout JSONWriter) { json.number(self) }
}

extension Bool: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Bool? {
    try json.flag()
  }

  func write(into json: inout JSONWriter) { json.flag(self) }
}

extension String: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> String? {
    try json.string()
  }

  func write(into json: inout JSONWriter) { json.string(self) }
}

extension Array: FieldValue where Element: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> [Element]? {
    var elements: [Element] = []
    try json.forEach { json throws(JSONProblem) in
      if let element = try Element.read(from: &json) { elements.append(element) }
    }
    return elements
  }

  func write(into json: inout JSONWriter) { json.list(self) { $1.write(into: &$0) } }
}

/// A word of an enumeration.
protocol FieldWord: FieldValue, RawRepresentable where RawValue == String {}

extension FieldWord {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Self? {
    try json.word(Self.self)
  }

  func write(into json: inout JSONWriter) { json.string(rawValue) }
}
