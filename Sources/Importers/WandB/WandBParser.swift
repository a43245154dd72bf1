import Basics
import RunModel

/// Reads a record of a run: its beginning, its history, and how it ended.
struct WandBParser: RecordParser {
  private var step = 0

  mutating func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    var fields = WireReader(frame.bytes)
    while let (field, value) = try fields.next() {
      switch field {
      case 2: return try history(value.message)
      case 17: return [ParsedRecord(.beginning(try Self.run(value.message)))]
      case 18: return [ParsedRecord(try ending(value.message))]
      default: break
      }
    }
    return []
  }

  private mutating func history(
    _ message: ArraySlice<UInt8>
  ) throws(RecordProblem) -> [ParsedRecord] {
    var scalars: [Scalar] = []
    var clock: Double?
    var fields = WireReader(message)
    while let (field, value) = try fields.next() {
      if field == 2 { step = try Self.number(in: value.message) }
      guard field == 1, let scalar = try Self.item(value.message) else { continue }
      switch scalar.name {
      case "_step": step = Int(exactly: scalar.value) ?? step
      case "_timestamp": clock = scalar.value
      case "_runtime": break
      default: scalars.append(scalar)
      }
    }
    guard !scalars.isEmpty else { return [] }
    // Their order in the file is that of a hash table, another one each time.
    scalars.sort { $0.name < $1.name }
    return [ParsedRecord(.metrics(MetricsRecord(step: step, values: scalars)), clock: clock)]
  }

  private static func number(in message: ArraySlice<UInt8>) throws(RecordProblem) -> Int {
    var fields = WireReader(message)
    while let (field, value) = try fields.next() {
      if field == 1 { return value.integer }
    }
    return 0
  }

  /// A number with its name; `nil` for what is none.
  private static func item(_ message: ArraySlice<UInt8>) throws(RecordProblem) -> Scalar? {
    var names: [String] = []
    var number: Double?
    var fields = WireReader(message)
    while let (field, value) = try fields.next() {
      switch field {
      case 1, 2: names.append(value.text)
      case 4: number = Double(value.integer)
      case 5: number = Double(value.integer >> 1 ^ -(value.integer & 1))
      case 6: number = value.double
      case 16: number = (try? JSONValue(parsing: value.message, as: .python))?.number
      default: break
      }
    }
    return number.map { Scalar(names.joined(separator: "/"), $0) }
  }

  /// The project and the name of a run, and what its configuration says of the model.
  private static func run(_ message: ArraySlice<UInt8>) throws(RecordProblem) -> LogBeginningFacts {
    var facts = LogBeginningFacts()
    var fields = WireReader(message)
    while let (field, value) = try fields.next() {
      switch field {
      case 3: facts.environment = value.text
      case 8: facts.name = value.text
      case 4:
        let config = try configuration(value.message)
        facts.model = config.first { ["model", "model_name", "model_path"].contains($0.0) }?.1.text
        facts.seed = config.first { $0.0 == "seed" }?.1.whole
      default: break
      }
    }
    return facts
  }

  private static func configuration(
    _ message: ArraySlice<UInt8>
  ) throws(RecordProblem) -> [(String, JSONValue)] {
    var items: [(String, JSONValue)] = []
    var fields = WireReader(message)
    while let (field, value) = try fields.next() {
      guard field == 1 else { continue }
      var key = ""
      var json: JSONValue?
      var item = WireReader(value.message)
      while let (field, value) = try item.next() {
        if field == 1 { key = value.text }
        if field == 16 { json = try? JSONValue(parsing: value.message, as: .python) }
      }
      if let json { items.append((key, json)) }
    }
    return items
  }

  private func ending(_ message: ArraySlice<UInt8>) throws(RecordProblem) -> ParsedItem {
    let code = try Self.number(in: message)
    return code == 0
      ? .finished(step: step) : .failed(step: step, reason: "the program ended with \(code)")
  }
}
