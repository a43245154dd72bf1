import EnvironmentConformance
import Environments
import Foundation
import RLCore
import Testing
import WorldsInPython

@testable import OutsideWorlds

/// A world behind an OpenEnv server, played over a real connection.
@Suite(.enabled(if: Python.isThere, "\(Python.skipReason)"), .serialized)
struct OpenEnvTests {
  private func world(
    on server: WorldServer, _ options: (name: String, OptionValue)...
  ) async throws -> OpenEnvWorld {
    var values = OptionValues()
    for (name, value) in options { values[name] = value }
    return try await OpenEnvWorld(
      at: "127.0.0.1:\(server.port)", .init(options: values, wording: .plain))
  }

  /// Halves what is left, and says what came of each guess.
  private func play(_ episode: any EnvironmentEpisode) async throws -> [Transition] {
    var episode = episode
    var turns: [Transition] = []
    var (low, high) = (1, 20)
    while turns.last?.isDone != true {
      let guess = (low + high) / 2
      turns.append(try await episode.respond(to: "\(guess)"))
      if turns.last?.observation.contains("Too low") == true { low = guess + 1 }
      if turns.last?.observation.contains("Too high") == true { high = guess - 1 }
    }
    return turns
  }

  @Test func `it says who it is, and is played`() async throws {
    let server = try WorldServer("openenv_stub.py")
    let world = try await world(on: server)
    #expect(world.name == "openenv:Guess-me" && world.wordingVersion == "plain Guess-me 1.0.0")
    #expect(world.actionForms == ["MESSAGE"])
    let episode = try await world.attempt()
    let prompt = episode.prompt(advice: nil).text
    #expect(prompt.hasPrefix("A game of guessing.\n\ntext: Guess a number from 1 to 20."))
    #expect(prompt.contains("guesses_left: 4"))
    #expect(episode.prompt(advice: "halve").text.hasPrefix("What was learnt before:\nhalve"))
    let turns = try await play(episode)
    #expect(turns.last?.outcome == .solved || turns.count == 4)
  }

  private static let guesses = ["5", "10", "15"]

  @Test func `it keeps what every world promises`() async throws {
    let server = try WorldServer("openenv_stub.py")
    defer { server.stop() }
    let address = "127.0.0.1:\(server.port)"
    let suite = EnvironmentConformance(actions: Self.guesses, tasks: 4) {
      try await OpenEnvWorld(at: address, .init(wording: .plain))
    }
    try await suite.tasks(in: .heldOut)
    try await suite.siblings()
    try await suite.copies()
    try await suite.reflectionRequests(in: .training)
  }

  @Test(arguments: [1, 2, 4])
  func `more attempts than the server bears wait for each other, and come out the same`(
    sessions: Int
  ) async throws {
    let server = try WorldServer("openenv_stub.py", "\(sessions)")
    let world = try await world(on: server, ("sessions", .integer(sessions)))
    var expected: [[Transition]] = []
    for index in 0..<12 { expected.append(try await play(try await world.attempt(at: index))) }
    let together = try await withThrowingTaskGroup(of: (Int, [Transition]).self) { group in
      for index in 0..<12 {
        group.addTask { (index, try await play(try await world.attempt(at: index))) }
      }
      return try await group.reduce(into: [Int: [Transition]]()) { $0[$1.0] = $1.1 }
    }
    for index in 0..<12 { #expect(together[index] == expected[index]) }
  }

  private static let faults = [
    ("hang", "it did not answer in time"), ("hang up", "it hung up"),
    ("close", "it closed the session: tired"), ("garbage", "it sends what is no WebSocket"),
    ("huge", "it sends more than 4 MiB"), ("no json", "the world's answer is wrong: "),
    ("error", "the world says: broken\u{FFFD}[31m (EXECUTION_ERROR)"),
    ("nan", "'data.reward' is nan, not a finite number"),
  ]

  @Test(arguments: faults)
  func `what goes wrong costs its attempt, and the next one is played`(
    word: String, reason: String
  ) async throws {
    let server = try WorldServer("openenv_stub.py")
    let world = try await world(on: server, ("timeout", .number(3)), ("sessions", .integer(2)))
    var other = try await world.attempt(at: 1)
    let before = try await other.respond(to: "20")
    var victim = try await world.attempt()
    do {
      _ = try await victim.respond(to: word)
      Issue.record("nothing went wrong")
    } catch { #expect("\(error)".contains(reason), "\(error)") }
    #expect(!before.isDone || before.reward == 1)
    if !before.isDone { _ = try await other.respond(to: "1") }
    #expect(try await play(try await world.attempt(at: 2)).last?.isDone == true)
  }

  @Test func `a text that comes in pieces between other frames is whole`() async throws {
    let server = try WorldServer("openenv_stub.py")
    var episode = try await world(on: server, ("show", .text("text"))).attempt()
    let turn = try await episode.respond(to: "in pieces")
    #expect(turn.observation == "in pieces" && turn.reward == 0.5)
  }

  @Test func `a server that is not there is said with its address`() async throws {
    let server = try WorldServer("openenv_stub.py")
    let port = server.port
    server.stop()
    var said = "nothing"
    for _ in 0..<250 where !said.contains("refused") {
      try await Task.sleep(for: .milliseconds(20))
      do {
        _ = try await OpenEnvWorld(at: "http://127.0.0.1:\(port)/", .init(wording: .plain))
      } catch { said = "\(error)" }
    }
    #expect(said.contains("'127.0.0.1:\(port)'") && said.contains("refused"), "\(said)")
  }

  @Test(
    .enabled(if: Python.hasOpenEnv, "\(Python.openEnvSkipReason)"), arguments: ["guess", "echo"])
  func `servers of openenv-core itself are played`(kind: String) async throws {
    let server = try WorldServer("openenv_guess.py", kind)
    let world = try await world(on: server, ("turns", .integer(6)))
    var episode = try await world.attempt()
    if kind == "echo" {
      for turn in 1...6 {
        let answer = try await episode.respond(to: "hello")
        #expect(answer.observation == "text: hello" || answer.observation == "hello")
        #expect(answer.reward == 0.5 && answer.isDone == (turn == 6))
      }
      return
    }
    let turns = try await play(episode)
    #expect(turns == (try await play(try await world.attempt())))
    var broken = try await world.attempt()
    await #expect(throws: WorldFault.said("nothing to break here\u{FFFD}[31m (EXECUTION_ERROR)")) {
      try await broken.respond(to: "break")
    }
  }
}
