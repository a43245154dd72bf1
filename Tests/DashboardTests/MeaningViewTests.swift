import Basics
import RLCore
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// A run whose reflections say the same in many words, and what the screen makes of it.
struct MeaningViewTests {
  /// Three meanings by the number of the reflection, each in several wordings: C is a hole and B
  /// the goal, C a hole and B wrong, and nothing but a route.
  static func worded(
    steps: Int = 12, width: Int = 100, height: Int = 30
  ) -> Screen {
    var screen = Screen(steps: -1, source: .record, width: width, height: height)
    screen.feed(
      SyntheticRun(steps: steps, prompts: 4).events.map { logged in
        guard case .reflection(var written) = logged.event else { return logged }
        let number = written.id
        let start = ["", "I stepped on C and fell. ", "Ouch: "][number % 3]
        (written.text, written.claims) = Self.words(number, after: start)
        return LoggedEvent(.reflection(written), time: logged.time)
      })
    return screen
  }

  private static func words(_ number: Int, after start: String) -> (String, [Claim]) {
    var text = start
    var claims: [Claim] = []
    func say(_ words: String, _ kind: Claim.Kind, _ verdict: Claim.Verdict, _ subject: String) {
      let place = text.unicodeScalars.count
      claims.append(
        Claim(
          kind, verdict, about: subject, at: place..<place + words.unicodeScalars.count,
          isShown: true))
      text += words + ". "
    }
    if number % 5 == 1 {
      say("C4 up, c3 up, c2 left", .leak, .wrong, "moves")
      return (text, claims)
    }
    say(number % 2 == 0 ? "C is a hole" : "the letter C means a hole", .rule, .right, "C")
    // Later it is known better.
    if number % 5 == 2, number < 60 {
      say("maybe B is a hole", .rule, .wrong, "B")
    } else {
      say(number % 4 == 0 ? "B is the goal" : "maybe B is the goal", .rule, .right, "B")
    }
    return (text, claims)
  }

  private func reflections(_ screen: Screen) -> [ReflectionRecord] {
    screen.state.run.episodes.records.compactMap {
      screen.state.texts(of: $0.id)?.reflection
    }
  }

  // MARK: - Meanings

  @Test func `m shows a row for each meaning and not for each wording`() throws {
    var screen = Self.worded()
    screen.press("3", "m")
    let written = reflections(screen)
    let rows = screen.state.rows
    #expect(Set(written.map(\.text)).count > 6)
    #expect(rows.count == 3)
    let groups = screen.state.meaningGroups
    #expect(groups.groups.map(\.count).reduce(0, +) == written.count)
    let group = try #require(groups.groups.first)
    let line = try #require(screen.lines.first { $0.contains("base: ") })
    #expect(line.contains(" \(group.count) "))
    #expect(line.contains(" \(Figures.share(group.successRate)) "))
    #expect(line.contains(" \(group.firstStep)–\(group.lastStep) "))
    screen.press("m", "U")
    #expect(screen.state.rows.count == written.count)
  }

  @Test
  func `what differs from the commonest meaning is in braces, and what is missing in brackets`()
    throws
  {
    var screen = Self.worded(width: 160, height: 45)
    screen.press("3", "m")
    let wrong = try #require(screen.lines.first { $0.contains("{maybe B is a hole≠}") })
    #expect(wrong.contains("[-B goal-]"))
    #expect(!wrong.contains("{C") && !wrong.contains("[-C"))
    // The wording of what is the same is no difference.
    let base = try #require(screen.lines.first { $0.contains("base: ") })
    #expect(!base.contains("{") && !base.contains("[-"))
  }

  @Test func `what differs is bold and underlined where there are no colours`() throws {
    var screen = Self.worded(width: 160, height: 45)
    screen.press("3", "m")
    let canvas = screen.state.draw()
    let row = try #require(canvas.lines.firstIndex { $0.contains("{maybe B is a hole≠}") })
    let place = try #require(canvas.lines[row].firstRange(of: "{maybe"))
    let column = canvas.lines[row].distance(
      from: canvas.lines[row].startIndex, to: place.lowerBound)
    let look = Theme.mono.appearance(of: canvas[column, row].style).attributes
    #expect(look.isSuperset(of: [.bold, .underline]))
  }

  @Test
  func `d holds the others against the selected meaning, and once more against the commonest`()
    throws
  {
    var screen = Self.worded(width: 160, height: 45)
    screen.press("3", "m", "g", "j", "d")
    let base = try #require(screen.lines.first { $0.contains("base: ") })
    #expect(base.contains("▸"))
    let chosen = try #require(screen.state.place.compared)
    let common = try #require(screen.state.meaningGroups.groups.first)
    #expect(chosen != common.number)
    let line = try #require(screen.lines.first { $0.contains(" \(common.count) ") })
    #expect(line.contains("{") || line.contains("[-"))
    screen.press("d")
    #expect(screen.state.place.compared == nil)
  }

  @Test func `Enter opens the reflections of a meaning, under the filter, and Esc comes back`()
    throws
  {
    var screen = Self.worded()
    screen.press("3")
    screen.command("filter step:3..9")
    screen.press("m", "g", "j")
    let group = try #require(
      screen.state.rows.selected(screen.state.place.selection).flatMap {
        screen.state.meaningGroups[$0]
      })
    screen.press("enter")
    #expect(screen.state.view == .reflections && screen.state.place.arrangement == .list)
    #expect(screen.state.textGroups.count == group.count)
    screen.press("U")
    let rows = screen.state.rows
    #expect(rows.count == group.count)
    for row in 0..<rows.count {
      let record = try #require(screen.state.run.episodes[rows.number(row)])
      #expect(record.reflection?.meaning == group.meaning && (3...9).contains(record.step))
    }
    screen.press("escape")
    #expect(screen.state.place.arrangement == .meanings)
    #expect(screen.state.rows.selected(screen.state.place.selection) == group.number)
  }

  @Test func `meanings are sorted by how often, how well and when they were said`() {
    var screen = Self.worded(steps: 20)
    screen.press("3", "m")
    func groups() -> [MeaningGroup] {
      let rows = screen.state.rows
      return (0..<rows.count).compactMap { screen.state.meaningGroups[rows.number($0)] }
    }
    #expect(groups().map(\.count) == groups().map(\.count).sorted(by: >))
    screen.press("s")
    let rates = groups().compactMap(\.successRate)
    #expect(rates == rates.sorted(by: >))
    screen.press("S")
    #expect(groups().compactMap(\.successRate) == rates.reversed())
    screen.press("s", "S")
    #expect(groups().map(\.firstStep) == groups().map(\.firstStep).sorted())
  }

  @Test func `what somebody reads of is found again among the meanings, and back`() {
    var screen = Self.worded()
    screen.press("3", "g", "j", "j")
    let episode = screen.state.rows.selected(screen.state.place.selection)
    let meaning = episode.flatMap { screen.state.run.episodes[$0]?.reflection?.meaning }
    screen.press("m")
    let group = screen.state.rows.selected(screen.state.place.selection).flatMap {
      screen.state.meaningGroups[$0]
    }
    #expect(group?.meaning == meaning)
    screen.press("m")
    let row = screen.state.rows.selected(screen.state.place.selection)
    #expect(row.flatMap { screen.state.run.episodes[$0]?.reflection?.meaning } == meaning)
  }

  // MARK: - Claims by steps

  @Test func `the grid has a row for each claim and says of a cell how many make it`() throws {
    var screen = Self.worded(width: 160, height: 45)
    screen.press("3", "c")
    for name in ["B goal", "B other", "C hole", "moves"] { #expect(screen.text.contains(name)) }
    let grid = screen.state.claimGrid
    #expect(grid.rows.map(\.whole.count) == grid.rows.map(\.whole.count).sorted(by: >))
    screen.press("g", "h", "h")
    let cursor = try #require(ClaimGridPanel.cursor(of: screen.state, in: grid))
    #expect(cursor.row.proposition.name == "C hole")
    let step = grid.columns[cursor.column].steps.lowerBound
    let written = reflections(screen).filter { $0.step == step }
    let said = written.count { $0.claims?.contains { $0.subject == "C" } == true }
    #expect(
      screen.text.contains(
        "step \(step): \(said) of \(written.count) reflections say C is a hole — true"))
    #expect(screen.text.contains("≡ true") && screen.text.contains("≠ false"))
  }

  @Test func `a cell leads to its reflections, and Esc back to the cell`() throws {
    for width in [80, 160] {
      var screen = Self.worded(steps: 40, width: width, height: 24)
      screen.press("3", "c", "g", "j", "j", "h", "h", "h")
      let grid = screen.state.claimGrid
      let cursor = try #require(ClaimGridPanel.cursor(of: screen.state, in: grid))
      let cell = cursor.row.cells[cursor.column]
      try #require(cell.count > 0)
      let place = screen.state.place
      screen.press("enter")
      #expect(screen.state.textGroups.count == cell.count, "\(screen.state.place.filter)")
      #expect(screen.state.place.arrangement == .list)
      screen.press("escape")
      #expect(screen.state.place == place)
    }
  }

  @Test func `true, false and said by nobody have signs of their own, also in plain ASCII`() throws
  {
    var screen = Self.worded(width: 100, height: 30)
    screen.press("3", "c")
    func cells(_ name: String, _ glyphs: GlyphSet) throws -> Substring {
      let line = try #require(
        screen.state.draw(glyphs: glyphs).lines.first { $0.contains(" \(name) ") })
      return line.dropFirst(32)
    }
    for (glyphs, signs) in [(GlyphSet.braille, "≡≠·"), (.ascii, "=/.")] {
      let signs = Array(signs)
      let right = try cells("B goal", glyphs)
      let wrong = try cells("B other", glyphs)
      #expect(right.contains(signs[0]) && !right.contains(signs[1]))
      #expect(wrong.contains(signs[1]) && !wrong.contains(signs[0]))
      #expect(wrong.contains(signs[2]))
    }
  }

  // MARK: - Marks and filters

  @Test(arguments: [("!", "leak"), ("~", "vague"), ("X", "false")])
  func `a key shows only what has a mark, and once more all`(key: String, word: String) {
    var screen = Self.worded(width: 160, height: 45)
    screen.press("3", "U")
    let all = screen.state.rows.count
    screen.press(key)
    #expect(screen.state.place.filter == word)
    let rows = screen.state.rows
    let expected = reflections(screen).filter { record in
      let claims = record.claims ?? []
      return switch word {
      case "leak": claims.contains { $0.kind == .leak }
      case "vague": !claims.contains { $0.kind == .rule }
      default: claims.contains { $0.kind == .rule && $0.verdict == .wrong }
      }
    }
    #expect((0..<rows.count).map { rows.number($0) } == expected.map(\.episode))
    #expect(rows.count > 0 && rows.count < all)
    let sign = ["leak": "!", "vague": "~", "false": "≠"][word] ?? "?"
    // The title of the column, its legend, and the marks themselves.
    #expect(screen.text.contains("!~≠") && screen.text.contains("\(sign) \(word)"))
    screen.press(key)
    #expect(screen.state.rows.count == all)
  }

  @Test func `the keys of marks add to a filter and leave the rest of it alone`() {
    var screen = Self.worded()
    screen.press("3")
    screen.command("filter step:2 or step:3")
    screen.press("!")
    #expect(screen.state.place.filter == "(step:2 or step:3) leak")
    screen.press("X")
    #expect(screen.state.place.filter == "(step:2 or step:3) leak false")
    screen.press("X", "!")
    #expect(screen.state.place.filter == "(step:2 or step:3)")
  }

  @Test func `claims are filtered by what they are about and by what they say`() {
    var screen = Self.worded()
    screen.press("3", "U")
    func count(_ filter: String) -> Int {
      screen.command("filter \(filter)")
      return screen.state.rows.count
    }
    let written = reflections(screen)
    func made(_ subject: String, _ verdict: Claim.Verdict?) -> Int {
      written.count { record in
        record.claims?.contains {
          $0.subject == subject && (verdict == nil || $0.verdict == verdict)
        } == true
      }
    }
    #expect(count("claim:B") == made("B", nil))
    #expect(count("claim:\"B goal\"") == made("B", .right))
    #expect(count("claim:\"B other\"") == made("B", .wrong))
    #expect(count("claim:moves") == made("moves", nil))
    #expect(count("claim:Q") == 0)
  }

  // MARK: - The pair

  @Test func `the pair says how far the second attempt follows the route, and marks it`() {
    var screen = Screen(steps: -1, source: .record, width: 120, height: 40)
    var first = AttemptRecord.example(episode: 1, step: 1)
    first.turns = Self.turns(["right", "down"])
    var written = ReflectionRecord(
      step: 1, episode: 1, id: 1, from: nil, prompt: "", text: "Go c4 up, c3 up, c2 left, b2 down.",
      advice: "", parsed: true, tokens: 9, logProbability: 0, author: "self")
    written.claims = [Claim(.leak, .right, about: "path", at: 3..<33, isShown: false)]
    var second = AttemptRecord.example(episode: 1, step: 1)
    second.attempt = .second
    second.reflection = 1
    second.turns = Self.turns(["up", "up", "left", "right", "right"])
    screen.feed(
      [.attempt(first), .reflection(written), .attempt(second)].map { LoggedEvent($0) })
    screen.press("2")
    #expect(screen.text.contains("follows the route for 3 of 4"))
    #expect(screen.text.contains("moves: (↑↑←)↓"))
    #expect(screen.text.contains("([↑]↑←)→→  5 moves"))
    #expect(screen.text.contains("! leak"))
    // Whoever was told another reflection follows none.
    second.reflection = 7
    screen.feed([LoggedEvent(.attempt(second))])
    #expect(!screen.text.contains("follows the route"))
  }

  private static func turns(_ actions: [String]) -> [Turn] {
    actions.enumerated().map { number, action in
      Turn(
        observation: "", text: action, action: action, wasEffective: true, reward: 0,
        outcome: .moved, position: number)
    }
  }

  // MARK: - Sizes and cost

  @Test(arguments: [(80, 24), (100, 30), (160, 45), (40, 12), (20, 6)])
  func `both arrangements are drawn at any size, also without a reflection`(width: Int, height: Int)
  {
    for key in ["m", "c"] {
      for steps in [-1, 0, 12] {
        var screen =
          steps < 1
          ? Screen(steps: steps, source: .record, width: width, height: height)
          : Self.worded(steps: steps, width: width, height: height)
        screen.press("3", key, "tab", "tab", "tab", "j", "l", "enter", "escape", "s", "S", "d")
        #expect(screen.lines.count == height)
      }
    }
  }

  @Test func `what was counted for a picture is kept until something changes`() {
    var screen = Self.worded()
    screen.press("3", "m")
    let question = screen.state.caches.meanings.last?.question
    screen.press("j")
    #expect(question != nil && screen.state.caches.meanings.last?.question == question)
    screen.command("filter leak")
    #expect(screen.state.caches.meanings.last?.question != question)
    #expect(screen.state.caches.meanings.last?.answer == screen.state.meaningGroups)
    #expect(screen.state.caches.claims.last == nil)
    screen.press("c")
    #expect(screen.state.caches.claims.last?.answer == screen.state.claimGrid)
    screen.press("c")
    let listed = screen.state.caches.texts.last?.question
    screen.press("2", "j")
    #expect(listed != nil && screen.state.caches.texts.last?.question == listed)
  }
}
