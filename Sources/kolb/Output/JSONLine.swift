/// One JSON object on one line, its keys in the order in which they are added.
struct JSONLine {
  private var fields: [String] = []

  var text: String { "{\(fields.joined(separator: ","))}" }

  mutating func add(_ key: String, _ value: String) { add(key, json: Self.quoted(value)) }

  mutating func add(_ key: String, _ value: Int) { add(key, json: "\(value)") }

  mutating func add(_ key: String, _ value: Bool) { add(key, json: "\(value)") }

  /// Whole numbers stand without a fraction; JSON has no word for what is not finite.
  mutating func add(_ key: String, _ value: Double) {
    let whole = Int(exactly: value)
    add(key, json: value.isFinite ? whole.map { "\($0)" } ?? "\(value)" : "null")
  }

  private mutating func add(_ key: String, json: String) {
    fields.append("\(Self.quoted(key)):\(json)")
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.isUnsafeInTerminals: quoted += escaped(scalar)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }
}
