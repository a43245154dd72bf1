import Basics

/// One direction of going between a record and the fields of its JSON object.
///
/// A record names each of its keys once, in the order in which they are written; the same list
/// takes values out of a line and puts them into one.
protocol FieldCoder {
  /// A value that is always written.
  mutating func field<Value: FieldValue>(
    _ key: StaticString, _ value: inout Value
  ) throws(JSONProblem)

  /// A value that is written where there is one.
  mutating func field<Value: FieldValue>(
    _ key: StaticString, _ value: inout Value?
  ) throws(JSONProblem)

  /// A value that is written where it is not the usual one.
  mutating func field<Value: FieldValue & Equatable>(
    _ key: StaticString, _ value: inout Value, usual: Value
  ) throws(JSONProblem)

  /// A value without which the record says nothing.
  mutating func required<Value: FieldValue>(
    _ key: StaticString, _ value: inout Value
  ) throws(JSONProblem)
}

/// A record as the fields of an object.
protocol FieldRecord: FieldValue {
  /// Every value as it is where the object does not name it.
  init()

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem)
}

/// What stands for a record in a line, where the two are not one.
protocol FieldLine: FieldRecord {
  associatedtype Record

  init(_ record: Record)

  /// `nil` where the fields make no record.
  var record: Record? { get }
}

extension FieldCoder {
  /// A list of records.
  mutating func records<Keys: FieldLine>(
    _ key: StaticString, _ records: inout [Keys.Record], as line: Keys.Type
  ) throws(JSONProblem) {
    var lines = LineList<Keys>(records)
    try field(key, &lines)
    records = lines.records
  }

  /// A list of records that is written where there is one.
  mutating func records<Keys: FieldLine>(
    _ key: StaticString, _ records: inout [Keys.Record]?, as line: Keys.Type
  ) throws(JSONProblem) {
    var lines = records.map { LineList<Keys>($0) }
    try field(key, &lines)
    records = lines?.records
  }
}

/// Records that become lines one at a time, without another array of them.
private struct LineList<Keys: FieldLine>: FieldValue {
  var records: [Keys.Record]

  init(_ records: [Keys.Record]) { self.records = records }

  static func read(from json: inout JSONReader) throws(JSONProblem) -> Self? {
    var list = Self([])
    try json.forEach { json throws(JSONProblem) in
      if let record = try Keys.read(from: &json)?.record { list.records.append(record) }
    }
    return list
  }

  func write(into json: inout JSONWriter) {
    json.list(records) { Keys($1).write(into: &$0) }
  }
}
