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

  /// - Parameter json: stands before the object.
  init(_ json: JSONReader) throws(EventLineProblem) {
    self.json = json
    object = try self.json.beginObject()
  }

  /// Reads an object, leaving out what is not known.
  ///
  /// - Parameter record: with the values that fields have which the object does not name.
  /// - Returns: the reader behind the object.
  /// - Throws: what is wrong with the object, or that a required value is missing.
  static func read(
    _ record: inout some FieldRecord, from json: JSONReader
  ) throws(EventLineProblem) -> JSONReader {
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
    reader.place = 0
    reader.isChecking = true
    try record.fields(&reader)
    return reader.json
  }

  mutating func field<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value
  ) throws(EventLineProblem) {
    if let read: Value = try take(name) { value = read }
  }

  mutating func field<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value?
  ) throws(EventLineProblem) {
    if let read: Value = try take(name) { value = read }
  }

  mutating func field<Value: FieldValue & Equatable>(
    _ name: StaticString, _ value: inout Value, usual: Value
  ) throws(EventLineProblem) {
    if let read: Value = try take(name) { value = read }
  }

  mutating func required<Value: FieldValue>(
    _ name: StaticString, _ value: inout Value
  ) throws(EventLineProblem) {
    defer { place += 1 }
    if isChecking, found & 1 << place == 0 {
      throw EventLineProblem(.missingKey("\(name)"), byte: json.next)
    }
    if let read: Value = try take(name) {
      value = read
      found |= 1 << place
    }
  }

  @inline(__always)
  private mutating func take<Value: FieldValue>(
    _ name: StaticString
  ) throws(EventLineProblem) -> Value? {
    guard let key, name ~= key else { return nil }
    hasFound = true
    let value = try Value.read(from: &json)
    try advance()
    return value
  }

  /// Goes to the next field that has a value.
  private mutating func advance() throws(EventLineProblem) {
    repeat { key = try json.nextKey(in: &object) } while key != nil && json.null()
  }
}

extension FieldRecord {
  static func read(from json: inout JSONReader) throws(EventLineProblem) -> Self? {
    var record = Self()
    json = try FieldReader.read(&record, from: json)
    return record
  }

  func write(into json: inout JSONWriter) {
    json.object { json in
      var writer = FieldWriter(json)
      writer.write(self)
      json = writer.json
    }
  }
}
