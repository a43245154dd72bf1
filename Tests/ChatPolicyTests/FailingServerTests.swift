import Basics
import RLCore
import StubServer
import Testing

@testable import ChatPolicy

/// Servers that fail: each failure is a clear state, and nothing is lost.
@Suite(.timeLimit(.minutes(1))) struct FailingServerTests {
  /// A server that fails so many times and then answers.
  private func failing(
    _ times: Int, with steps: [StubServer.Step]
  ) throws -> StubChat {
    let left = Lock(times)
    return try StubChat { _ in
      let fails = left.with { left -> Bool in
        left -= 1
        return left >= 0
      }
      return fails ? steps : .reply(JSONValue.reply("well"))
    }
  }

  private static let passing: [(String, [StubServer.Step])] = [
    ("plain 500", .reply("Internal Server Error", status: 500, type: "text/plain")),
    ("502 page", .reply("<html>Bad Gateway</html>", status: 502, type: "text/html")),
    ("web page", .reply("<html>Log in</html>", type: "text/html")),
    ("cut JSON", .reply(String(JSONValue.reply("lost").prefix(40)))),
    ("no choices", .reply(#"{"choices":[]}"#)),
    ("reset", [.reset]),
    ("half closed", [.halfClose]),
    (
      "wrong length",
      [
        .send(
          StubServer.Step.head(200, type: "application/json", headers: ["Content-Length": "99"])),
        .send(Array("{}".utf8)), .halfClose,
      ]
    ),
  ]

  @Test(arguments: passing.indices)
  func whatMayGoWellLaterIsTriedAgain(place: Int) async throws {
    let (name, steps) = Self.passing[place]
    // Two failures, of which the first may be taken for one of log-probabilities.
    let chat = try failing(3, with: steps)
    defer { chat.server.stop() }
    let policy = try await chat.policy()
    let answer = try await policy.sample([.about("x")])[0]
    #expect(answer.text == "well", "\(name)")
    #expect(policy.used.failures >= 2, "\(name)")
  }

  @Test func whoeverListensIsToldOnceThatTheServerIsAwayAndOnceThatItIsBack() async throws {
    let chat = try failing(40, with: [.reset])
    defer { chat.server.stop() }
    let policy = try await chat.policy(["at_once": .integer(4)])
    let news = NewsList()
    policy.report { news.add($0) }
    let answers = try await policy.sample((0..<4).map { .about("x", id: $0, seed: UInt64($0)) })
    #expect(answers.map(\.text) == ["well", "well", "well", "well"])
    let reach = news.all.filter { if case .remark = $0 { false } else { true } }
    #expect(reach.count == 2)
    guard case .outOfReach(let why)? = reach.first else {
      Issue.record("it says that the server is away")
      return
    }
    #expect(why.contains("cut"))
    #expect(reach.last == .inReach)
  }

  @Test func whereNobodyListensAFailureEndsAfterSomeTries() async throws {
    let chat = try failing(1000, with: .reply("no", status: 500, type: "text/plain"))
    defer { chat.server.stop() }
    let policy = try await chat.policy(["logprobs": .text("off")])
    await #expect(throws: ChatProblem.refused(status: 500, "no")) {
      try await policy.sample([.about("x")])
    }
    #expect(chat.asked.count == 4)
  }

  @Test func aStormOfTooManyRequestsIsWaitedOut() async throws {
    let chat = try failing(
      60, with: .reply(#"{"error":{"message":"Rate limit"}}"#, status: 429))
    defer { chat.server.stop() }
    let policy = try await chat.policy()
    policy.report { _ in }
    let answers = try await policy.sample((0..<12).map { .about("x", id: $0, seed: UInt64($0)) })
    #expect(answers.count == 12 && answers.allSatisfy { $0.text == "well" })
    #expect(policy.used.failures == 60)
  }

  @Test func whatTheServerAsksToWaitIsWaited() async throws {
    let chat = try failing(1, with: .reply("", status: 429, headers: ["Retry-After": "1"]))
    defer { chat.server.stop() }
    let begin = ContinuousClock.now
    _ = try await chat.policy().sample([.about("x")])
    #expect(begin.duration(to: .now) >= .seconds(1))
  }

  @Test func anExpiredKeyEndsAtOnceAndSaysWhereItIsFrom() async throws {
    let secret = "planted-0123456789"
    let chat = try StubChat(environment: ["MY_KEY": secret]) { _ in
      .reply(#"{"error":{"message":"Expired key planted-0123456789."}}"#, status: 401)
    }
    defer { chat.server.stop() }
    let policy = try await chat.policy(["key_variable": .text("MY_KEY")])
    let news = NewsList()
    policy.report { news.add($0) }
    let error = await #expect(throws: ChatProblem.self) { try await policy.sample([.about("x")]) }
    let words = try #require(error).description
    #expect(words.contains("Expired key (the key)") && words.contains("MY_KEY"))
    #expect(!words.contains(secret) && !"\(news.all)".contains(secret))
    #expect(chat.asked.count == 1)
    #expect(chat.server.requests.last?.headers["authorization"] == "Bearer \(secret)")
  }

  /// A request that the server cannot bear is not waited for while others are answered.
  @Test func oneRequestThatKeepsFailingIsToldFromAServerThatIsAway() async throws {
    let chat = try StubChat { request in
      request.text.contains("poison")
        ? .reply("Internal Server Error", status: 500, type: "text/plain")
        : .reply(JSONValue.reply("well"))
    }
    defer { chat.server.stop() }
    let policy = try await chat.policy(["at_once": .integer(2)])
    policy.report { _ in }
    let others = Task {
      while !Task.isCancelled {
        _ = try await policy.sample([.about("fine")])
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    defer { others.cancel() }
    let error = await #expect(throws: ChatProblem.self) {
      try await policy.sample([.about("poison")])
    }
    guard case .keepsFailing? = error else {
      Issue.record("not \(String(describing: error))")
      return
    }
  }
}
