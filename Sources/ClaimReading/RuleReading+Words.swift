/// The words that tell how a sentence hangs together.
extension RuleReading {
  static func isNegation(_ word: String) -> Bool {
    word.hasSuffix("n't") || negations.contains(word)
  }

  static let negations: Set<String> = [
    "not", "never", "no", "cannot", "neither", "nor", "without", "none", "hardly", "instead",
    "isnt", "dont", "cant",
  ]
  static let hedges: Set<String> = [
    "may", "maybe", "might", "perhaps", "possibly", "probably", "likely", "could", "think",
    "guess", "suspect", "believe", "assume", "seems", "seem", "apparently", "presumably",
  ]
  static let doubts: Set<String> = [
    "unknown", "unclear", "unsure", "uncertain", "whether", "undetermined", "unexplored",
  ]
  static let conditions: Set<String> = [
    "if", "when", "whenever", "once", "suppose", "unless", "after",
  ]
  static let boundaries: Set<String> = [
    ",", "but", "while", "whereas", "and", "so", "because", "although", "though", "however", ")",
    "]", "|",
  ]
  static let links: Set<String> = [
    "is", "are", "was", "were", "am", "be", "=", ":", "→", "➜", ">", "-", "–", "—", "|", "(",
    "means", "mean", "meaning", "represents", "represent", "denotes", "denote", "marks", "mark",
    "marked", "indicates", "indicate", "signifies", "stands", "stand", "refers", "refer",
    "corresponds", "symbolizes", "symbolises", "seems", "seem", "appears", "appear", "looks",
    "look", "acts", "act", "behaves", "behave", "becomes", "turned", "labelled", "labeled",
    "called", "written", "shown", "depicted", "equals", "represented", "denoted", "named",
    "counts", "proved", "turns",
  ]
  static let modals: Set<String> = [
    "must", "can", "may", "might", "could", "should", "will", "would", "also", "always",
    "probably", "likely", "never", "does", "do", "has",
  ]
  static let blockers: Set<String> = [
    "next", "near", "beside", "above", "below", "under", "left", "right", "adjacent", "behind",
    "between", "toward", "towards", "from", "around", "away", "until", "before", "than",
  ]
  static let places: Set<String> = ["on", "onto", "in", "into"]
  /// What stands for something that was named before.
  static let pronouns: Set<String> = ["it", "them", "those", "these"]

  static let fillers: Set<String> = [
    "its", "their", "his", "a", "an", "the", "to", "be", "likely", "probably", "possibly", "maybe",
    "certainly",
    "clearly", "definitely", "also", "just", "actually", "always", "both", "all", "one", "kind",
    "of", "tile", "tiles", "square", "squares", "cell", "cells", "symbol", "symbols", "letter",
    "letters", "for", "as", "like", "very", "indeed", "really", "marked", "with", "it", "must",
    "can", "may", "might", "could", "should", "will", "would", "your", "my", "our", "any", "each",
    "every", "this", "that", "at", "s", "type", "field", "out", "up",
  ]
  static let naming: Set<String> = [
    "symbol", "symbols", "letter", "letters", "tile", "tiles", "square", "squares", "cell",
    "cells", "marked", "labelled", "labeled", "called",
  ]
  static let joins: Set<String> = [",", "and", "or", "/", "&", "+", "nor"]
  static let quotes: Set<String> = [
    "'", "\"", "`", "‘", "’", "“", "”", "*", "«", "»", "_", "[", "]",
  ]
  static let onto: Set<String> = ["onto", "on", "to", "into", "toward", "towards", "over"]
  /// Irregular pasts: they tell, and advise nothing.
  static let told: Set<String> = ["went", "stood", "trod", "ran"]
}

extension RoleLexicon {
  /// Whether an event is that something was pushed.
  func isPushing(_ phrase: Phrase) -> Bool { phrase.stems.contains("push") }
}
