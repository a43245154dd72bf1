import TerminalUI

/// A sign on the screen and the one thing that it means, wherever it stands.
///
/// Pictures take their signs from here, and the legend is printed from here, so that no sign can
/// mean two things and none is drawn that nobody explains.
struct Sign: Equatable, Sendable {
  /// What signs of a kind are about, and so in which views they can be.
  enum Group: String, CaseIterable, Sendable {
    case outcomes = "what came of it"
    case claims = "what a text says"
    case boards = "boards and moves"
    case replay = "replay"
    case curves = "plots"
    case bars = "bars"
    case lists = "lists"
    case run = "the run"

    /// The views that can have them; `nil` for all.
    var views: [ViewID]? {
      switch self {
      case .outcomes, .lists, .run: nil
      case .claims: [.overview, .episodes, .reflections, .memory, .transitions]
      case .boards: [.overview, .episodes, .reflections, .memory, .transitions]
      case .replay: [.episodes]
      case .curves:
        [.overview, .reflections, .diagnostics, .compare, .transitions, .scalars]
      case .bars: [.overview, .episodes, .reflections, .transitions]
      }
    }
  }

  let symbol: String
  let meaning: String
  let style: Style
  let group: Group

  init(_ symbol: String, _ meaning: String, _ style: Style, _ group: Group) {
    self.symbol = symbol
    self.meaning = meaning
    self.style = style
    self.group = group
  }

  /// The sign with a word behind it.
  func span(_ word: String) -> Span { Span("\(symbol) \(word)", style) }

  var span: Span { Span(symbol, style) }
}
