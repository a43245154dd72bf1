import Basics

/// Takes the fields of an object out of a line.
///
/// A record's list of keys is gone through again and again, each time as far as it goes: keys that
/// come in the order of the list, as they do in every log of ours, are found in one go. A key that
/// nothing was found for in a whole round is not known, and passed over.
struct FieldReader: FieldCoder {
  private(set) var json: JSONReader
  private var object: JSONReader.Members
  /// The field whose value comes next; `nil` at the end of the object.
  private var key: JSONKey?
  /// Whether a round of the list found anything.
  private var hasFound = false
  /// Which of the required values were found, a bit for each in the order of the list.
  private var found: UInt64 = 0
  private var place = 0
  /// Whether only what is missing is looked for.
  private var isChecking = false

  /// A reader that stands before an object.
  init(_ json: JSONReader) throws(JSONProblem) {
    self.json = json
    object = try self.json.beginObject()
  }

  /// Reads an object into a record, leaving out what is not known.
  ///
  /// - Parameters:
  ///   - record: with the values that fields have which the object does not name.
  ///   - json: stands before the object.
  /// - Returns: the reader behind the object.
  /// - Throws: what is wrong with the object, or that a required value is missing.
  static func read(
    _ record: inout some FieldRecord, from json: JSONReader
  ) throws(JSONProblem) -> JSONReader {
    var reader = try FieldReader(json)
    try reader.advance()
    while reader.key != nil {
      reader.hasFound = false
      reader.place = 0
      try record.fields(&reader)
      if !reader.hasFound {
        try reader.json.skipValue()
        try reader.advance()
      }
    }
    if reader.place > 0 || !reader.hasFound {
      reader.place = 0
      reader.isChecking = true
      try record.fields(&reader)
    }
    return reader.json
  }

  mutating func field<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value
  ) throws(JSONProblem) {
    if let read: Value = try take(name) { value = read }
  }

  mutating func field<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value?
  ) throws(JSONProblem) {
    if let read: Value = try take(name) { value = read }
  }

  mutating func field<Value: FieldValue & Equatable>(
    _ name: StaticString, _ value: inout Value, usual: Value
  ) throws(JSONProblem) {
    if let read: Value = try take(name) { value = read }
  }

  mutating func required<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value
  ) throws(JSONProblem) {
    defer { place += 1 }
    if isChecking, found & 1 << place == 0 {
      throw JSONProblem(.missingKey("\(name)"), byte: json.next)
    }
    if let read: Value = try take(name) {
      value = read
      found |= 1 << place
    }
  }

  @inline(__always)
  private mutating func take<Value: FieldValue>(
    _ name: StaticString
  ) throws(JSONProblem) -> Value? {
    guard let key, name ~= key else { return nil }
    hasFound = true
    let value = try Value.read(from: &json)
    try advance()
    return value
  }

  /// Goes to the next field that has a value.
  private mutating func advance() throws(JSONProblem) {
    repeat { key = try json.nextKey(in: &object) } while key != nil && json.null()
  }
}

extension FieldRecord {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Self? {
    var record = Self()
    json = try FieldReader.read(&record, from: json)
    return record
  }
}
