extension Unicode.Scalar {
  /// Whether a terminal could do more with it than show it: controls, separators of lines, and
  /// what turns the direction of text.
  var isUnsafeInTerminals: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }

  /// Whether it is drawn on the character before it.
  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}

extension String {
  /// The text with each unsafe character shown as a symbol; lines stay lines.
  ///
  /// Marks that are heaped on one character would be drawn over the lines around it, so only the
  /// first few stay.
  var safeForTerminals: String {
    var safe = ""
    var marks = 0
    for scalar in unicodeScalars {
      marks = scalar.isMark ? marks + 1 : 0
      guard marks <= Self.marksOnOne else { continue }
      safe.unicodeScalars.append(scalar == "\n" ? scalar : Self.symbol(for: scalar))
    }
    return safe
  }

  /// More than any script writes on one letter.
  private static let marksOnOne = 4

  private static func symbol(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.isUnsafeInTerminals else { return scalar }
    // The pictures of the first 32 controls begin at U+2400.
    let picture = scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) : nil
    return picture ?? "\u{FFFD}"
  }
}
