import Basics
import RLCore

/// What a client asks of a model: the part of OpenAI's chat completions that a policy can do.
struct ChatCompletionRequest: Sendable, Equatable {
  var model = ""
  var segments: [Segment] = []
  var sampling = SamplingParameters()
  /// The most tokens of the reply.
  var mostTokens = 512
  /// `nil` draws one.
  var seed: UInt64?
  var stops: [String] = []
  var isStreamed = false
  var includesUsage = false
  var wantsLogProbabilities = false

  /// - Throws: `ServingProblem` with the member that is wrong.
  init(_ document: JSONValue) throws(ServingProblem) {
    guard case .object(let members) = document else {
      throw .wrong("body", "The body must be an object.")
    }
    for member in members { try take(member.name, member.value) }
    guard segments.contains(where: { !$0.text.isEmpty }) else {
      throw .wrong("messages", "There are no words to answer to.")
    }
  }

  private mutating func take(_ name: String, _ value: JSONValue) throws(ServingProblem) {
    // A member that is null is as good as left out.
    if value == .null { return }
    switch name {
    case "model": model = try value.text(of: name)
    case "messages": segments = try Self.segments(value)
    case "temperature": sampling.temperature = Float(try value.number(of: name, in: 0...2))
    case "top_p": sampling.topP = Float(try value.number(of: name, in: 0.001...1))
    case "top_k": sampling.topK = max(0, try value.count(of: name, in: -1...1_000_000))
    case "max_tokens", "max_completion_tokens":
      mostTokens = try value.count(of: name, in: 1...1_000_000)
    case "seed": seed = UInt64(bitPattern: Int64(try value.count(of: name, in: Int.min...Int.max)))
    case "stop": stops = try Self.stops(value)
    case "stream": isStreamed = try value.flag(of: name)
    case "stream_options": includesUsage = value["include_usage"] == .boolean(true)
    case "logprobs": wantsLogProbabilities = try value.flag(of: name)
    case "n":
      guard value == .integer(1) else { throw .wrong(name, "One reply is written at a time.") }
    case "tools", "functions":
      guard value == .array([]) else { throw .wrong(name, "This model calls no tools.") }
    // What else there is tunes servers of another kind.
    default: break
    }
  }

  private static func segments(_ value: JSONValue) throws(ServingProblem) -> [Segment] {
    guard case .array(let messages) = value else {
      throw .wrong("messages", "The messages must be an array.")
    }
    var segments: [Segment] = []
    for (place, message) in messages.enumerated() {
      let name = "messages[\(place)]"
      guard let role = message["role"] else {
        throw .wrong(name + ".role", "A message needs a role.")
      }
      let writer: Segment.Writer
      switch role {
      case "system", "developer": writer = .system
      case "user": writer = .world
      case "assistant": writer = .policy
      default:
        throw .wrong(name + ".role", "The roles are 'system', 'user' and 'assistant'.")
      }
      segments.append(Segment(writer, try words(of: message["content"], name)))
    }
    return segments
  }

  /// A text, or parts that are texts.
  private static func words(
    of content: JSONValue?, _ name: String
  ) throws(ServingProblem) -> String {
    switch content {
    case .string(let text)?: return text
    case .null?, nil: return ""
    case .array(let parts)?:
      var words = ""
      for part in parts {
        guard part["type"] == "text", case .string(let text)? = part["text"] else {
          throw .wrong(name + ".content", "This model reads texts only.")
        }
        words += text
      }
      return words
    default: throw .wrong(name + ".content", "The content must be a text.")
    }
  }

  private static func stops(_ value: JSONValue) throws(ServingProblem) -> [String] {
    let values: [JSONValue]
    if case .array(let list) = value { values = list } else { values = [value] }
    guard values.count <= 4 else { throw .wrong("stop", "At most 4 texts stop a reply.") }
    var stops: [String] = []
    for value in values {
      let text = try value.text(of: "stop")
      if !text.isEmpty { stops.append(text) }
    }
    return stops
  }
}
