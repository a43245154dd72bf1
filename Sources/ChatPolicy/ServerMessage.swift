import Basics

/// What a server says of a failure, from any of the forms in which servers do.
///
///     {"error": {"message": "…"}}   {"error": "…"}   {"detail": "…"}   {"detail": [{"msg": "…"}]}
///     {"message": "…"}              Internal Server Error
struct ServerMessage {
  let words: String

  init(_ body: [UInt8]) {
    guard let json = try? JSONValue(parsing: body, as: .python) else {
      words = Self.shortened(String(decoding: body.prefix(2000), as: UTF8.self))
      return
    }
    let found =
      json["error"]?["message"]?.text ?? json["error"]?.text ?? json["detail"]?.text
      ?? json["detail"]?.elements?.first?["msg"]?.text ?? json["message"]?.text
    words = Self.shortened(found ?? json.compactText())
  }

  /// On one line, without a mark at its end, and not too long for one.
  static func shortened(_ text: String) -> String {
    var line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if line.count > 300 { line = line.prefix(299) + "…" }
    while line.hasSuffix(".") { line.removeLast() }
    return line
  }
}
