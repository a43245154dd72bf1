import Basics
import RLCore

/// What a chat server is asked for.
struct ChatRequest: Sendable, Equatable {
  var model: String
  var messages: [ChatMessage]
  var mostTokens: Int
  var sampling: SamplingParameters
  var seed: Int
  var stop: [String] = []
  var wantsLogProbabilities = false
  var isStreamed = false
  var tools: [ToolDescription] = []

  init(_ request: SampleRequest, model: String, mostTokens: Int, foldsSystem: Bool) {
    self.model = model
    messages = ChatMessage.messages(of: request.conversation, foldsSystem: foldsSystem)
    self.mostTokens = mostTokens > 0 ? mostTokens : request.length.tokens
    sampling = request.sampling
    // Servers read whole numbers of 31 bits.
    seed = Int(request.seed >> 33)
    if request.length == .line { stop = ["\n"] }
  }

  /// The body, without what this server does not take.
  func json(_ oddities: ServerOddities) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ parameter: ServerOddities.Parameter, _ value: JSONValue) {
      guard !oddities.refused.contains(parameter) else { return }
      members.append(.init(name: parameter.rawValue, value: value))
    }
    members.append(.init(name: "model", value: .string(model)))
    members.append(.init(name: "messages", value: .array(messages.map(\.json))))
    add(
      oddities.refused.contains(.maxTokens) ? .maxCompletionTokens : .maxTokens,
      .integer(mostTokens))
    add(.temperature, sampling.temperature.json)
    if sampling.topP < 1 { add(.topP, sampling.topP.json) }
    if sampling.topK > 0 { add(.topK, .integer(sampling.topK)) }
    add(.seed, .integer(seed))
    if !stop.isEmpty { add(.stop, .array(stop.map { .string($0) })) }
    if wantsLogProbabilities { add(.logProbabilities, true) }
    if isStreamed, !oddities.refused.contains(.stream) {
      add(.stream, true)
      add(.streamOptions, ["include_usage": true])
    }
    if !tools.isEmpty { add(.tools, .array(tools.map(\.json))) }
    return .object(members)
  }
}

extension ToolDescription {
  /// As OpenAI's interface has it.
  fileprivate var json: JSONValue {
    let properties = parameters.map { parameter in
      JSONValue.Member(
        name: parameter.name,
        value: ["type": "string", "description": .string(parameter.summary)])
    }
    let schema: JSONValue = [
      "type": "object", "properties": .object(properties),
      "required": .array(parameters.map { .string($0.name) }),
    ]
    return [
      "type": "function",
      "function": [
        "name": .string(name), "description": .string(summary), "parameters": schema,
      ],
    ]
  }
}

extension ReplyLength {
  /// How many tokens of any model are enough.
  fileprivate var tokens: Int {
    switch self {
    case .words(let count): 8 + 8 * count
    case .line: 256
    case .text(let count): 2 * count
    }
  }
}

extension Float {
  /// In as few digits as it was written in.
  fileprivate var json: JSONValue { .number(Double("\(self)") ?? Double(self)) }
}
