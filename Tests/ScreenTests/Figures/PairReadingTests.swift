import RLCore
import RunModel
import Testing

@testable import Dashboard

/// A recorded pair can be read: nothing of it is cut where there is room, and all of it is at one
/// place.
struct `A pair on the screen` {
  /// The latest episode of the run that was reflected on and tried again.
  private func pair(_ run: String, height: Int = 45) throws -> RecordedScreen {
    var screen = try RecordedScreen(run, width: 160, height: height)
    screen.press("2")
    for _ in 0..<200 {
      let texts = try texts(screen)
      if texts.reflection != nil, texts.second != nil { return screen }
      screen.press("k")
    }
    return screen
  }

  private func texts(_ screen: RecordedScreen) throws -> EpisodeTexts {
    let episode = try #require(screen.state.currentView.episode(of: screen.state))
    return try #require(screen.state.texts(of: episode))
  }

  @Test func `has its moves, its feedback and the letters' meanings at 160 columns`() throws {
    let screen = try pair("frozenlake-erl")
    let texts = try texts(screen)
    let text = screen.text
    for attempt in [texts.first, texts.second].compactMap({ $0 }) {
      #expect(text.contains("\(attempt.acts.count) moves"))
      for word in attempt.feedback.split(separator: " ") {
        #expect(text.contains(word), "\(attempt.feedback)")
      }
    }
    #expect(text.contains("B goal"))
  }

  @Test func `has one playhead for boards, tape and transcript`() throws {
    var screen = try pair("frozenlake-erl", height: 60)
    screen.press("enter", "[", "[")
    let texts = try texts(screen)
    let turn = texts.turnCount - 2
    #expect(screen.state.place.turn == turn)
    #expect(screen.text.contains("\(turn)/\(texts.turnCount)"))
    // The transcript stands at the same turn.
    #expect(screen.lines.contains { $0.contains("▸") && $0.contains("\(turn) told") })
    // And going on in the transcript moves the boards.
    screen.press("enter", "k")
    #expect(screen.state.place.turn == turn - 1)
  }

  @Test func `shows everything that the reflector was given`() throws {
    var screen = try pair("frozenlake-erl", height: 90)
    screen.press("d")
    let texts = try texts(screen)
    let first = try #require(texts.first)
    #expect(screen.text.contains("what the reflector saw, all of it"))
    for turn in first.turns { #expect(screen.text.contains(turn.observation.prefix(20))) }
    #expect(screen.text.contains(try #require(first.closing).prefix(12)))
  }

  @Test func `of a question has it, what was answered and what is right on top`() throws {
    let screen = try pair("hotpotqa-erl")
    let texts = try texts(screen)
    let first = try #require(texts.first)
    let text = screen.text
    #expect(text.contains("question " + (try #require(first.turns.first).observation.prefix(10))))
    #expect(text.contains("first \(try #require(PairPanel.answer(first)))"))
    #expect(text.contains("right: "))
  }
}
