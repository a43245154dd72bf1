/// Puts the fields of records into a line.
struct FieldWriter: FieldCoder {
  private(set) var json: JSONWriter

  init(_ json: consuming JSONWriter) { self.json = json }

  mutating func write(_ record: some FieldRecord) {
    // Whoever names its keys could change its values, and does not.
    var record = record
    record.fields(&self)
  }

  mutating func field<Value: FieldValue>(_ key: StaticString, _ value: inout Value) {
    json.key(key)
    value.write(into: &json)
  }

  mutating func field<Value: FieldValue>(_ key: StaticString, _ value: inout Value?) {
    guard let value else { return }
    json.key(key)
    value.write(into: &json)
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
