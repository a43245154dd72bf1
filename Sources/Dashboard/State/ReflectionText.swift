/// What of a reflection stands between the boards; a key goes from one to the next.
package enum ReflectionText: String, CaseIterable, Sendable {
  case words
  /// What the reflector was shown.
  case saw
  case sincePrevious
  case sinceMemory

  var next: ReflectionText {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  var name: String {
    switch self {
    case .words: "the reflection"
    case .saw: "what the reflector saw"
    case .sincePrevious: "what changed since the previous reflection"
    case .sinceMemory: "what changed since the memory it started from"
    }
  }
}
