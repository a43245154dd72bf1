import Basics
import RLCore
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// Reflections of the same words in one row, and what differs between nearly the same in sight.
struct FoldedReflectionTests {
  private static let texts = [
    "A is me. B is the goal. C is a hole.", "A is me. B is the goal. D is a hole.",
    "A is me. C is a hole.",
  ]

  /// Reflection `n` says text `n` of three, over and over.
  private static func screen(width: Int = 160, height: Int = 60) -> Screen {
    var screen = Screen(steps: -1, source: .record, width: width, height: height)
    screen.feed(
      SyntheticRun(steps: 12, prompts: 4).events.map { logged in
        guard case .reflection(var written) = logged.event else { return logged }
        written.text = texts[written.id % 3]
        return LoggedEvent(.reflection(written), time: logged.time)
      })
    screen.press("3")
    return screen
  }

  private func written(_ screen: Screen) -> [EpisodeRecord] {
    screen.state.run.episodes.records.filter { $0.reflection != nil }
  }

  private func numbers(_ screen: Screen) -> [Int] {
    let rows = screen.state.rows
    return (0..<rows.count).map { rows.number($0) }
  }

  @Test func `reflections of the same words are one row, with how many and their mean lift`() {
    let screen = Self.screen()
    let all = written(screen)
    let byWords = Dictionary(grouping: all) { $0.reflection?.words }
    #expect(byWords.count == 3)
    // The latest stands for all, so that the newest is at the bottom.
    #expect(numbers(screen) == byWords.values.compactMap { $0.last?.id }.sorted())
    #expect(screen.text.contains("3 texts of \(all.count)"))
    for group in byWords.values {
      let lifts = group.compactMap(\.lift)
      let mean = Figures.reward(lifts.reduce(0, +) / Double(lifts.count))
      #expect(
        screen.lines.contains { $0.contains(" ×\(group.count) ") && $0.contains("▲\(mean)") },
        "\(group.count) with \(mean)")
    }
  }

  @Test func `texts are counted once for a list, also before a picture was made of what is new`()
    throws
  {
    var screen = Self.screen()
    screen.press("s", "s")
    #expect(screen.state.place.sort != ReflectionSort.step.rawValue)
    let news = try #require(SyntheticRun(steps: 13, prompts: 4).events.last)
    let before = screen.state.meaningQuestion
    screen.state.runs[0].timeline.append(news)
    #expect(screen.state.meaningQuestion != before)
    _ = ReflectionList.rows(of: screen.state)
    let kept = screen.state.caches.texts.answer(to: screen.state.meaningQuestion) {
      Issue.record("what was counted for the rows is not kept")
      return screen.state.textGroups
    }
    #expect(kept.groups.count == 3)
  }

  @Test func `u opens the selected words and closes them, and Esc does too`() throws {
    var screen = Self.screen()
    screen.press("g", "j")
    let chosen = try #require(screen.selectedEpisode)
    let words = screen.state.run.episodes[chosen]?.reflection?.words
    let own = written(screen).filter { $0.reflection?.words == words }.map(\.id)
    let folded = numbers(screen)
    screen.press("u")
    #expect(numbers(screen) == folded[...1] + own.dropLast() + folded[2...])
    #expect(screen.selectedEpisode == chosen)
    #expect(screen.text.contains("the words above"))
    screen.press("j", "j")
    #expect(screen.selectedEpisode == own[1])
    screen.press("u")
    #expect(numbers(screen) == folded && screen.selectedEpisode == chosen)
    screen.press("u", "escape")
    #expect(numbers(screen) == folded && screen.state.view == .reflections)
  }

  @Test func `U gives every reflection a row of its own, and folds them again`() {
    var screen = Self.screen()
    let folded = numbers(screen)
    screen.press("U")
    #expect(numbers(screen) == written(screen).map(\.id))
    #expect(!screen.text.contains(" texts of "))
    screen.press("U")
    #expect(numbers(screen) == folded)
  }

  @Test func `a filter is asked of every reflection before they are folded`() {
    var screen = Self.screen()
    screen.command("filter lift>0")
    let better = written(screen).filter { ($0.lift ?? 0) > 0 }
    #expect(screen.state.textGroups.count == better.count)
    #expect(screen.text.contains("3 texts of \(better.count)"))
    screen.command("filter step:99")
    #expect(numbers(screen).isEmpty)
  }

  @Test func `a bookmark on one of them finds it in its row`() throws {
    var screen = Self.screen()
    let first = try #require(written(screen).first)
    screen.command("filter episode:\(first.id)")
    screen.press("b")
    screen.command("filter bookmark:")
    #expect(numbers(screen) == [first.id])
  }

  @Test func `who is led to one that is folded away stands on the row of its words`() throws {
    var screen = Self.screen()
    let first = try #require(written(screen).first)
    screen.press("m")
    screen.command("filter episode:\(first.id)")
    screen.press("m")
    #expect(screen.selectedEpisode == first.id)
    screen.command("filter")
    let words = screen.state.selectedRecord?.reflection?.words
    #expect(words == first.reflection?.words)
    #expect(screen.state.rows.count == 3)
  }

  @Test func `rows are put in order by the mean lift of their words`() {
    var screen = Self.screen()
    screen.press("s")
    let lifts = numbers(screen).map { number in
      screen.state.run.episodes[number]?.reflection
        .flatMap { screen.state.textGroups[$0.words]?.meanLift } ?? 0
    }
    #expect(lifts == lifts.sorted() && Set(lifts).count > 1)
  }

  @Test(arguments: [
    ("a b c d e f g", "a b c X e f g", "a b c <X> e f g"),
    ("a b c d e f g", "a b c e f g", "a b c e f g"),
    ("a b c d e f g", "a b c d e f g h", "a b c d e f g <h>"),
    ("a b c d e f g h", "A b c d e f g H", "<A> b c d e f g <H>"),
    ("a b c d", "a x y z", "a x y z"), ("", "a", "a"), ("a", "", ""),
  ])
  func `a text stays readable, and what the row above does not have is underlined`(
    above: String, text: String, marked: String
  ) {
    let spans = RowDifference(from: above, to: text).spans(width: 60)
    let words = spans.map { span in
      span.style.attributes.contains(.underline) ? "<\(span.text)>" : span.text
    }
    #expect(words.joined() == marked)
  }

  @Test func `what differs is in sight where the beginning leaves it no room`() {
    let alike = "one two three four five six seven eight"
    let spans = RowDifference(from: alike + " nine ten", to: alike + " other ten").spans(width: 30)
    #expect(spans.map(\.text).joined() == "… seven eight other ten")
  }

  @Test(arguments: [(100, 30, 22), (120, 40, 33), (160, 45, 34), (200, 60, 34)])
  func `the column of texts has room for what differs, and it is in sight`(
    width: Int, height: Int, least: Int
  ) throws {
    let screen = Self.screen(width: width, height: height)
    let title = try #require(screen.lines.first { $0.contains(" rule ") && $0.contains(" text") })
    let start = try #require(title.firstRange(of: " text")?.upperBound)
    let end = try #require(title[start...].firstIndex(of: "┃"))
    #expect(title.distance(from: start, to: end) + 4 >= least, "\(title)")
    // The second and third text differ from those above them by a word.
    let rows = screen.lines.map { $0.prefix(while: { $0 != "│" }) }.filter {
      $0.firstMatch(of: /×\d/) != nil
    }
    #expect(rows.count == 3)
    #expect(rows.dropFirst().allSatisfy { $0.firstMatch(of: /[BCD] is/) != nil }, "\(rows)")
  }
}

extension DashboardState {
  fileprivate var selectedRecord: EpisodeRecord? {
    currentView.episode(of: self).flatMap { run.episodes[$0] }
  }
}
