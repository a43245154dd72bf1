import Basics
import Foundation
import Testing

@testable import TinkerPolicy

/// What a real server (SkyRL 0.4.0 over a tiny Qwen3 on a CPU) was asked and answered.
@Suite struct `A recorded exchange` {
  private struct Call {
    var path: String
    var request: JSONValue
    var reply: JSONValue
    var decoded: JSONValue?
  }

  private let calls: [Call]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Exchanges/skyrl-0.4.0.json")
    let document = try JSONValue(parsing: try Data(contentsOf: file), as: .python)
    calls = (document.elements ?? []).compactMap { entry in
      guard let parts = entry.elements, parts.count > 4, let path = parts[0].text else {
        return nil
      }
      return Call(
        path: path, request: parts[1], reply: parts[3],
        decoded: parts.count > 5 ? parts[5]["decoded"] : nil)
    }
  }

  private func bytes(_ value: JSONValue) -> [UInt8]? {
    value["protobuf_base64"]?.text.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
  }

  @Test func `what was drawn reads as another reader read it`() throws {
    var count = 0
    for call in calls {
      guard let bytes = bytes(call.reply), let decoded = call.decoded, decoded["sequences"] != nil
      else { continue }
      let expected = try SampleResult(json: decoded)
      let found = try SampleResult(protobuf: bytes[...])
      #expect(found.sequences.map(\.tokens) == expected.sequences.map(\.tokens))
      #expect(
        found.sequences.map(\.logProbabilities) == expected.sequences.map(\.logProbabilities))
      count += 1
    }
    #expect(count >= 4)
  }

  @Test func `log-probabilities of a batch read as another reader read them`() throws {
    var count = 0
    for call in calls {
      guard let bytes = bytes(call.reply), let decoded = call.decoded,
        let outputs = decoded["loss_fn_outputs"]?.elements
      else { continue }
      let found = try ForwardBackwardResult(protobuf: bytes[...])
      let expected = outputs.map { ($0["logprobs"]?.elements ?? []).map { Float($0.real ?? .nan) } }
      #expect(found.logProbabilities == expected)
      count += 1
    }
    #expect(count >= 3)
  }

  @Test func `a batch is written byte for byte as the other client wrote it`() throws {
    var count = 0
    for call in calls where call.path.hasSuffix("forward_backward") {
      guard let bytes = bytes(call.request),
        let request = try? RequestReading.request(bytes)
      else { continue }
      #expect(request.protobuf == bytes)
      count += 1
    }
    #expect(count >= 3)
  }

  @Test func `cut or damaged anywhere, an answer is read or refused`() throws {
    var refused = 0
    for call in calls {
      guard let bytes = bytes(call.reply) else { continue }
      for length in 0..<bytes.count {
        do {
          _ = try SampleResult(protobuf: bytes.prefix(length))
          _ = try ForwardBackwardResult(protobuf: bytes.prefix(length))
        } catch { refused += 1 }
      }
      for place in stride(from: 0, to: bytes.count, by: 7) {
        var damaged = bytes
        damaged[place] ^= 0xFF
        _ = try? SampleResult(protobuf: damaged[...])
        _ = try? ForwardBackwardResult(protobuf: damaged[...])
      }
    }
    #expect(refused > 100)
  }
}
