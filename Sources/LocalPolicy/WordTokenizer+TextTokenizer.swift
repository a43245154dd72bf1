import RLCore
import TinyTransformer

extension WordTokenizer: TextTokenizer {
  package var beginToken: Int32 { self[.beginning] }

  package var endToken: Int32 { self[.end] }

  package func decode(_ tokens: [Int32]) -> String {
    tokens.map(word(of:)).joined(separator: " ")
  }
}
