extension JSONReader {
  /// A number's parts: `±digits × 10^exponent`, if the digits fit a word.
  struct ScannedNumber {
    fileprivate var isNegative = false
    fileprivate var digits: UInt64 = 0
    fileprivate var digitsFit = true
    fileprivate var exponent = 0
    fileprivate var isWhole = true
    fileprivate var bytes: Range<Int>
  }

  /// The most that is counted in a log.
  ///
  /// Sums of it stay within a word, whoever wrote the log.
  static let largestInteger = 1 << 48

  /// A whole number of a size that something can be counted to.
  package mutating func integer() throws(JSONProblem) -> Int {
    skipSpaces()
    let start = next
    let value = try anyInteger()
    guard value.magnitude <= Self.largestInteger.magnitude else {
      throw JSONProblem(.numberTooLarge, byte: start)
    }
    return value
  }

  /// A whole number; also one that is written as 3.0 or 3e2.
  package mutating func anyInteger() throws(JSONProblem) -> Int {
    skipSpaces()
    guard next < bytes.count, Self.beginsNumber(bytes[next]) else {
      throw problem(.expected("a whole number"))
    }
    let number = try scanNumber()
    if number.isWhole, number.digitsFit {
      if !number.isNegative, let value = Int(exactly: number.digits) { return value }
      if number.isNegative, number.digits <= Int.min.magnitude {
        return Int(truncatingIfNeeded: 0 &- number.digits)
      }
    }
    if !number.isWhole, let value = Int(exactly: try value(of: number)) { return value }
    let reason =
      number.isWhole
      ? JSONProblem.Reason.numberTooLarge : .expected("a whole number")
    throw JSONProblem(reason, byte: number.bytes.lowerBound)
  }

  /// A number, or one of the texts "NaN", "Infinity" and "-Infinity".
  package mutating func number() throws(JSONProblem) -> Double {
    skipSpaces()
    guard next < bytes.count else { throw problem(.endsTooSoon) }
    if bytes[next] == UInt8(ascii: "\"") {
      let start = next
      switch try string() {
      case "NaN": return .nan
      case "Infinity": return .infinity
      case "-Infinity": return -.infinity
      default: throw JSONProblem(.expected("a number"), byte: start)
      }
    }
    guard Self.beginsNumber(bytes[next]) else { throw problem(.expected("a number")) }
    return try value(of: scanNumber())
  }

  /// Passes over what `number` takes, which is checked as if it were wanted.
  package mutating func passNumber() throws(JSONProblem) {
    skipSpaces()
    guard next < bytes.count, bytes[next] != UInt8(ascii: "\"") else {
      _ = try number()
      return
    }
    guard Self.beginsNumber(bytes[next]) else { throw problem(.expected("a number")) }
    let number = try scanNumber()
    // Nineteen digits times ten to the 280th is no infinity.
    if !number.digitsFit || abs(number.exponent) > 280 { _ = try value(of: number) }
  }

  private static func beginsNumber(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  /// Passes over a number.
  mutating func scanNumber() throws(JSONProblem) -> ScannedNumber {
    var number = ScannedNumber(bytes: next..<next)
    number.isNegative = skipByte("-")
    guard scanDigits(into: &number) > 0 else { throw problem(.expected("a digit")) }
    if skipByte(".") {
      number.isWhole = false
      let count = scanDigits(into: &number)
      guard count > 0 else { throw problem(.expected("a digit")) }
      number.exponent = -count
    }
    if skipByte("e") || skipByte("E") {
      number.isWhole = false
      let isNegative = skipByte("-")
      if !isNegative { _ = skipByte("+") }
      var exponent = ScannedNumber(bytes: next..<next)
      guard scanDigits(into: &exponent) > 0 else { throw problem(.expected("a digit")) }
      let size = exponent.digitsFit ? Int(min(exponent.digits, 100_000)) : 100_000
      number.exponent += isNegative ? -size : size
    }
    number.bytes = number.bytes.lowerBound..<next
    return number
  }

  private mutating func scanDigits(into number: inout ScannedNumber) -> Int {
    let start = next
    while next < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[next] {
      let (product, overflow) = number.digits.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(bytes[next] & 15))
      if overflow || carry { number.digitsFit = false }
      number.digits = sum
      next += 1
    }
    return next - start
  }

  private mutating func skipByte(_ sign: Unicode.Scalar) -> Bool {
    guard next < bytes.count, bytes[next] == UInt8(ascii: sign) else { return false }
    next += 1
    return true
  }

  /// The nearest double.
  ///
  /// Up to 2⁵³ and 10²² both factors are exact and one operation rounds once (Clinger, "How to
  /// read floating point numbers accurately", 1990); everything else is left to the library.
  private func value(of number: ScannedNumber) throws(JSONProblem) -> Double {
    if number.digitsFit, number.digits <= 1 << 53, abs(number.exponent) <= 22 {
      let digits = Double(number.digits)
      let magnitude =
        number.exponent < 0
        ? digits / Self.powersOfTen[-number.exponent] : digits * Self.powersOfTen[number.exponent]
      return number.isNegative ? -magnitude : magnitude
    }
    let text = String(decoding: bytes[number.bytes], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw JSONProblem(.numberTooLarge, byte: number.bytes.lowerBound)
    }
    return value
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
