import Basics

/// An observation of a server as words.
///
/// A single text is told as it is; of several members each is told with its name.
struct ObservationText: Sendable, Equatable {
  /// The members that are told; all where empty.
  let shown: [String]

  /// - Throws: `AnswerProblem` where it is longer than a text may be.
  func words(of observation: JSONValue) throws(AnswerProblem) -> String {
    guard case .object(let members) = observation else {
      return try bounded(Self.text(observation))
    }
    let told = members.filter { member in
      member.value != .null && (shown.isEmpty || shown.contains(member.name))
    }
    if told.count == 1 { return try bounded(Self.text(told[0].value)) }
    return try bounded(
      told.map { "\($0.name): \(Self.text($0.value))" }.joined(separator: "\n"))
  }

  private static func text(_ value: JSONValue) -> String {
    if case .string(let text) = value { text } else { value.compactText() }
  }

  private func bounded(_ text: String) throws(AnswerProblem) -> String {
    guard text.count <= WorldText.longest else {
      throw AnswerProblem(
        "the observation has more than \(WorldText.longest) characters; name the members to be "
          + "told in openenv.show")
    }
    return WorldText.clean(text)
  }
}
