import Basics

/// A text of a line that is passed over: checked, and not kept.
struct PassedText: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> PassedText? {
    try json.passText()
    return PassedText()
  }

  func write(into json: inout JSONWriter) { json.string("") }
}

/// A number of a line that is passed over.
struct PassedNumber: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> PassedNumber? {
    try json.passNumber()
    return PassedNumber()
  }

  func write(into json: inout JSONWriter) { json.integer(0) }
}

/// A list of a line that is passed over.
struct PassedList<Element: FieldValue>: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> PassedList? {
    try json.forEach { json throws(JSONProblem) in _ = try Element.read(from: &json) }
    return PassedList()
  }

  func write(into json: inout JSONWriter) { [Int]().write(into: &json) }
}

/// A text of which only a digest is kept.
struct DigestedText: FieldValue {
  var digest: UInt64

  static func read(from json: inout JSONReader) throws(JSONProblem) -> DigestedText? {
    DigestedText(digest: try json.digestOfText())
  }

  func write(into json: inout JSONWriter) { json.string("") }
}
