import RunModel

/// The line that an order is written as: one flat JSON object.
///
///     {"order":"set","key":"optimizer.learning_rate","value":"3e-4","who":"dashboard"}
package enum OrderLine {
  /// The orders by the names that the file uses.
  private enum Kind: String, CaseIterable {
    case pause, resume, step, stop, abort, checkpoint, set, note, reflect
    case pin, unpin, evict, edit
  }

  /// The bytes of an order without a newline.
  package static func encode(_ signed: SignedOrder) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      switch signed.order {
      case .pause: json.field("order", Kind.pause.rawValue)
      case .resume: json.field("order", Kind.resume.rawValue)
      case .step(let stride):
        json.field("order", Kind.step.rawValue)
        json.field("stride", stride.rawValue)
      case .stop: json.field("order", Kind.stop.rawValue)
      case .abort: json.field("order", Kind.abort.rawValue)
      case .checkpoint: json.field("order", Kind.checkpoint.rawValue)
      case .set(let key, let value):
        json.field("order", Kind.set.rawValue)
        json.field("key", key)
        json.field("value", value)
      case .note(let text):
        json.field("order", Kind.note.rawValue)
        json.field("text", text)
      case .reflect(let episode, let text):
        json.field("order", Kind.reflect.rawValue)
        json.field("episode", episode)
        json.field("text", text)
      case .memory(let order): write(order, into: &json)
      }
      json.field("who", signed.who)
    }
    return json.bytes
  }

  private static func write(_ order: MemoryOrder, into json: inout JSONWriter) {
    switch order.change {
    case .pin: json.field("order", Kind.pin.rawValue)
    case .unpin: json.field("order", Kind.unpin.rawValue)
    case .evict: json.field("order", Kind.evict.rawValue)
    case .edit(let text):
      json.field("order", Kind.edit.rawValue)
      json.field("text", text)
    }
    json.field("id", order.id)
  }

  /// Reads a line of the file; any bytes are safe.
  ///
  /// - Returns: the order; of somebody who did not say a name it is "somebody's".
  /// - Throws: what is wrong with a line that is no order.
  package static func decode(_ line: [UInt8]) throws(EventLineProblem) -> SignedOrder {
    let result = line.withUnsafeBytes { bytes in
      Result { () throws(EventLineProblem) in try decode(bytes) }
    }
    return try result.get()
  }

  private struct Fields {
    var kind: Kind?
    var stride = Order.Stride.phase
    var key: String?
    var value: String?
    var text: String?
    var episode: Int?
    var id: Int?
    var who = "somebody"
  }

  private static func decode(
    _ bytes: UnsafeRawBufferPointer
  ) throws(EventLineProblem) -> SignedOrder {
    var json = JSONReader(bytes)
    var object = try json.beginObject()
    var fields = Fields()
    while let key = try json.nextKey(in: &object) {
      if json.null() { continue }
      switch key {
      case "order":
        let name = try json.string()
        guard let kind = Kind(rawValue: name) else {
          let known = Kind.allCases.map(\.rawValue).joined(separator: ", ")
          throw json.problem(.expected("one of the orders \(known)"))
        }
        fields.kind = kind
      case "stride":
        guard let stride = try json.word(Order.Stride.self) else {
          throw json.problem(.expected("\"phase\" or \"step\""))
        }
        fields.stride = stride
      case "key": fields.key = try json.string()
      case "value": fields.value = try json.string()
      case "text": fields.text = try json.string()
      case "episode": fields.episode = try json.integer()
      case "id": fields.id = try json.integer()
      case "who": fields.who = try json.string()
      default: try json.skipValue()
      }
    }
    try json.end()
    return SignedOrder(try order(fields), who: fields.who)
  }

  private static func order(_ fields: Fields) throws(EventLineProblem) -> Order {
    switch try require(fields.kind, "order") {
    case .pause: .pause
    case .resume: .resume
    case .step: .step(fields.stride)
    case .stop: .stop
    case .abort: .abort
    case .checkpoint: .checkpoint
    case .set:
      .set(key: try require(fields.key, "key"), value: try require(fields.value, "value"))
    case .note: .note(try require(fields.text, "text"))
    case .reflect:
      .reflect(
        episode: try require(fields.episode, "episode"), text: try require(fields.text, "text"))
    case .pin: .memory(MemoryOrder(.pin, id: try require(fields.id, "id")))
    case .unpin: .memory(MemoryOrder(.unpin, id: try require(fields.id, "id")))
    case .evict: .memory(MemoryOrder(.evict, id: try require(fields.id, "id")))
    case .edit:
      .memory(
        MemoryOrder(.edit(try require(fields.text, "text")), id: try require(fields.id, "id")))
    }
  }

  private static func require<Value>(
    _ value: Value?, _ key: String
  ) throws(EventLineProblem) -> Value {
    guard let value else { throw EventLineProblem(.missingKey(key), byte: 0) }
    return value
  }
}
