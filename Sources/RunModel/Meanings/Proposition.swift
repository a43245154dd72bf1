import RLCore

/// What a claim says, whatever its words: "C is a hole".
///
/// Two reflections that say it in other words say the same proposition.
package struct Proposition: Hashable, Sendable {
  package var kind: Claim.Kind
  /// As in a `Claim`: a symbol, "not C", "cause", a leak's name.
  package var subject: String
  /// What is said of the subject, such as "hole"; `nil` where the log does not tell.
  package var said: String?
  /// Whether it is put as a guess: "B may be the goal".
  package var isGuess = false

  package init(_ kind: Claim.Kind, about subject: String, saying said: String? = nil) {
    self.kind = kind
    self.subject = subject
    self.said = said
  }

  /// The proposition of a claim.
  ///
  /// What a claim says is the meaning that the legend has for its role. Logs of old claims do not
  /// tell what was said, but a true one says of a symbol what the legend says, and a false one
  /// something else.
  package init(_ claim: Claim, legend: [LegendEntry]) {
    self.init(claim.kind, about: claim.subject)
    isGuess = claim.isGuess
    guard claim.said.isEmpty else {
      said = Self.meaning(of: claim.said, legend: legend)
      return
    }
    guard claim.kind == .rule, let entry = legend.first(where: { $0.symbol == claim.subject })
    else { return }
    switch claim.verdict {
    case .right: said = entry.meaning
    case .wrong: said = Self.somethingElse
    case .unsupported: break
    }
  }

  /// The word of a legend for what is said by roles any of which would make it true.
  ///
  /// "Avoid C" speaks of a hole where there are no walls, and who can walk on D says that it is
  /// ground rather than the goal, so that both mean what "C is a hole" and "D is safe" mean.
  private static func meaning(of roles: [String], legend: [LegendEntry]) -> String {
    let known = roles.compactMap { role in
      legend.first { $0.look.role.rawValue == role && $0.look.role != .other }
    }
    let likeliest = known.first { $0.look.role == .floor } ?? known.first
    return likeliest?.meaning ?? roles.joined(separator: "/")
  }

  /// What a false claim says of a symbol where nobody knows more.
  static let somethingElse = "other"
}

extension Proposition: Comparable {
  /// Rules first, then what the attempt met, then leaks; the letters of each in their order.
  package static func < (left: Self, right: Self) -> Bool {
    left.place < right.place
  }

  private var place: (Int, Substring, Int, String, Int) {
    (kind.order, bare, isDenied ? 1 : 0, said ?? "", isGuess ? 1 : 0)
  }

  /// The subject without "not".
  package var bare: Substring { isDenied ? subject.dropFirst(Claim.denial.count) : subject[...] }

  /// Whether something is denied of the subject.
  package var isDenied: Bool { subject.hasPrefix(Claim.denial) }

}

extension Claim.Kind {
  fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
