import Testing

/// What may be wrong with one record of a file.
struct RecordDamage: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What stands there instead of the record, or before it.
  let bytes: @Sendable ([UInt8]) -> [UInt8]
  /// Whether the record is lost; otherwise something stands before it.
  let isLoss: Bool
  /// Whether something is there that has to be counted.
  let isCounted: Bool
  /// Whether it is only ever found at the beginning of a file.
  var isOfBeginnings = false

  private init(
    _ words: String, isLoss: Bool, isCounted: Bool = true, isOfBeginnings: Bool = false,
    _ bytes: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) {
    (testDescription, self.bytes, self.isLoss) = (words, bytes, isLoss)
    (self.isCounted, self.isOfBeginnings) = (isCounted, isOfBeginnings)
  }

  private static func line(_ text: String) -> @Sendable ([UInt8]) -> [UInt8] {
    { _ in Array("\(text)\n".utf8) }
  }

  /// Of records that are a line each.
  static let ofLines = [
    RecordDamage("torn", isLoss: true) { $0.prefix($0.count / 2) + [0x0A] },
    RecordDamage("without its beginning", isLoss: true) { Array($0.suffix($0.count / 2)) },
    RecordDamage("with a bad byte", isLoss: true) { record in
      Array(record.prefix(record.count / 2)) + [0xFF]
        + record.suffix(record.count - record.count / 2)
    },
    RecordDamage("zeros", isLoss: true) { [UInt8](repeating: 0, count: $0.count - 1) + [0x0A] },
    RecordDamage("of another kind", isLoss: true, line(#"{"version": "1.2", "host": "x"}"#)),
    RecordDamage("a list", isLoss: true, line("[[], []]")),
    RecordDamage("null", isLoss: true, line("null")),
    RecordDamage("behind a header", isLoss: false, line(#"{"version": "1.2", "host": "x"}"#)),
    RecordDamage("behind words", isLoss: false, line("Loading weights: done")),
    RecordDamage("behind bytes", isLoss: false) { _ in [0xFF, 0xFE, 0x80, 0x0A] },
    RecordDamage("behind blank lines", isLoss: false, isCounted: false, line("\n  \r\n")),
    RecordDamage("behind a mark", isLoss: false, isCounted: false, isOfBeginnings: true) { _ in
      [0xEF, 0xBB, 0xBF]
    },
  ]

  /// Of files that are a record each.
  static let ofDocuments = [
    RecordDamage("torn", isLoss: true) { Array($0.prefix($0.count / 2)) },
    RecordDamage("behind words", isLoss: false, line("Loading weights: done")),
    RecordDamage("behind a quote", isLoss: false, line("\"")),
    RecordDamage("behind blank lines", isLoss: false, isCounted: false, line("\n  \r\n")),
    RecordDamage("behind a mark", isLoss: false, isCounted: false, isOfBeginnings: true) { _ in
      [0xEF, 0xBB, 0xBF]
    },
  ]
}
