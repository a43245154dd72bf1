/// One symbol of an environment's boards, its hidden meaning, and how it is shown.
package struct LegendEntry: Sendable {
  package var symbol: String
  package var meaning: String {
    didSet { lookOfMeaning = TileLook(ofMeaning: meaning) }
  }
  /// The look that the world asked for, or `nil` for that of the meaning.
  private var ownLook: TileLook?
  /// Kept, because every claim of every reflection asks for it.
  private var lookOfMeaning: TileLook

  /// An entry that looks as its meaning does by itself, unless it is said how.
  package init(symbol: String, meaning: String, look: TileLook? = nil) {
    self.symbol = symbol
    self.meaning = meaning
    ownLook = look
    lookOfMeaning = TileLook(ofMeaning: meaning)
  }

  package var look: TileLook {
    get { ownLook ?? lookOfMeaning }
    set { ownLook = newValue }
  }

  /// Whether the meaning alone says how it looks, so that a log need not.
  package var looksAsItsMeaning: Bool { ownLook.map { $0 == lookOfMeaning } ?? true }
}

extension LegendEntry: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    left.symbol == right.symbol && left.meaning == right.meaning && left.look == right.look
  }
}
