import RLCore
import RunModel
import SyntheticRuns
import Testing

@testable import Dashboard

struct QueryTests {
  private func ids(_ filter: String, _ screen: inout Screen) -> [Int] {
    screen.command("filter \(filter)")
    while screen.state.isSearching { _ = screen.state.update(.ticked(seconds: 0.01)) }
    let rows = screen.state.rows
    return (0..<rows.count).map { rows.number($0) }
  }

  @Test func `queries mean what they say`() {
    var screen = Screen(steps: 6, source: .record)
    screen.press("2")
    let records = screen.state.run.episodes.records
    func texts(_ record: EpisodeRecord) -> String {
      let texts = screen.state.texts(of: record.id)
      return [
        texts?.first?.feedback, texts?.reflection?.prompt, texts?.reflection?.text,
        texts?.second?.feedback,
      ].compactMap { $0 }.joined(separator: "\n")
    }
    func expect(_ filter: String, _ holds: (EpisodeRecord) -> Bool) {
      let expected = records.filter(holds).map(\.id)
      #expect(ids(filter, &screen) == expected, "\(filter)")
      #expect(!expected.isEmpty && expected.count < records.count, "\(filter) tells nothing apart")
    }
    expect("step:2..4") { (2...4).contains($0.step) }
    expect("step:5..") { $0.step >= 5 }
    expect("step=..2") { $0.step <= 2 }
    expect("reward<1") { $0.first?.reward == 0 }
    expect("r2:0..0.5") { $0.second?.reward == 0 }
    expect("lift>0 or solved") { ($0.second?.reward ?? 0) > 0 || $0.first?.reward == 1 }
    expect("(step:1 or step:3) !fixed") { record in
      [1, 3].contains(record.step) && record.outcome(threshold: 1) != .fixed
    }
    expect("not step:1") { $0.step != 1 }
    expect("-step:1 and -step:2") { $0.step > 2 }
    expect("flag:truncated") { record in
      let texts = screen.state.texts(of: record.id)
      return (texts?.first?.flags ?? []) + (texts?.second?.flags ?? []) != []
    }
    expect("author:self") { $0.reflection != nil }
    expect("outcome:unchanged") { $0.outcome(threshold: 1) == .unchanged }
    expect("task:TRAIN-9") { $0.task.contains("train-9") }
    expect("episode:3..5") { (3...5).contains($0.id) }
    expect("reflection>3 reflection<9") { ($0.reflection?.id).map { $0 > 3 && $0 < 9 } ?? false }
    expect("\"the hole\"") { texts($0).contains("the hole") }
    expect(#"/fell|max step/ !"reached""#) { record in
      (texts(record).contains("fell") || texts(record).contains("max step"))
        && !texts(record).contains("reached")
    }
    expect("timeout or died step<=3") { record in
      texts(record).contains("timeout") || (texts(record).contains("died") && record.step <= 3)
    }
  }

  @Test(arguments: [
    ("stp:3", 0, "did you mean 'step'?"), ("fixed stepp>2", 6, "did you mean 'step'?"),
    ("step:abc", 5, "wants a number or a range such as 100..200, not 'abc'"),
    ("step:", 5, "wants a number"), ("step:9..3", 5, "nothing lies in the range 9..3"),
    ("outcome:fixd", 8, "did you mean 'fixed'?"), ("a \"b", 2, "'\"' is not closed"),
    ("a /b", 2, "the regular expression is not closed"), ("x /a(b/", 4, "'(' is not closed"),
    ("/+/", 1, "nothing before it to repeat"), ("(fixed", 0, "'(' is not closed"),
    ("fixed)", 5, "closes nothing"), ("fixed or", 6, "something must follow 'or'"),
    ("! fixed or or x", 8, "must follow"), ("zzzzzz>1", 0, "put it in quotes"),
  ])
  func `a wrong query says what is wrong, and where`(text: String, place: Int, words: String) {
    let problem = #expect(throws: QueryProblem.self) { try EpisodeQuery(text) }
    #expect(problem?.place == place, "\(problem?.sentence ?? "")")
    #expect(problem?.words.contains(words) == true, "\(problem?.words ?? "")")
    var screen = Screen(steps: 2, source: .record, width: 160, height: 45)
    screen.press("2")
    screen.type("/" + text)
    #expect(screen.text.contains("at \(place + 1): "), "\(screen.lines.last ?? "")")
    screen.press("enter")
    #expect(screen.state.rows.count == 0)
  }

  @Test func `a colon in a text is a colon`() throws {
    #expect(try EpisodeQuery("answer:Rodo").patterns == [TextPattern(words: "answer:rodo")])
    #expect(try EpisodeQuery("play: play:").patterns == [TextPattern(words: "play:")])
  }

  @Test func `Tab completes a query`() {
    var screen = Screen(steps: 4, source: .record)
    screen.press("2")
    screen.type("/fixed !pa")
    screen.press("tab")
    #expect(screen.state.place.filter == "fixed !parsed")
    screen.press("ctrl-u")
    screen.type("flag:t")
    screen.press("tab")
    #expect(screen.state.place.filter == "flag:truncated")
    screen.press("ctrl-u")
    screen.type("unch")
    screen.press("tab", "enter")
    #expect(screen.state.place.filter == "unchanged")
  }

  @Test func `random queries neither crash nor disagree with themselves`() {
    var generator = SeededGenerator(seed: 7)
    let pieces = [
      "fixed", "!", "-", "(", ")", "or", "and", "not", "/", "\"", "step:", "3..", "..", "r1<1",
      "hole", "[a-z", "*", "é", ":", "flag:", " ", " ", " ",
    ]
    let screen = Screen(steps: 2, prompts: 2, source: .record)
    for _ in 0..<2000 {
      let count = Int(generator.next() % 9)
      let text = (0..<count).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }
        .joined()
      guard let query = try? EpisodeQuery(text) else { continue }
      let opposite = EpisodeQuery(patterns: query.patterns, root: .not(query.root))
      let context = EpisodeQuery.Context(run: screen.state.run) { _, place, _ in
        place % 3 == 0 ? nil : place % 3 == 1
      }
      for place in 0..<screen.state.run.episodes.count {
        let answer = query.matches(at: place, in: context)
        #expect(opposite.matches(at: place, in: context) == answer.map { !$0 }, "\(text)")
      }
    }
  }
}
