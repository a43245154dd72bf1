import Basics
import RLCore
import StubServer
import Testing

@testable import ChatPolicy

@Suite(.timeLimit(.minutes(1))) struct ServerExaminationTests {
  private func findings(of chat: StubChat) async throws -> [String: ServerFinding] {
    var found: [String: ServerFinding] = [:]
    try await ServerExamination.examine(chat.source(model: ""), by: chat.backend) {
      found[$0.name] = $0
    }
    return found
  }

  @Test func whatAPlainServerDoesIsFoundOut() async throws {
    let chat = try StubChat { request in
      let body = try? JSONValue(parsing: request.body)
      guard body?["model"] == "stub" else {
        return .reply(#"{"detail":"no such model"}"#, status: 404)
      }
      guard body?["messages"]?.elements?.isEmpty == false else {
        return .reply("Internal Server Error", status: 500, type: "text/plain")
      }
      let seed = body?["seed"]?.count ?? 0
      return .reply(JSONValue.reply("hello \(body?["temperature"] == 1 ? seed : 0)"))
    }
    defer { chat.server.stop() }
    let found = try await findings(of: chat)
    #expect(found["lists its models"]?.words == "stub")
    #expect(found["answers"]?.verdict == .yes && found["counts tokens"]?.verdict == .yes)
    #expect(found["same seed, same answer"]?.verdict == .yes)
    #expect(found["log-probabilities"]?.verdict == .no)
    #expect(found["word by word"]?.verdict == .no)
    #expect(found["refuses an empty request"]?.verdict == .yes)
    #expect(found["refuses a model that it lacks"]?.verdict == .yes)
    #expect(found["calls tools"]?.verdict == .no)
    #expect(found.count == 12)
  }

  @Test func aServerThatInventsAndPretendsIsFoundOut() async throws {
    let chat = try StubChat { request in
      let body = try? JSONValue(parsing: request.body)
      return .reply(JSONValue.reply("whatever", model: body?["model"]?.text ?? ""))
    }
    defer { chat.server.stop() }
    let found = try await findings(of: chat)
    #expect(found["refuses an empty request"]?.verdict == .no)
    #expect(found["refuses a model that it lacks"]?.verdict == .no)
  }
}
