import RLCore

extension ChatReply {
  /// The reply as the loop takes it, no longer than was asked for.
  func completion(of length: ReplyLength) -> Completion {
    let text = Self.cut(text, to: length)
    var pieces = isWhole ? pieces : []
    if text.utf8.count < self.text.utf8.count { pieces = Self.prefix(of: pieces, within: text) }
    return Completion(
      text: text, pieces: pieces.map(\.text), logProbabilities: pieces.map(\.logProbability),
      stopReason: text.utf8.count < self.text.utf8.count ? .ended : stopReason,
      tokenCount: tokenCount)
  }

  /// Tokens that were written and are paid for, in words where the server does not tell.
  var tokenCount: Int {
    if let completionTokens { return completionTokens }
    if !pieces.isEmpty { return pieces.count }
    // Servers that write word by word send a piece a token.
    if deltas > 0 { return deltas }
    return text.split(whereSeparator: \.isWhitespace).count
  }

  /// Whether the pieces are those of the text: some servers leave some out.
  private var isWhole: Bool {
    pieces.lazy.map(\.text).joined().filter { !$0.isWhitespace }
      == text.filter { !$0.isWhitespace }
  }

  private static func cut(_ text: String, to length: ReplyLength) -> String {
    switch length {
    case .text: return text
    case .line:
      let start = text.drop(while: \.isNewline)
      return String(start.prefix { !$0.isNewline })
    case .words(let count):
      let words = text.split(maxSplits: count, whereSeparator: \.isWhitespace).prefix(count)
      guard let first = words.first, let last = words.last else { return "" }
      let end = last.firstIndex(where: \.isWhitespace) ?? last.endIndex
      return String(text[first.startIndex..<end])
    }
  }

  private static func prefix(of pieces: [Piece], within text: String) -> [Piece] {
    let most = text.filter { !$0.isWhitespace }.count
    var count = 0
    return Array(
      pieces.prefix { piece in
        count += piece.text.filter { !$0.isWhitespace }.count
        return count <= most
      })
  }
}
