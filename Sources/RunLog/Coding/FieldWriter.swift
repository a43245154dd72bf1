import Basics

/// Puts the fields of records into a line.
///
/// The writer of JSON is itself the coder: a copy of it beside it would copy all that is written.
extension JSONWriter: FieldCoder {
  mutating func field<Value: FieldValue>(_ key: StaticString, _ value: inout Value) {
    self.key(key)
    value.write(into: &self)
  }

  mutating func field<Value: FieldValue>(_ key: StaticString, _ value: inout Value?) {
    guard let value else { return }
    self.key(key)
    value.write(into: &self)
  }

  mutating func field<Value: FieldValue & Equatable>(
    _ key: StaticString, _ value: inout Value, usual: Value
  ) {
    if value != usual { field(key, &value) }
  }

  mutating func required<Value: FieldValue>(_ key: StaticString, _ value: inout Value) {
    field(key, &value)
  }
}

extension FieldRecord {
  func write(into json: inout JSONWriter) {
    json.object { json in
      // Whoever names its keys could change its values or throw, and does neither here.
      var record = self
      try? record.fields(&json)
    }
  }
}
