import Basics
import HTTPTransport
import RLCore
import StubServer
import Testing

@testable import ChatPolicy

/// What goes with requests beside their words, and the way they take.
@Suite struct `Headers, proxies and authorities` {
  private let secret = "planted-header-0123456789"

  @Test func `headers come out of variables and go with every request`() async throws {
    let chat = try StubChat(environment: ["TEAM": secret, "PROJECT": "p 1"]) { _ in
      .reply(JSONValue.reply("yes"))
    }
    defer { chat.server.stop() }
    let policy = try await chat.policy(["headers": .text("X-Team=TEAM, X-Project = PROJECT")])
    _ = try await policy.sample([.about("x")])
    #expect(chat.server.requests.count == 2)
    for request in chat.server.requests {
      #expect(request.headers["x-team"] == secret && request.headers["x-project"] == "p 1")
    }
  }

  @Test func `what a header says stands in no description and in no error`() async throws {
    let secret = secret
    let chat = try StubChat(environment: ["TEAM": secret]) { _ in
      .reply(#"{"error":{"message":"bad team \#(secret)"}}"#, status: 400)
    }
    defer { chat.server.stop() }
    let policy = try await chat.policy(["headers": .text("X-Team=TEAM"), "logprobs": .text("off")])
    let problem = await #expect(throws: ChatProblem.self) {
      try await policy.sample([.about("x")])
    }
    #expect("\(problem.map { "\($0)" } ?? "")".contains("bad team (a header)"))
    let headers = try HeaderVariables(
      "X-Team=TEAM", for: ServerAddress(chat.server.url), environment: ["TEAM": secret])
    var dumped = ""
    dump(headers, to: &dumped)
    #expect(!dumped.contains("planted") && !"\(headers)".contains("planted"))
  }

  @Test(arguments: [
    ("X-Team", HeaderProblem.badPair("X-Team")), ("X-Team=", .badPair("X-Team=")),
    ("Host=TEAM", .taken("Host")), ("authorization=TEAM", .taken("authorization")),
    ("X-Team=NOBODY", .noVariable("NOBODY", header: "X-Team")),
    ("X-Team=LINES", .unusable("LINES")),
    ("X_Team:=TEAM", .badPair("X_Team:=TEAM")),
  ])
  func `what cannot be sent is said before anything is`(text: String, problem: HeaderProblem) {
    let address = try? ServerAddress("https://other.example/v1")
    let given = ["TEAM": "a", "LINES": "a\r\nX-Other: b"]
    let found = #expect(throws: HeaderProblem.self) {
      try HeaderVariables(text, for: #require(address), environment: given)
    }
    #expect(found == problem)
  }

  @Test func `nothing is sent to another machine in the clear`() throws {
    let address = try ServerAddress("http://other.example/v1")
    #expect(throws: HeaderProblem.notEncrypted("other.example")) {
      try HeaderVariables("X-Team=TEAM", for: address, environment: ["TEAM": "a"])
    }
    let loopback = try ServerAddress("http://127.0.0.1:9/v1")
    let headers = try HeaderVariables("X-Team=TEAM", for: loopback, environment: ["TEAM": "a"])
    #expect(headers.headers(for: loopback) == ["X-Team": "a"])
    #expect(headers.headers(for: address).isEmpty)
  }

  @Test func `a proxy that is named is taken, to this machine as well`() async throws {
    let proxy = try StubServer { request in
      request.path.hasSuffix("/models")
        ? .reply(#"{"data":[{"id":"stub"}]}"#) : .reply(JSONValue.reply("by proxy"))
    }
    defer { proxy.stop() }
    let chat = try StubChat { _ in .reply(JSONValue.reply("directly")) }
    defer { chat.server.stop() }
    let policy = try await chat.policy(["proxy": .text(proxy.url)])
    #expect(try await policy.sample([.about("x")])[0].text == "by proxy")
    #expect(chat.server.requests.isEmpty)
    // Whoever asks a proxy names the whole address.
    #expect(proxy.requests.last?.path == chat.server.url + "/v1/chat/completions")
  }

  @Test func `a way that there is not is said`() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("yes")) }
    defer { chat.server.stop() }
    await #expect(throws: RouteProblem.noAuthorities("/no/such.pem")) {
      try await chat.policy(["authorities": .text("/no/such.pem")])
    }
    await #expect(throws: RouteProblem.badProxy("nowhere")) {
      try await chat.policy(["proxy": .text("nowhere")])
    }
    #expect(chat.server.requests.isEmpty)
  }
}
