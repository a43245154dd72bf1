import RLCore
import RunModel

/// Something that was written in one go: a turn of an attempt, or the reflection.
enum EpisodePart: Hashable {
  /// A turn of the first attempt, counted from 0.
  case first(Int)
  case reflection
  case second(Int)

  /// Such as "first attempt, turn 3".
  var name: String {
    switch self {
    case .first(let turn): "first attempt, turn \(turn + 1)"
    case .reflection: "reflection"
    case .second(let turn): "second attempt, turn \(turn + 1)"
    }
  }
}

extension EpisodeTexts {
  /// Everything that was written, in its order.
  var parts: [EpisodePart] {
    (first?.turns.indices.map(EpisodePart.first) ?? [])
      + (reflection == nil ? [] : [.reflection])
      + (second?.turns.indices.map(EpisodePart.second) ?? [])
  }

  /// The part at a place, or the nearest there is.
  func part(at place: Int) -> EpisodePart? {
    let parts = parts
    return parts.isEmpty ? nil : parts[min(max(0, place), parts.count - 1)]
  }

  /// The place of the part that shows last where so many turns of both attempts do.
  func place(ofTurns turns: Int) -> Int {
    let firsts = first?.turns.count ?? 0
    guard turns > firsts, second != nil else { return max(0, min(turns, firsts) - 1) }
    return firsts + (reflection == nil ? 0 : 1) + turns - 1
  }

  /// How many turns of both attempts show where a part is the last of its attempt that does; the
  /// reflection stands behind all of the first.
  func turns(showing part: EpisodePart) -> Int? {
    let shown =
      switch part {
      case .first(let turn), .second(let turn): turn + 1
      case .reflection: first?.turns.count ?? 0
      }
    return shown == turnCount ? nil : shown
  }

  func text(of part: EpisodePart) -> String {
    switch part {
    case .first(let turn): first?.turns[turn].text ?? ""
    case .reflection: reflection?.text ?? ""
    case .second(let turn): second?.turns[turn].text ?? ""
    }
  }

  /// The tokens of a part, if its log has them.
  func tokens(of part: EpisodePart) -> [TokenTrace.Token]? {
    let trace: TokenTrace? =
      switch part {
      case .first(let turn): first?.turns[turn].tokens
      case .reflection: reflection?.trace
      case .second(let turn): second?.turns[turn].tokens
      }
    return trace?.tokens(of: text(of: part))
  }
}
