import RunModel

/// Reads an event: the numbers in its summary, and the texts.
struct TensorBoardParser: RecordParser {
  mutating func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    var fields = WireReader(frame.bytes)
    var clock: Double?
    var step = 0
    var summary: ArraySlice<UInt8> = []
    while let (field, value) = try fields.next() {
      switch field {
      case 1: clock = value.double
      case 2: step = value.integer
      case 5: summary = value.message
      default: break
      }
    }
    let (numbers, texts) = try Self.values(of: summary)
    var records = texts.map {
      ParsedRecord(.note(step: step, text: $0), clock: clock)
    }
    if !numbers.isEmpty {
      records.append(
        ParsedRecord(.metrics(MetricsRecord(step: step, values: numbers)), clock: clock))
    }
    return records
  }

  private static func values(
    of summary: ArraySlice<UInt8>
  ) throws(RecordProblem) -> (numbers: [Scalar], texts: [String]) {
    var numbers: [Scalar] = []
    var texts: [String] = []
    var fields = WireReader(summary)
    while let (field, value) = try fields.next() {
      guard field == 1 else { continue }
      let (tag, content) = try Self.value(value.message)
      switch content {
      case .number(let number): numbers.append(Scalar(tag, number))
      case .text(let text): texts.append("\(tag): \(text)")
      case nil: break
      }
    }
    return (numbers, texts)
  }

  private enum Content {
    case number(Double)
    case text(String)
  }

  /// The tag of a value with what it holds; images, sounds and histograms hold nothing that is
  /// shown.
  private static func value(
    _ message: ArraySlice<UInt8>
  ) throws(RecordProblem) -> (tag: String, Content?) {
    var tag = ""
    var content: Content?
    var plugin = ""
    var fields = WireReader(message)
    while let (field, value) = try fields.next() {
      switch field {
      case 1: tag = value.text
      case 2: content = .number(value.float)
      case 8: content = try tensor(value.message)
      case 9: plugin = try Self.plugin(value.message)
      default: break
      }
    }
    let isShown = ["", "scalars", "text"].contains(plugin)
    return (tag, isShown ? content : nil)
  }

  /// The name of the plugin that shows a value, in its metadata.
  private static func plugin(_ metadata: ArraySlice<UInt8>) throws(RecordProblem) -> String {
    var fields = WireReader(metadata)
    while let (field, value) = try fields.next() {
      guard field == 1 else { continue }
      var data = WireReader(value.message)
      while let (field, value) = try data.next() {
        if field == 1 { return value.text }
      }
    }
    return ""
  }

  /// The one number of a tensor, or its texts.
  private static func tensor(_ message: ArraySlice<UInt8>) throws(RecordProblem) -> Content? {
    var kind = 0
    var bytes: ArraySlice<UInt8> = []
    var numbers: [Double] = []
    var texts: [String] = []
    var fields = WireReader(message)
    while let (field, value) = try fields.next() {
      switch (field, value) {
      case (1, _): kind = value.integer
      case (4, _): bytes = value.message
      // Packed, or one alone.
      case (5, .bytes(let packed)): numbers += floats(packed)
      case (5, _): numbers.append(value.float)
      case (6, .bytes(let packed)): numbers += doubles(packed)
      case (6, _): numbers.append(value.double)
      case (8, _): texts.append(value.text)
      default: break
      }
    }
    if !texts.isEmpty { return .text(texts.joined(separator: "\n")) }
    if numbers.isEmpty { numbers = kind == 1 ? floats(bytes) : kind == 2 ? doubles(bytes) : [] }
    return numbers.count == 1 ? .number(numbers[0]) : nil
  }

  private static func floats(_ bytes: ArraySlice<UInt8>) -> [Double] {
    bits(bytes, of: 4).map { Double(Float(bitPattern: UInt32($0))) }
  }

  private static func doubles(_ bytes: ArraySlice<UInt8>) -> [Double] {
    bits(bytes, of: 8).map { Double(bitPattern: $0) }
  }

  private static func bits(_ bytes: ArraySlice<UInt8>, of size: Int) -> [UInt64] {
    stride(from: bytes.startIndex, to: bytes.endIndex - size + 1, by: size).map { place in
      bytes[place..<(place + size)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
  }
}
