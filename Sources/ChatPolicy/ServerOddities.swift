import Basics

/// What a server does otherwise than others, as far as it has shown: the one place that knows.
///
/// Nothing is asked beforehand: a request is made in full, and what comes back teaches. What was
/// learnt holds for the rest of the process.
struct ServerOddities: Sendable, Equatable {
  /// What a request may hold that not every server takes.
  enum Parameter: String, Sendable, CaseIterable {
    // Longer names first, because they are looked for in messages.
    case maxCompletionTokens = "max_completion_tokens"
    case streamOptions = "stream_options"
    case temperature
    case logProbabilities = "logprobs"
    case maxTokens = "max_tokens"
    case stream
    case tools
    case topP = "top_p"
    case topK = "top_k"
    case seed
    case stop

    /// Without which a reply is not the one that was asked for.
    var isEssential: Bool { self == .temperature || self == .maxCompletionTokens }
  }

  /// What it does not take.
  var refused: Set<Parameter> = []
  /// Whether it has no place for a system message.
  var foldsSystem = false
  /// Whether replies carry log-probabilities; `nil` before the first.
  var hasLogProbabilities: Bool?
  /// Whether it has answered at all.
  var hasAnswered = false

  /// What people should know, each thing once.
  private(set) var remarks: [String] = []

  mutating func remark(_ words: String) -> String? {
    guard !remarks.contains(words) else { return nil }
    remarks.append(words)
    return words
  }

  /// Learns from a refusal what to leave out.
  ///
  /// - Parameters:
  ///   - status: of the answer.
  ///   - message: what the server says.
  ///   - request: what it was asked for.
  /// - Returns: what people are told, where the same request can be made otherwise; `nil` where the
  ///   refusal teaches nothing.
  mutating func learn(from status: Int, _ message: String, to request: ChatRequest) -> String? {
    let words = message.lowercased()
    let isRefusal = [400, 404, 422, 501].contains(status)
    if isRefusal, !foldsSystem, request.messages.first?.role == .system,
      words.contains("system"), words.contains("role") || words.contains("template")
    {
      foldsSystem = true
      return "It has no place for a system message: what stands above everything is told first."
    }
    let sent = sentParameters(request)
    // Such as "auto" tool choice requires a flag of the server's.
    if isRefusal, sent.contains(.tools), words.contains("tool") {
      refused.insert(.tools)
      return "It calls no tools, so what is called for is read from its words."
    }
    if isRefusal, let named = sent.first(where: { words.contains($0.rawValue) }) {
      refused.insert(named)
      if named == .logProbabilities { hasLogProbabilities = false }
      return named.isEssential
        ? "It takes no '\(named.rawValue)', so its replies are not drawn as the run asks for."
        : "It takes no '\(named.rawValue)'."
    }
    // Some fail without a word where they are asked for log-probabilities that they do not keep.
    if status >= 400, status != 429, !hasAnswered, sent.contains(.logProbabilities),
      ![401, 403].contains(status)
    {
      refused.insert(.logProbabilities)
      hasLogProbabilities = false
      return "It fails where log-probabilities are asked for, so they are not."
    }
    return nil
  }

  private func sentParameters(_ request: ChatRequest) -> [Parameter] {
    guard case .object(let members) = request.json(self) else { return [] }
    let names = Set(members.map(\.name))
    return Parameter.allCases.filter { names.contains($0.rawValue) }
  }

  /// Learns from a reply.
  ///
  /// - Returns: what people are told.
  mutating func learn(from reply: ChatReply, to request: ChatRequest) -> [String] {
    hasAnswered = true
    var news: [String] = []
    if request.wantsLogProbabilities, hasLogProbabilities != true {
      hasLogProbabilities = !reply.pieces.isEmpty
      if reply.pieces.isEmpty { refused.insert(.logProbabilities) }
    }
    if let model = reply.model, !Self.isSame(model, request.model),
      let words = remark(
        "It was asked for the model '\(request.model)' and says that '\(model)' answers.")
    {
      news.append(words)
    }
    if reply.completionTokens == nil, reply.pieces.isEmpty,
      let words = remark("It does not tell how many tokens it wrote, so words are counted.")
    {
      news.append(words)
    }
    return news
  }

  /// Whether a server means the same model by another form of its name, such as with its version.
  private static func isSame(_ answered: String, _ asked: String) -> Bool {
    func last(_ name: String) -> String {
      (name.split(separator: "/").last.map(String.init) ?? name).lowercased()
    }
    let (answered, asked) = (last(answered), last(asked))
    return answered.hasPrefix(asked) || asked.hasPrefix(answered) || answered.isEmpty
  }
}
