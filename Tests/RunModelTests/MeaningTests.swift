import RLCore
import RunModel
import Testing

struct MeaningTests {
  private static let legend = [
    ("A", "player"), ("B", "goal"), ("C", "hole"), ("D", "safe"),
  ].map { LegendEntry(symbol: $0.0, meaning: $0.1) }

  private static func reflection(
    _ text: String, _ claims: [Claim]?, id: Int = 1
  ) -> ReflectionRecord {
    var record = ReflectionRecord(
      step: 1, episode: id, id: id, from: nil, prompt: "", text: text, advice: text, parsed: true,
      tokens: 1, logProbability: 0, author: "self")
    record.claims = claims
    return record
  }

  /// A true rule.
  private static func claim(_ subject: String, _ range: Range<Int> = 0..<1) -> Claim {
    claim(.rule, .right, subject, range)
  }

  private static func claim(
    _ kind: Claim.Kind, _ verdict: Claim.Verdict, _ subject: String, _ range: Range<Int> = 0..<1
  ) -> Claim {
    Claim(kind, verdict, about: subject, at: range, isShown: false)
  }

  private static func meaning(_ claims: Claim...) -> Meaning? {
    Meaning.meaning(of: reflection("", claims), legend: legend)
  }

  @Test func `what is said counts, and not how, where, in which order or how often`() {
    let one = Self.meaning(Self.claim("C", 4..<12), Self.claim("B", 20..<30))
    let other = Self.meaning(
      Self.claim("B", 0..<2), Self.claim("C", 3..<5), Self.claim("C", 40..<52))
    #expect(one != nil && one == other)
    #expect(one?.key == other?.key)
  }

  @Test func `another subject, another verdict, a denial or one claim more is another meaning`() {
    let all = [
      Self.meaning(Self.claim("C")), Self.meaning(Self.claim("B")),
      Self.meaning(Self.claim(.rule, .wrong, "C")), Self.meaning(Self.claim("not C")),
      Self.meaning(Self.claim(.grounding, .right, "cause")), Self.meaning(),
      Self.meaning(Self.claim("C"), Self.claim(.leak, .right, "path")),
    ]
    #expect(Set(all).count == all.count)
    #expect(Set(all.map { $0?.key }).count == all.count)
  }

  @Test
  func `a log without judged claims is held against the legend, and without one says nothing`() {
    let old = Self.reflection("C died. B is a goal, C is safe", nil)
    let meaning = Meaning.meaning(of: old, legend: Self.legend)
    #expect(meaning?.parts.map(\.proposition.name) == ["B goal", "C safe"])
    #expect(meaning?.parts.map(\.verdict) == [.right, .wrong])
    #expect(Meaning.meaning(of: old, legend: []) == nil)
    let places = Meaning.places(in: old, legend: Self.legend)
    let scalars = Array(old.text.unicodeScalars)
    #expect(
      places.map { String(String.UnicodeScalarView(scalars[$0.range])) }
        == ["B is a goal", "C is safe"])
  }

  @Test func `routes and answers leak, but neither squares nor the answer that failed`() {
    for leak in Claim.Leak.allCases {
      let marks = Self.meaning(Self.claim("C"), Self.claim(.leak, .right, leak.rawValue))?.marks
      #expect(marks?.contains(.leak) == [.path, .moves, .answer].contains(leak), "\(leak)")
    }
  }

  @Test func `who makes no rule claim is vague, and who is wrong about anything is false`() {
    #expect(Self.meaning()?.marks == .vague)
    #expect(Self.meaning(Self.claim(.grounding, .right, "cause"))?.marks == .vague)
    #expect(Self.meaning(Self.claim(.grounding, .wrong, "cause"))?.marks == [.vague, .untrue])
    #expect(Self.meaning(Self.claim("C"))?.marks == [])
    #expect(Self.meaning(Self.claim("C"), Self.claim(.rule, .wrong, "B"))?.marks == .untrue)
    #expect(Self.meaning(Self.claim(.rule, .unsupported, "Q"))?.marks == [])
    // Moves that solve nothing are no untrue sentence.
    #expect(Self.meaning(Self.claim("C"), Self.claim(.leak, .wrong, "moves"))?.marks == .leak)
  }

  @Test func `what a claim says is told as a sentence`() {
    func deed(_ claim: Claim) -> String { Proposition(claim, legend: Self.legend).deed }
    #expect(deed(Self.claim("C")) == "say C is a hole")
    #expect(deed(Self.claim("B")) == "say B is the goal")
    #expect(deed(Self.claim("D")) == "say D is safe")
    #expect(deed(Self.claim(.rule, .wrong, "D")) == "say D is something else than it is")
    #expect(deed(Self.claim(.leak, .right, "path")) == "give a route that solves the task")
    #expect(deed(Self.claim(.grounding, .right, "cause")) == "say what decided the attempt")
    var guess = Claim(
      .rule, .wrong, about: "E", at: 0..<1, isShown: false, said: ["goal"], isGuess: true)
    #expect(deed(guess) == "guess E is the goal")
    #expect(Proposition(guess, legend: Self.legend).name == "E goal?")
    #expect(Self.meaning(guess)?.marks == [])
    guess.isGuess = false
    #expect(deed(guess) == "say E is the goal")
    #expect(Self.meaning(guess)?.marks == .untrue)
    let either = Claim(
      .rule, .right, about: "D", at: 0..<1, isShown: true, said: ["floor", "goal"])
    #expect(Proposition(either, legend: Self.legend).name == "D safe")
    let avoided = Claim(
      .rule, .right, about: "C", at: 0..<1, isShown: true, said: ["danger", "wall"])
    #expect(Proposition(avoided, legend: Self.legend).name == "C hole")
    let foreign = Claim(.rule, .wrong, about: "C", at: 0..<1, isShown: true, said: ["movable"])
    #expect(Proposition(foreign, legend: Self.legend).name == "C movable")
    #expect(Proposition(.rule, about: "not C", saying: "hole").deed == "say C is not a hole")
  }

  // MARK: - Routes

  @Test func `a route is the moves of a text, whatever stands between them`() {
    #expect(Route(text: "c4 up, c3 Up, then c2 left.").moves == ["up", "up", "left"])
    #expect(Route(text: "nothing of the kind").moves == [])
  }

  @Test func `a route is followed up to the first other move`() throws {
    func turn(_ action: String?, _ outcome: TurnOutcome = .moved) -> Turn {
      Turn(
        observation: "", text: action ?? "", action: action, wasEffective: true, reward: 0,
        outcome: outcome, position: 0)
    }
    let text = "C is a hole. Then c4 up, c3 up, c2 left, b2 down."
    let record = Self.reflection(
      text,
      [
        Self.claim(.leak, .wrong, "moves", 0..<11), Self.claim(.leak, .right, "path", 18..<48),
        Self.claim(.leak, .right, "coordinates", 18..<20),
      ])
    let route = try #require(Route(record))
    #expect(route.moves == ["up", "up", "left", "down"])
    #expect(route.followed(by: ["up", "UP", "left", "right", "down"].map { turn($0) }) == 3)
    #expect(route.followed(by: ["down", "up"].map { turn($0) }) == 0)
    #expect(route.followed(by: [turn("up"), turn("up", .invalid)]) == 1)
    #expect(route.followed(by: [turn("up"), turn("up", .blocked)]) == 2)
    #expect(Route(Self.reflection(text, nil)) == nil)
  }
}
