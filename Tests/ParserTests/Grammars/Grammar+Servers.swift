import Basics
import HTTPTransport

@testable import ChatPolicy
@testable import TinkerPolicy

/// What servers answer.
extension Grammar {
  static let ofServers: [Grammar] = [
    reply, stream, message, addresses, dates, samples, losses,
  ]

  private static let replyText =
    #"{"id":"a","model":"m","choices":[{"index":0,"finish_reason":"stop","message":"#
    + #"{"role":"assistant","content":"go up","tool_calls":[{"function":{"name":"f","#
    + #""arguments":"{}"}}]},"logprobs":{"content":[{"token":"go","logprob":-0.5}]}}],"#
    + #""usage":{"prompt_tokens":5,"completion_tokens":2}}"#

  private static let replyWords = [
    "\"choices\":[", "\"message\":{", "\"content\":null", "\"logprob\":1e999", "\"delta\":{",
    "\"content\":\"x\"", "data: ", "data: [DONE]\n\n", "\n\n", "\"error\":{\"message\":\"no\"}",
    "\"usage\":null", "\"completion_tokens\":",
  ]

  private static let reply = Grammar(
    "reply of a chat server", texts: [replyText], words: replyWords
  ) { bytes in
    let reply = try ChatReply(bytes)
    // No server's word makes a probability above one, or none at all.
    guard reply.pieces.allSatisfy({ $0.logProbability <= 0 }) else { throw Unlike() }
  }

  private static let stream = Grammar(
    "stream of a chat server",
    texts: [
      #"data: {"choices":[{"delta":{"content":"go"}}]}"# + "\n\n"
        + #"data: {"choices":[{"delta":{"content":" up"},"finish_reason":"stop"}]}"# + "\r\n\r\n"
        + "data: [DONE]\n\n"
    ], words: replyWords
  ) { bytes in
    var stream = ChatStream()
    for start in stride(from: 0, to: bytes.count, by: 7) {
      _ = try stream.take(Array(bytes[start..<min(bytes.count, start + 7)]))
    }
    _ = try stream.end()
  }

  private static let message = Grammar(
    "error of a server",
    texts: [#"{"error":{"message":"no"}}"#, #"{"detail":[{"msg":"no"}]}"#, "no"]
  ) { _ = ServerMessage($0).words }

  private static let addresses = Grammar(
    "address of a server",
    texts: ["http://localhost:8000/v1", "https://[::1]:443/a/v1"],
    words: ["http://", "@", ":", "[", "]", "/", "?", "#", "%00", "%2e", "\r\n"]
  ) { _ = try ServerAddress(text($0)) }

  private static let dates = Grammar(
    "date of a server", texts: ["Sun, 06 Nov 1994 08:49:37 GMT"], words: ["GMT", "Nov", "99", ":"]
  ) { bytes in
    guard HTTPDate.seconds(text(bytes)) != nil else { throw NothingRead() }
  }

  private static let samples = Grammar(
    "samples of a training server", seeds: [sampleMessage], words: ["\u{0A}", "\u{12}\u{01}"]
  ) { _ = try SampleResult(protobuf: $0[...]) }

  private static let losses = Grammar(
    "losses of a training server", seeds: [lossMessage], words: ["\u{12}", "logprobs"]
  ) { _ = try ForwardBackwardResult(protobuf: $0[...]) }

  private static let sampleMessage: [UInt8] = {
    var writer = ProtobufWriter()
    writer.message(1) { sequence in
      sequence.number(1, 1)
      sequence.block(2, PackedNumbers.bytes([Int32(1), 2, 3]))
      sequence.block(3, PackedNumbers.bytes([Float(-0.5), -1, .nan]))
    }
    writer.block(2, PackedNumbers.bytes([Float(-1)]))
    return writer.bytes
  }()

  private static let lossMessage: [UInt8] = {
    var writer = ProtobufWriter()
    writer.message(2) { record in
      record.message(2) { entry in
        entry.text(1, "logprobs")
        entry.message(2) { tensor in
          tensor.block(1, PackedNumbers.bytes([Float(-0.5), -1, -2]))
          tensor.block(2, PackedNumbers.bytes([Int64(0), 8, 12]))
        }
      }
    }
    writer.message(3) { entry in
      entry.text(1, "loss")
      entry.block(2, PackedNumbers.bytes([Double(0.5).bitPattern]))
    }
    return writer.bytes
  }()
}
