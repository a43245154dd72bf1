import RunModel

/// Meanings as the filter names them: "meaning:3fa2c1d09b7e".
extension EpisodeRecord.Reflection {
  /// Long enough that no two meanings of a run share it.
  private static let codeLength = 12

  /// The beginning of its meaning's key, in hexadecimal digits; "none" without one.
  var code: String { Self.code(of: meaning) }

  static func code(of meaning: Meaning?) -> String {
    guard let key = meaning?.key else { return "none" }
    let digits = String(key, radix: 16)
    return String((String(repeating: "0", count: 16 - digits.count) + digits).prefix(codeLength))
  }
}

extension Meaning {
  /// Whether a claim is made, by its name, "C hole", or by what it is about, "C".
  func claims(_ name: String) -> Bool {
    parts.contains { $0.proposition.name == name || $0.proposition.subject == name }
  }
}
