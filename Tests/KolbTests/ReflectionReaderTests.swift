import Dashboard
import Foundation
import RunModel
import Testing

@testable import kolb

/// What a run's world makes of a text that somebody types.
@Suite struct ReflectionReaderTests {
  private func understood(
    _ text: String, _ reader: ReflectionReader
  ) async throws -> Understanding? {
    reader.ask(text, group: 1)
    for _ in 0..<6000 {
      if let answer = reader.take(), answer.text == text { return answer }
      try await Task.sleep(for: .milliseconds(10))
    }
    return nil
  }

  @Test func `English is read for what it claims, and what is not read is said to be nothing`()
    async throws
  {
    let reader = ReflectionReader(RunConfiguration(.shipped)) {}
    let plain = try #require(
      try await understood("the letter B is the goal, C and E are holes", reader))
    #expect(plain.advice.contains("B wins.") && plain.advice.contains("C kills."))
    #expect(plain.isWellFormed)
    #expect(plain.forms.contains("X wins.") && plain.forms.contains("X kills."))
    let nothing = try #require(try await understood("be more careful next time", reader))
    #expect(nothing.advice.isEmpty && nothing.unread.isEmpty)
    let half = try #require(
      try await understood("B is the goal. Xyzzy foo bar. C is a hole!", reader))
    #expect(half.unread == ["Xyzzy foo bar."])
    #expect(half.advice.contains("B wins.") && half.advice.contains("C kills."))
    let part = try #require(
      try await understood("B is the goal and you must stay away from E, bananas are nice", reader))
    #expect(part.unread == ["bananas are nice"], "\(part.unread)")
    #expect(plain.unread.isEmpty, "\(plain.unread)")
  }

  @Test func `a route and what is not so are told apart from rules that hold`() async throws {
    let reader = ReflectionReader(RunConfiguration(.shipped)) {}
    let good = try #require(try await understood("B is the goal. C is a hole.", reader))
    #expect(good.leaks.isEmpty)
    // Of two letters that cannot both be the goal, one is not so at least.
    let both = try #require(try await understood("B is the goal. C is the goal.", reader))
    #expect(!both.untrue.isEmpty)
    let guess = try #require(try await understood("Maybe B is the goal. Maybe C is it.", reader))
    #expect(guess.untrue.isEmpty)
    let route = try #require(
      try await understood("Go right, right, down, down, left.", reader))
    #expect(!route.leaks.isEmpty && route.untrue.isEmpty, "\(route)")
  }

  @Test func `of texts that come in a row the last one is answered`() async throws {
    let reader = ReflectionReader(RunConfiguration(.shipped)) {}
    for length in 1..<20 { reader.ask(String("B is the goal. C".prefix(length)), group: 1) }
    let last = try #require(try await understood("B is the goal.", reader))
    // A sentence of the world's own language is told as it stands.
    #expect(last.advice == "B is the goal.")
  }
}
