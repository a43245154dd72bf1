import Basics
import RLCore
import StubServer
import Testing

@testable import ChatPolicy

/// What real servers said, read again.
@Suite struct RecordedExchangeTests {
  @Test func aWholeReplyIsRead() throws {
    let cut = try ChatReply(RecordedExchange("chat", of: "transformers-serve").bytes)
    #expect(cut.stopReason == .length && cut.model == "smollm2")
    #expect(cut.completionTokens == 12 && cut.promptTokens == 39)
    let ended = try ChatReply(RecordedExchange("chat", of: "llama-cpp-python").bytes)
    #expect(ended.stopReason == .ended && ended.model == "smollm2")
    #expect(ended.completionTokens == 10 && ended.promptTokens == 23)
    #expect(!cut.text.isEmpty && !ended.text.isEmpty)
  }

  @Test func logProbabilitiesAreReadWhereTheServerHasThem() throws {
    let told = try ChatReply(RecordedExchange("chat logprobs", of: "llama-cpp-python").bytes)
    #expect(told.pieces.map(\.text).joined() == told.text)
    #expect(told.pieces.count == 3 && told.pieces.allSatisfy { $0.logProbability < 0 })
    let untold = try ChatReply(RecordedExchange("chat logprobs", of: "transformers-serve").bytes)
    #expect(untold.pieces.isEmpty && !untold.text.isEmpty)
  }

  @Test(arguments: RecordedExchange.servers)
  func aStreamIsTheSameWhereverTheLineCutsIt(server: String) throws {
    let bytes = try RecordedExchange("chat stream", of: server).bytes
    var whole = ChatStream()
    var words = try whole.take(bytes)
    let reply = try whole.end()
    #expect(words == reply.text && !words.isEmpty)
    #expect(reply.stopReason == .length)
    for cut in 0...bytes.count {
      var stream = ChatStream()
      words = try stream.take(Array(bytes[..<cut]))
      words += try stream.take(Array(bytes[cut...]))
      #expect(try stream.end() == reply, "cut at \(cut)")
      #expect(words == reply.text, "cut at \(cut)")
    }
  }

  /// Wherever a stream ends: what comes of it is the whole reply or a failure that passes.
  @Test(arguments: RecordedExchange.servers)
  func aStreamThatEndsEarlyIsNeverTakenForAReply(server: String) throws {
    let bytes = try RecordedExchange("chat stream", of: server).bytes
    var whole = ChatStream()
    _ = try whole.take(bytes)
    let text = try whole.end().text
    var cuts = 0
    for end in 0..<bytes.count {
      do {
        var stream = ChatStream()
        _ = try stream.take(Array(bytes[..<end]))
        #expect(try stream.end().text == text, "ends at \(end)")
      } catch let problem as ChatProblem {
        #expect(problem.isPassing)
        cuts += 1
      }
    }
    #expect(cuts > bytes.count / 2)
  }

  @Test(arguments: [
    ("transformers-serve", "bad model", "Server is pinned to 'smollm2'; requested 'nope'"),
    ("transformers-serve", "bad json", "JSON decode error"),
    ("transformers-serve", "no messages", "Internal Server Error"),
    ("llama-cpp-python", "bad json", "Internal Server Error"),
  ])
  func theWordsOfAFailureAreFound(server: String, name: String, words: String) throws {
    #expect(try ServerMessage(RecordedExchange(name, of: server).bytes).words == words)
  }

  @Test func aPromptThatIsTooLongIsSaidToBeSoWhereTheServerNotices() throws {
    let exchange = try RecordedExchange("too long", of: "llama-cpp-python")
    #expect(exchange.status == 400)
    #expect(ServerMessage(exchange.bytes).words.contains("maximum context length is 4096 tokens"))
  }

  /// The recorded stream through a real socket, cut at every byte it has.
  @Test(.timeLimit(.minutes(2)), arguments: RecordedExchange.servers)
  func aStreamThatAServerCutsIsAskedForAgain(name: String) async throws {
    let bytes = try RecordedExchange("chat stream", of: name).bytes
    let cuts = stride(from: 0, to: bytes.count, by: 61).map { $0 }
    let next = Lock(0)
    let chat = try StubChat { _ in
      let place = next.with { place -> Int in
        defer { place += 1 }
        return place
      }
      let isWhole = place >= cuts.count
      let part = isWhole ? bytes : Array(bytes[..<cuts[place]])
      return .events(String(decoding: part, as: UTF8.self), pieces: 97, isWhole: isWhole)
        + (isWhole ? [] : [.halfClose])
    }
    defer { chat.server.stop() }
    let policy = try await chat.policy([
      "stream": .flag(true), "failures": .integer(100), "at_once": .integer(1),
    ])
    let answer = try await policy.sample([.about("hello")])[0]
    #expect(answer.text.isEmpty == false)
    #expect(next.with { $0 } > 1)
    #expect(policy.used.failures == next.with { $0 } - 1)
  }
}
