import HTTPTransport
import StubServer
import Testing

@Suite struct CurlTransportTests {
  private let transport = CurlTransport()

  private func problem(
    _ request: HTTPRequest, by transport: CurlTransport
  ) async -> TransportError? {
    do {
      _ = try await transport.send(request)
      return nil
    } catch {
      return error as? TransportError
    }
  }

  @Test func whatIsSentArrivesAndTheAnswerComesBackWhole() async throws {
    let server = try StubServer { request in
      .reply("you sent \(request.text)", type: "Application/JSON; charset=utf-8")
    }
    defer { server.stop() }
    let body = String(repeating: "é", count: 100_000)
    let reply = try await transport.post(
      server.url + "/v1/x", headers: ["Authorization": "Bearer k"], Array(body.utf8))
    #expect(reply.head.status == 200)
    #expect(reply.head.contentType == "application/json")
    #expect(reply.text == "you sent \(body)")
    let request = try #require(server.requests.first)
    #expect(request.method == "POST" && request.path == "/v1/x")
    #expect(request.headers["authorization"] == "Bearer k")
  }

  @Test func aStatusIsAnAnswerLikeAnyOther() async throws {
    let server = try StubServer { _ in
      .reply("Internal Server Error", status: 500, type: "text/plain")
    }
    defer { server.stop() }
    let reply = try await transport.get(server.url)
    #expect(reply.head.status == 500 && !reply.head.isSuccess)
    #expect(reply.text == "Internal Server Error")
  }

  @Test func whoDoesNotListenIsSaidToBeSo() async throws {
    let server = try StubServer { _ in [] }
    let url = server.url
    server.stop()
    try await Task.sleep(for: .milliseconds(50))
    #expect(await problem(HTTPRequest(.get, url), by: transport) == .refused(url))
  }

  @Test func aLineThatIsCutInTheMiddleOfABodyIsNoAnswer() async throws {
    let server = try StubServer { _ in
      [.send(StubServer.Step.head(200, type: "text/plain", headers: ["Content-Length": "100"]))]
        + [.send(Array("only this".utf8)), .halfClose]
    }
    defer { server.stop() }
    #expect(await problem(HTTPRequest(.get, server.url), by: transport) == .broken)
  }

  @Test func aLineThatIsResetIsNoAnswer() async throws {
    let server = try StubServer { _ in
      [.send(StubServer.Step.head(200, type: "text/plain", headers: ["Content-Length": "100"]))]
        + [.pause(seconds: 0.05), .reset]
    }
    defer { server.stop() }
    #expect(await problem(HTTPRequest(.get, server.url), by: transport)?.isPassing == true)
  }

  @Test func aServerThatSaysNothingIsGivenUpAfterTheSilenceThatIsAllowed() async throws {
    let server = try StubServer { _ in [.silence] }
    defer { server.stop() }
    let request = HTTPRequest(.get, server.url, patience: Patience(idle: 1, total: 20))
    #expect(await problem(request, by: transport) == .silent(seconds: 1))
  }

  @Test func aServerThatDripsIsGivenUpAfterTheTimeInAll() async throws {
    let server = try StubServer { _ in
      [.send(StubServer.Step.head(200, type: "text/plain", headers: ["Content-Length": "1000"]))]
        + (0..<100).flatMap { _ in [.pause(seconds: 0.05), .send([65])] }
    }
    defer { server.stop() }
    let request = HTTPRequest(.get, server.url, patience: Patience(idle: 5, total: 0.4))
    let clock = ContinuousClock.now
    #expect(await problem(request, by: transport) == .tooSlow(seconds: 0.4))
    #expect(clock.duration(to: .now) < .seconds(3))
  }

  @Test func anAnswerThatIsTooLongIsNotRead() async throws {
    let server = try StubServer { _ in .reply("\(String(repeating: "x", count: 1 << 20))") }
    defer { server.stop() }
    let request = HTTPRequest(.get, server.url, patience: Patience(bytes: 1 << 16))
    #expect(await problem(request, by: transport) == .tooLarge(1 << 16))
  }

  @Test func whoIsCancelledHangsUp() async throws {
    let server = try StubServer { _ in [.silence] }
    defer { server.stop() }
    let asking = Task { try await transport.get(server.url) }
    while server.underWay == 0 { try await Task.sleep(for: .milliseconds(5)) }
    asking.cancel()
    await #expect(throws: CancellationError.self) { try await asking.value }
    for _ in 0..<200 where server.underWay > 0 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(server.underWay == 0)
  }

  @Test func nothingIsSentOnToAnotherServer() async throws {
    let other = try StubServer { _ in .reply("{}") }
    let url = other.url
    let server = try StubServer { _ in .reply("", status: 307, headers: ["Location": "\(url)/v1/x"])
    }
    defer {
      server.stop()
      other.stop()
    }
    let request = HTTPRequest(
      .post, server.url, headers: ["Authorization": "Bearer planted"], body: [1])
    #expect(await problem(request, by: transport) == .sentElsewhere("\(url)/v1/x"))
    #expect(other.requests.isEmpty)
  }

  @Test func aServerMaySendOnWithinItself() async throws {
    let server = try StubServer { request in
      request.path == "/there"
        ? .reply("found") : .reply("", status: 307, headers: ["Location": "/there"])
    }
    defer { server.stop() }
    let reply = try await transport.get(
      server.url + "/here", headers: ["Authorization": "Bearer k"])
    #expect(reply.text == "found")
    #expect(server.requests.map(\.path) == ["/here", "/there"])
  }

  @Test func manyRequestsAreUnderWayAtTheSameTime() async throws {
    let server = try StubServer { request in [.pause(seconds: 0.2)] + .reply(request.path) }
    defer { server.stop() }
    let texts = try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<24 {
        group.addTask { try await transport.get("\(server.url)/\(index)").text }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(texts == Set((0..<24).map { "/\($0)" }))
    #expect(server.mostAtOnce > 8)
  }

  @Test func piecesAreSeenAsTheyCome() async throws {
    let server = try StubServer { _ in .events("data: a\n\ndata: b\n\n", pieces: 5) }
    defer { server.stop() }
    let seen = Seen()
    let reply = try await transport.follow(HTTPRequest(.get, server.url)) { seen.add($0) }
    #expect(seen.bytes == reply.body)
    #expect(reply.text == "data: a\n\ndata: b\n\n")
  }
}
