import Basics
import ChatTemplates
import RLCore
import TinyTransformer

/// Makes tokens of conversations with a language model: messages by its chat template, and what it
/// drew itself as it was drawn.
struct LanguageText: Sendable {
  let tokenizer: BytePairTokenizer
  /// The tokens that end a reply.
  let ends: Set<Int32>
  private let template: ChatTemplate?
  private let variables: [String: JSONValue]

  /// - Throws: `ChatTemplateError` where the template has what is not known here.
  init(_ folder: LanguageModelFolder) throws {
    tokenizer = folder.tokenizer
    ends = folder.ends
    template = try folder.chatTemplate.map { try ChatTemplate($0.source, file: $0.file) }
    variables = folder.specialTokens.mapValues { .string($0) }
  }

  /// What is to be read before the policy goes on: of several sequences the last one.
  ///
  /// - Throws: `ChatTemplateError`.
  func tokens(of conversation: Conversation) throws -> [Int32] {
    var reading = Reading(self)
    try reading.read(conversation, asksForReply: true)
    return reading.current.tokens
  }

  /// The tokens of a whole conversation, with those marked that are learnt from.
  ///
  /// - Returns: one sequence, or several where the template writes a turn otherwise once another
  ///   follows it.
  /// - Throws: `ChatTemplateError`.
  func trajectories(of conversation: Conversation) throws -> [Trajectory] {
    var reading = Reading(self)
    try reading.read(conversation, asksForReply: false)
    return reading.whole
  }

  /// The text of some messages, up to where a reply would begin.
  fileprivate func prompt(_ segments: ArraySlice<Segment>) throws -> String {
    let messages = Self.messages(segments)
    guard let template else {
      return messages.map(\.content).joined(separator: "\n\n") + "\n\n"
    }
    return try template.render(messages, asksForReply: true, variables: variables)
  }

  /// What follows on one another by the same writer is one message, as for a chat server.
  private static func messages(_ segments: ArraySlice<Segment>) -> [ChatTemplate.Message] {
    var messages: [ChatTemplate.Message] = []
    for segment in segments {
      let role =
        switch segment.writer {
        case .system: "system"
        case .world: "user"
        case .policy: "assistant"
        }
      if messages.last?.role == role {
        messages[messages.count - 1].content += "\n\n" + segment.text
      } else {
        messages.append(ChatTemplate.Message(role: role, content: segment.text))
      }
    }
    return messages
  }

  /// What was drawn from this vocabulary; what another policy wrote is only words.
  fileprivate func drawn(in segment: Segment) -> Completion? {
    guard let completion = segment.completion, !completion.tokens.isEmpty,
      tokenizer.decode(completion.tokens) == segment.text
    else { return nil }
    return completion
  }
}

/// A walk through a conversation, turn by turn.
private struct Reading {
  private let text: LanguageText
  /// Sequences that are over, and have something in them to learn from.
  private var over: [Trajectory] = []
  private(set) var current = Trajectory()
  /// What the tokens of the current sequence read.
  private var said: [UInt8] = []

  init(_ text: LanguageText) {
    self.text = text
  }

  var whole: [Trajectory] {
    over.isEmpty || !current.written.isEmpty ? over + [current] : over
  }

  mutating func read(_ conversation: Conversation, asksForReply: Bool) throws {
    let segments = conversation.segments
    for (place, segment) in segments.enumerated() where segment.writer == .policy {
      try tell(segments[..<place])
      append(segment, isOwn: place >= conversation.ownBeginning)
    }
    if asksForReply || segments.last?.writer != .policy { try tell(segments[...]) }
  }

  /// Goes on to where the reply to some messages begins.
  private mutating func tell(_ segments: ArraySlice<Segment>) throws {
    let prompt = Array(try text.prompt(segments).utf8)
    if !prompt.starts(with: said) {
      if !current.written.isEmpty { over.append(current) }
      (current, said) = (Trajectory(), [])
    }
    let news = String(decoding: prompt[said.count...], as: UTF8.self)
    current.append(told: text.tokenizer.encode(news))
    said = prompt
  }

  private mutating func append(_ segment: Segment, isOwn: Bool) {
    guard let drawn = text.drawn(in: segment) else {
      current.append(told: text.tokenizer.encode(segment.text))
      said += segment.text.utf8
      return
    }
    if isOwn {
      current.append(written: drawn)
    } else {
      current.append(told: drawn.tokens)
    }
    for token in drawn.tokens { said += text.tokenizer.bytes(of: token) }
  }
}

extension ReplyLength {
  /// The most tokens of a reply of a language model, of which a word takes several.
  var languageTokens: Int {
    switch self {
    case .words(let count): 8 + 8 * count
    case .line: 256
    case .text(let count): 2 * count
    }
  }
}
