import RLCore
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// The signs of claims in texts, and what filters find, say the same.
struct ClaimMarkTests {
  /// Reflections that say a false thing, guess one, or give moves away.
  private static func screen(width: Int = 160, height: Int = 60) -> Screen {
    var screen = Screen(steps: -1, source: .record, width: width, height: height)
    screen.feed(
      SyntheticRun(steps: 6, prompts: 4).events.map { logged in
        guard case .reflection(var written) = logged.event else { return logged }
        (written.text, written.claims) = words(written.id)
        return LoggedEvent(.reflection(written), time: logged.time)
      })
    screen.press("3", "U")
    return screen
  }

  private static func words(_ number: Int) -> (String, [Claim]) {
    switch number % 3 {
    case 0:
      return (
        "B is a hole. End.", [Claim(.rule, .wrong, about: "B", at: 0..<11, isShown: false)]
      )
    case 1:
      return (
        "Maybe B is a hole. End.",
        [
          Claim(
            .rule, .wrong, about: "B", at: 0..<17, isShown: false, said: ["hole"], isGuess: true)
        ]
      )
    default:
      return (
        "Go c4 up, c3 up. End.", [Claim(.leak, .right, about: "moves", at: 0..<15, isShown: false)]
      )
    }
  }

  private func text(of number: Int) -> String {
    let (text, claims) = Self.words(number)
    var record = ReflectionRecord(
      step: 1, episode: 1, id: number, from: nil, prompt: "", text: text, advice: "", parsed: true,
      tokens: 1, logProbability: 0, author: "self")
    record.claims = claims
    return ReflectionWords.spans(record, legend: []).map(\.text).joined()
  }

  @Test
  func `a text has ≠ where the filter false finds it, and a wrong guess has a sign of its own`() {
    var screen = Self.screen()
    screen.command("filter false")
    let rows = screen.state.rows
    let found = Set((0..<rows.count).map { rows.number($0) })
    #expect(!found.isEmpty)
    for record in screen.state.run.episodes.records {
      guard let id = record.reflection?.id else { continue }
      #expect(text(of: id).contains("≠") == found.contains(record.id))
    }
    #expect(text(of: 0) == "B is a hole≠. End.")
    #expect(text(of: 1) == "Maybe B is a hole≉. End.")
  }

  @Test func `the mark of a leak stands apart from the words`() {
    #expect(text(of: 2) == "! Go c4 up, c3 up. End.")
  }

  @Test func `the column of rules has the sign that the text has`() {
    var screen = Self.screen()
    screen.command("filter false")
    #expect(screen.text.contains("≠0/1") && !screen.text.contains("≉0/1"))
    screen.command("filter !false maybe")
    #expect(screen.text.contains("≉0/1") && !screen.text.contains("≠0/1"))
  }

  @Test func `who goes from a search into an episode goes on among what was searched for`() throws {
    var screen = Self.screen(width: 120, height: 40)
    screen.command("filter maybe")
    let rows = screen.state.rows
    let expected = (0..<rows.count).map { rows.number($0) }
    screen.press("g", "enter", "enter")
    #expect(screen.state.view == .episodes && screen.selectedEpisode == expected[0])
    screen.press("}")
    #expect(screen.selectedEpisode == expected[1])
    #expect(screen.state.place.filter == "maybe")
  }

  @Test func `the headline tells what share of the reflections could be read`() throws {
    var screen = Screen(steps: -1, source: .record, width: 160, height: 45)
    screen.feed(
      SyntheticRun(steps: 12, prompts: 4).events.map { logged in
        guard case .reflection(var written) = logged.event else { return logged }
        written.parsed = written.id % 4 != 0
        return LoggedEvent(.reflection(written), time: logged.time)
      })
    screen.press("3")
    let parsed = try #require(screen.state.run.reflectionMetric(.parsed))
    let read = Figures.share(parsed.value)
    #expect(screen.lines[1...3].joined().contains("could be read: \(read) ["))
  }
}
