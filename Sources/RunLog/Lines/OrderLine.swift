import Basics
import RunModel

/// The line that an order is written as: one flat JSON object.
///
///     {"order":"set","key":"optimizer.learning_rate","value":"3e-4","who":"dashboard"}
package enum OrderLine {
  /// The bytes of an order without a newline.
  package static func encode(_ signed: SignedOrder) -> [UInt8] {
    var json = JSONWriter()
    OrderFields(signed).write(into: &json)
    return json.bytes
  }

  /// Reads a line of the file; any bytes are safe.
  ///
  /// - Returns: the order; of somebody who did not say a name it is "somebody's".
  /// - Throws: what is wrong with a line that is no order.
  package static func decode(_ line: [UInt8]) throws(JSONProblem) -> SignedOrder {
    let result = line.withUnsafeBytes { bytes in
      Result { () throws(JSONProblem) in
        var fields = OrderFields()
        var json = try FieldReader.read(&fields, from: JSONReader(bytes))
        try json.end()
        return try fields.order
      }
    }
    return try result.get()
  }
}

/// The orders by the names that the file uses.
private enum OrderKind: String, CaseIterable, FieldValue {
  case pause, resume, step, stop, abort, checkpoint, pace, set, note, reflect
  case pin, unpin, evict, edit

  static func read(from json: inout JSONReader) throws(JSONProblem) -> OrderKind? {
    if let kind = OrderKind(rawValue: try json.string()) { return kind }
    let known = allCases.map(\.rawValue).joined(separator: ", ")
    throw json.problem(.expected("one of the orders \(known)"))
  }

  func write(into json: inout JSONWriter) { json.string(rawValue) }
}

extension Order.Stride: FieldValue {
  static func read(from json: inout JSONReader) throws(JSONProblem) -> Order.Stride? {
    if let stride = Order.Stride(rawValue: try json.string()) { return stride }
    throw json.problem(.expected("\"phase\" or \"step\""))
  }

  func write(into json: inout JSONWriter) { json.string(rawValue) }
}

/// The keys of orders; which of them there are depends on the kind.
private struct OrderFields: FieldRecord {
  private var kind: OrderKind?
  private var stride: Order.Stride?
  private var key: String?
  private var value: String?
  private var episode: Int?
  private var text: String?
  private var id: Int?
  private var who: String?

  init() {}

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("order", &kind)
    try coder.field("stride", &stride)
    try coder.field("key", &key)
    try coder.field("value", &value)
    try coder.field("episode", &episode)
    try coder.field("text", &text)
    try coder.field("id", &id)
    try coder.field("who", &who)
  }

  init(_ signed: SignedOrder) {
    who = signed.who
    switch signed.order {
    case .pause: kind = .pause
    case .resume: kind = .resume
    case .step(let stride): (kind, self.stride) = (.step, stride)
    case .stop: kind = .stop
    case .abort: kind = .abort
    case .checkpoint: kind = .checkpoint
    case .pace(let pace): (kind, value) = (.pace, pace.words)
    case .set(let key, let value): (kind, self.key, self.value) = (.set, key, value)
    case .note(let text): (kind, self.text) = (.note, text)
    case .reflect(let episode, let text):
      (kind, self.episode, self.text) = (.reflect, episode, text)
    case .memory(let order):
      id = order.id
      switch order.change {
      case .pin: kind = .pin
      case .unpin: kind = .unpin
      case .evict: kind = .evict
      case .edit(let text): (kind, self.text) = (.edit, text)
      }
    }
  }

  var order: SignedOrder {
    get throws(JSONProblem) {
      SignedOrder(try unsigned, who: who ?? "somebody")
    }
  }

  private var unsigned: Order {
    get throws(JSONProblem) {
      switch try require(kind, "order") {
      case .pause: .pause
      case .resume: .resume
      case .step: .step(stride ?? .phase)
      case .stop: .stop
      case .abort: .abort
      case .checkpoint: .checkpoint
      case .pace: .pace(try pace)
      case .set: .set(key: try require(key, "key"), value: try require(value, "value"))
      case .note: .note(try require(text, "text"))
      case .reflect:
        .reflect(episode: try require(episode, "episode"), text: try require(text, "text"))
      case .pin: .memory(MemoryOrder(.pin, id: try require(id, "id")))
      case .unpin: .memory(MemoryOrder(.unpin, id: try require(id, "id")))
      case .evict: .memory(MemoryOrder(.evict, id: try require(id, "id")))
      case .edit: .memory(MemoryOrder(.edit(try require(text, "text")), id: try require(id, "id")))
      }
    }
  }

  private var pace: Pace {
    get throws(JSONProblem) {
      if let pace = Pace(words: try require(value, "value")) { return pace }
      throw JSONProblem(.expected("\"free\", \"hand\", or steps a second"), byte: 0)
    }
  }

  private func require<Value>(
    _ value: Value?, _ key: String
  ) throws(JSONProblem) -> Value {
    guard let value else { throw JSONProblem(.missingKey(key), byte: 0) }
    return value
  }
}
