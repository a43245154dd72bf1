import RLCore

/// What a letter of a board can stand for in truth, which nobody tells.
package protocol GridKind: RawRepresentable<String>, CaseIterable, Equatable, Sendable {
  /// How squares of this kind are shown to those who may know.
  var look: TileLook { get }
}

/// Which letters stand for what on a board.
package protocol GridCode: Sendable {
  associatedtype Kind: GridKind

  /// Letters by their index.
  static var letters: [String] { get }
  /// The kind of each letter, by letter index.
  var kinds: [Kind] { get }
}

extension GridCode {
  /// The whole truth in short, which tasks are named after: a letter and its kind, in the order of
  /// letters.
  package var rulebook: String {
    zip(Self.letters, kinds).map { "\($0) \($1.rawValue)" }.joined(separator: " ")
  }

  /// The letters and their meanings, for people.
  var letterLegend: [LegendEntry] {
    zip(Self.letters, kinds).map {
      LegendEntry(symbol: $0, meaning: $1.rawValue, look: $1.look)
    }
  }
}
