/// The kinds of options, each with what it takes in words.
extension OptionDescription {
  /// Where among the options a value lives.
  package typealias Place<Value> = any WritableKeyPath<Options, Value> & Sendable

  package static func flag(
    _ name: String, _ path: Place<Bool>, _ help: String
  ) -> Self {
    Self(name, allowed: "true or false", help: help) {
      .flag($0[keyPath: path])
    } write: { value, options in
      guard case .flag(let flag) = value else { return .wrongKind }
      options[keyPath: path] = flag
      return nil
    }
  }

  package static func integer(
    _ name: String, _ path: Place<Int>,
    in range: ClosedRange<Int>, _ help: String
  ) -> Self {
    Self(name, allowed: "a whole number " + words(for: range), help: help) {
      .integer($0[keyPath: path])
    } write: { value, options in
      guard case .integer(let integer) = value else { return .wrongKind }
      guard range.contains(integer) else { return .notAllowed }
      options[keyPath: path] = integer
      return nil
    }
  }

  package static func number(
    _ name: String, _ path: Place<Double>,
    in range: ClosedRange<Double>, _ help: String
  ) -> Self {
    Self(name, allowed: "a number " + words(for: range), help: help) {
      .number($0[keyPath: path])
    } write: { value, options in
      guard let number = value.asNumber else { return .wrongKind }
      guard range.contains(number) else { return .notAllowed }
      options[keyPath: path] = number
      return nil
    }
  }

  /// What logits are divided by: 0 takes the likeliest, and what is smaller than a hundredth would
  /// divide by next to nothing.
  package static func temperature(_ name: String, _ path: Place<Double>, _ help: String) -> Self {
    Self(name, allowed: "0 or a number from 0.01 to 10", help: help) {
      .number($0[keyPath: path])
    } write: { value, options in
      guard let number = value.asNumber else { return .wrongKind }
      guard number == 0 || (0.01...10).contains(number) else { return .notAllowed }
      options[keyPath: path] = number
      return nil
    }
  }

  /// One number, or the smallest and the largest of a range.
  package static func integers(
    _ name: String, from low: Place<Int>,
    to high: Place<Int>,
    in range: ClosedRange<Int>, _ help: String
  ) -> Self {
    let allowed = "a whole number \(words(for: range)), or [SMALLEST, LARGEST]"
    return Self(name, allowed: allowed, help: help) {
      .pair(.integer($0[keyPath: low]), .integer($0[keyPath: high]))
    } write: { value, options in
      guard let ends = value.ends, case (.integer(let first), .integer(let last)) = ends
      else { return .wrongKind }
      guard range.contains(first), range.contains(last) else { return .notAllowed }
      guard first <= last else { return .reversedRange }
      options[keyPath: low] = first
      options[keyPath: high] = last
      return nil
    }
  }

  /// One number, or the smallest and the largest of a range.
  package static func numbers(
    _ name: String, from low: Place<Double>,
    to high: Place<Double>,
    in range: ClosedRange<Double>, _ help: String
  ) -> Self {
    let allowed = "a number \(words(for: range)), or [SMALLEST, LARGEST]"
    return Self(name, allowed: allowed, help: help) {
      .pair(.number($0[keyPath: low]), .number($0[keyPath: high]))
    } write: { value, options in
      guard let ends = value.ends, let first = ends.0.asNumber, let last = ends.1.asNumber
      else { return .wrongKind }
      guard range.contains(first), range.contains(last) else { return .notAllowed }
      guard first <= last else { return .reversedRange }
      options[keyPath: low] = first
      options[keyPath: high] = last
      return nil
    }
  }

  /// One of an enumeration's words.
  package static func word<Word: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ path: Place<Word>, _ help: String
  ) -> Self where Word.RawValue == String {
    word(
      name, path, words: Word.allCases.map(\.rawValue), parse: { Word(rawValue: $0) },
      write: \.rawValue, help)
  }

  /// A value that is written as a word, such as "bank(8)".
  package static func word<Value>(
    _ name: String, _ path: Place<Value>, words: [String],
    parse: @escaping @Sendable (String) -> Value?, write: @escaping @Sendable (Value) -> String,
    _ help: String
  ) -> Self {
    var option = Self(name, allowed: OptionValue.list(of: words), help: help) {
      .text(write($0[keyPath: path]))
    } write: { value, options in
      guard case .text(let word) = value else { return .wrongKind }
      guard let parsed = parse(word) else { return .unknownWord }
      options[keyPath: path] = parsed
      return nil
    }
    option.words = words
    return option
  }

  /// Any text without control characters.
  package static func text(
    _ name: String, _ path: Place<String>,
    mayBeEmpty: Bool = false, _ help: String
  ) -> Self {
    let allowed = "a text without control characters" + (mayBeEmpty ? "" : ", and not an empty one")
    return Self(name, allowed: allowed, help: help) {
      .text($0[keyPath: path])
    } write: { value, options in
      guard case .text(let text) = value else { return .wrongKind }
      let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
      guard isPlain, mayBeEmpty || !text.isEmpty else { return .notAllowed }
      options[keyPath: path] = text
      return nil
    }
  }
}

/// Ranges and lists in words.
extension OptionDescription {
  private static func words(for range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
  }

  private static func words(for range: ClosedRange<Double>) -> String {
    let low = short(range.lowerBound)
    return range.upperBound == .greatestFiniteMagnitude
      ? "of at least \(low)" : "from \(low) to \(short(range.upperBound))"
  }

  private static func short(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? number.description
  }

}

extension OptionValue {
  /// Words in quotes, the last behind an "or".
  package static func list(of words: [String]) -> String {
    let quoted = words.map { "\"\($0)\"" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension OptionValue {
  /// A whole number is a number too.
  fileprivate var asNumber: Double? {
    switch self {
    case .number(let number): number
    case .integer(let integer): Double(integer)
    default: nil
    }
  }

  /// Both ends of a range; a single value is both.
  fileprivate var ends: (Self, Self)? {
    guard case .list(let values) = self else { return (self, self) }
    return values.count == 2 ? (values[0], values[1]) : nil
  }

  /// A range as briefly as it can be written.
  fileprivate static func pair(_ low: Self, _ high: Self) -> Self {
    low == high ? low : .list([low, high])
  }
}
