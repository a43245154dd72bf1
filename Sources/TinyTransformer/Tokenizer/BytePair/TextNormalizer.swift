import Foundation

/// One of Unicode's normal forms.
enum TextNormalizer: Equatable, Sendable {
  case composed
  case decomposed
  case compatibilityComposed
  case compatibilityDecomposed

  func normalise(_ text: String) -> String {
    switch self {
    case .composed: Self.compose(text.decomposedStringWithCanonicalMapping)
    case .decomposed: text.decomposedStringWithCanonicalMapping
    case .compatibilityComposed: Self.compose(text.decomposedStringWithCompatibilityMapping)
    case .compatibilityDecomposed: text.decomposedStringWithCompatibilityMapping
    }
  }

  /// Composes a text that is decomposed.
  ///
  /// Foundation of Swift 6.3 has two faults here. It leaves a syllable and a final consonant apart,
  /// so nothing but decomposed text is given to it. And it looks up characters from U+20000 on by
  /// their lower bits, so that 𠓨 with two dots becomes Ӫ. None of those composes with anything, so
  /// they and their marks pass by it.
  private static func compose(_ text: String) -> String {
    let first: UInt32 = 0x20000
    guard text.unicodeScalars.contains(where: { $0.value >= first }) else {
      return text.precomposedStringWithCanonicalMapping
    }
    var (result, pending) = (String.UnicodeScalarView(), String.UnicodeScalarView())
    var isBehind = false
    for scalar in text.unicodeScalars {
      let isMark = scalar.properties.canonicalCombiningClass != .notReordered
      isBehind = scalar.value >= first || (isBehind && isMark)
      if isBehind {
        result.append(
          contentsOf: String(pending).precomposedStringWithCanonicalMapping.unicodeScalars)
        pending = String.UnicodeScalarView()
        result.append(scalar)
      } else {
        pending.append(scalar)
      }
    }
    result.append(contentsOf: String(pending).precomposedStringWithCanonicalMapping.unicodeScalars)
    return String(result)
  }
}
