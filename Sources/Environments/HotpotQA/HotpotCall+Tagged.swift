import Basics

extension HotpotCall {
  /// Reads what language models were taught: an answer in a box, or the call of a tool.
  ///
  ///     \boxed{Ada Lindqvist}
  ///     <tool_call>{"name": "local_search", "arguments": {"query": "…"}}</tool_call>
  ///
  /// What stands first counts.
  init?(readingTagged text: String) {
    let box = Self.boxed(in: text)
    let call = Self.toolCall(in: text)
    switch (box, call) {
    case (let box?, let call?): self = box.place < call.place ? box.call : call.call
    case (let box?, nil): self = box.call
    case (nil, let call?): self = call.call
    case (nil, nil): return nil
    }
  }

  private typealias Found = (place: String.Index, call: HotpotCall)
  private static let longestCall = 1000

  private static func boxed(in text: String) -> Found? {
    guard let open = text.firstRange(of: "\\boxed{") else { return nil }
    var depth = 1
    var inner = ""
    for character in text[open.upperBound...].prefix(longestCall) {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      guard depth > 0 else { break }
      inner.append(character)
    }
    let words = PythonText.stripped(inner)
    return words.isEmpty ? nil : (open.lowerBound, .answer(words))
  }

  private static func toolCall(in text: String) -> Found? {
    guard let open = text.firstRange(of: "<tool_call>") else { return nil }
    let body = text[open.upperBound...].prefix(4 * longestCall)
    let document = body.firstRange(of: "</tool_call>").map { body[..<$0.lowerBound] } ?? body
    guard let json = try? JSONValue(parsing: Array(document.utf8), as: .python),
      case .object(let members) = json,
      case .object(let arguments)? = members.first(where: { $0.name == "arguments" })?.value,
      case .string(let query)? = arguments.first(where: { $0.name == "query" })?.value
    else { return nil }
    let words = PythonText.stripped(String(query.prefix(longestCall)))
    return words.isEmpty ? nil : (open.lowerBound, .search(words))
  }
}
