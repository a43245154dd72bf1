import Environments

/// A small English of which a model knows every word, as a world describes it.
///
/// With it, notes of a small model are held to whole sentences, and what anybody else writes is
/// put into words that such a model knows.
struct WorldLanguage: Sendable, Equatable {
  let language: ClosedLanguage
  /// What it was made of, to tell one from another.
  private let source: [[String]]

  init(_ fields: AnswerFields) throws(AnswerProblem) {
    let symbols = try fields.texts("symbols") ?? []
    let names = try fields.texts("names") ?? []
    let squares = try fields.texts("squares", upTo: 10_000) ?? []
    let moves = try fields.texts("moves") ?? []
    let told = try fields.texts("told") ?? []
    let book = Phrasebook(
      facts: try Self.table("facts", of: fields), guesses: try Self.table("guesses", of: fields),
      orders: try Self.table("orders", of: fields), endings: try Self.table("endings", of: fields),
      unknown: try fields.texts("unknown") ?? [], vague: try fields.texts("vague") ?? [],
      ways: try fields.texts("ways") ?? [])
    let length = try fields.whole("note_length", in: 1...10_000) ?? 64
    language = ClosedLanguage(
      symbols: symbols, names: names, squares: squares, moves: moves, told: told, phrasebook: book,
      noteLength: length)
    source = [symbols, names, squares, moves, told, book.phrasings, book.ways, ["\(length)"]]
  }

  static func == (one: Self, other: Self) -> Bool { one.source == other.source }

  private static func table(
    _ name: String, of fields: AnswerFields
  ) throws(AnswerProblem) -> [String: [String]] {
    guard let table = try fields.object(name) else { return [:] }
    var phrasings: [String: [String]] = [:]
    for key in table.names { phrasings[key] = try table.texts(key) }
    return phrasings
  }
}
