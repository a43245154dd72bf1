/// A set of Unicode scalars, as a pattern names it: `\p{L}`, `\s`, `[^\r\n\p{L}\p{N}]`, `a`.
struct ScalarClass: Equatable, Sendable {
  /// One of the things that a class is the union of.
  enum Part: Equatable, Sendable {
    case range(ClosedRange<UInt32>)
    /// Those of general categories, a bit each; see `ScalarTraits`.
    case categories(UInt32)
    case whiteSpace
    case notWhiteSpace
  }

  var parts: [Part]
  var isNegated = false
  /// Whether letters that differ only in case are alike.
  var ignoresCase = false
  /// What it says of ASCII, a bit each, so that most questions are a shift.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ parts: [Part], isNegated: Bool = false, ignoresCase: Bool = false) {
    self.parts = parts
    self.isNegated = isNegated
    self.ignoresCase = ignoresCase
    for value in UInt32(0)..<128 where decides(value) {
      if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
    }
  }

  @inline(__always)
  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return low >> UInt64(value) & 1 == 1 }
    if value < 128 { return high >> UInt64(value - 64) & 1 == 1 }
    return decides(value)
  }

  private func decides(_ value: UInt32) -> Bool {
    var isIn = parts.contains { Self.holds($0, value) }
    if !isIn, ignoresCase {
      isIn = ScalarTraits.otherCases(of: value).contains { other in
        parts.contains { Self.holds($0, other) }
      }
    }
    return isIn != isNegated
  }

  private static func holds(_ part: Part, _ value: UInt32) -> Bool {
    switch part {
    case .range(let range): range.contains(value)
    case .categories(let set): set >> UInt32(ScalarTraits.category(of: value)) & 1 == 1
    case .whiteSpace: ScalarTraits.isWhiteSpace(value)
    case .notWhiteSpace: !ScalarTraits.isWhiteSpace(value)
    }
  }
}

/// What patterns ask of a scalar.
enum ScalarTraits {
  /// The two-letter names of the general categories; the place of a name is its bit.
  static let categoryNames = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
  ]

  /// The categories that a name such as `L` or `Lu` stands for; nil where there is none.
  static func categories(named name: String) -> UInt32? {
    var set: UInt32 = 0
    for (bit, category) in categoryNames.enumerated()
    where category == name || (name.count == 1 && category.hasPrefix(name)) {
      set |= 1 << UInt32(bit)
    }
    return set == 0 ? nil : set
  }

  static func category(of value: UInt32) -> Int {
    guard let scalar = Unicode.Scalar(value) else { return 27 }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter: return 0
    case .lowercaseLetter: return 1
    case .titlecaseLetter: return 2
    case .modifierLetter: return 3
    case .otherLetter: return 4
    case .nonspacingMark: return 5
    case .spacingMark: return 6
    case .enclosingMark: return 7
    case .decimalNumber: return 8
    case .letterNumber: return 9
    case .otherNumber: return 10
    case .connectorPunctuation: return 11
    case .dashPunctuation: return 12
    case .openPunctuation: return 13
    case .closePunctuation: return 14
    case .initialPunctuation: return 15
    case .finalPunctuation: return 16
    case .otherPunctuation: return 17
    case .mathSymbol: return 18
    case .currencySymbol: return 19
    case .modifierSymbol: return 20
    case .otherSymbol: return 21
    case .spaceSeparator: return 22
    case .lineSeparator: return 23
    case .paragraphSeparator: return 24
    case .control: return 25
    case .format: return 26
    case .surrogate: return 27
    case .privateUse: return 28
    case .unassigned: return 29
    @unknown default: return 29
    }
  }

  static func isWhiteSpace(_ value: UInt32) -> Bool {
    Unicode.Scalar(value)?.properties.isWhitespace ?? false
  }

  /// The scalars that a scalar becomes in the other case, and the long s, which is an s.
  static func otherCases(of value: UInt32) -> [UInt32] {
    guard let scalar = Unicode.Scalar(value) else { return [] }
    if value == 0x17F { return [0x73, 0x53] }
    return [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].compactMap {
      let scalars = $0.unicodeScalars
      guard let first = scalars.first, scalars.count == 1 else { return nil }
      return first.value == value ? nil : first.value
    }
  }
}
