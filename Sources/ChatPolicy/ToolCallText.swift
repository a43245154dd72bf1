import Basics

/// A call of a tool in the form of a text, as worlds read it.
enum ToolCallText {
  /// - Parameters:
  ///   - name: of the tool.
  ///   - arguments: what is said with it, a JSON object.
  /// - Returns: the call between its tags.
  static func text(_ name: String, _ arguments: String) -> String {
    let opening: JSONValue = ["name": .string(name)]
    return "<tool_call>" + opening.compactText().dropLast() + ",\"arguments\":"
      + (arguments.isEmpty ? "{}" : arguments) + "}</tool_call>"
  }
}

/// Calls that arrive piece by piece, each piece with the place of its call.
struct ToolCallPieces: Sendable {
  private var calls: [Int: (name: String, arguments: String)] = [:]

  mutating func take(_ piece: JSONValue) {
    let place = piece["index"]?.count ?? 0
    var call = calls[place] ?? (name: "", arguments: "")
    call.name += piece["function"]?["name"]?.text ?? ""
    call.arguments += piece["function"]?["arguments"]?.text ?? ""
    calls[place] = call
  }

  /// The calls whose names are known, in their order.
  var texts: [String] {
    calls.sorted { $0.key < $1.key }.filter { !$0.value.name.isEmpty }
      .map { ToolCallText.text($0.value.name, $0.value.arguments) }
  }
}
