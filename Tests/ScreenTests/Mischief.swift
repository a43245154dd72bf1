import RLCore
import RunLog
import RunModel
import SyntheticRuns

/// Logs as a broken, newer or hostile program might write them.
struct Mischief {
  private var generator: SeededGenerator
  private var events: [LoggedEvent] = []
  private var next = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed, purpose: "mischief") }

  /// Texts that have broken a screen somewhere.
  static let texts = [
    "", " ", "\u{0}", "\u{1B}[2J\u{1B}[H", "\u{1B}]52;c;aGk=\u{7}", "\u{9B}31m", "\u{1B}[?1049l",
    "👩‍👩‍👧‍👦👍🏽🇩🇪❤️", "漢字かな交じり文", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    "\u{202E}gnol\u{202C}", "\u{200D}\u{200B}\u{FEFF}", "مرحبا", "ก็็็็็็",
    "line\r\nline\rline\u{2028}line", "\t\ttab",
    "\u{FFFF}\u{10FFFF}", "a b  c", String(repeating: "wide漢", count: 200),
    String(repeating: "\u{301}", count: 300), "\\\"'`$(reboot)",
  ]

  mutating func text() -> String { Self.texts[below(Self.texts.count)] }

  mutating func below(_ count: Int) -> Int { Int(generator.next() % UInt64(max(count, 1))) }

  private mutating func number() -> Double {
    let numbers = [
      0, 1, -1, 0.5, .nan, .infinity, -.infinity, 1e308, .leastNonzeroMagnitude, -7.25, 1e15,
    ]
    return numbers[below(numbers.count)]
  }

  private mutating func integer() -> Int {
    let numbers = [0, 1, 2, 3, 7, 40, 1000, -1, -5, .max, .min, 1 << 40]
    return numbers[below(numbers.count)]
  }

  /// A run of which every few events are spoilt.
  static func events(seed: UInt64) -> [LoggedEvent] {
    var mischief = Mischief(seed: seed)
    return SyntheticRun(seed: seed, steps: 6, prompts: 2).events.map { event in
      mischief.below(3) == 0 ? mischief.spoilt(event) : event
    }
  }

  /// The event with something in it that nobody expects.
  mutating func spoilt(_ logged: LoggedEvent) -> LoggedEvent {
    var logged = logged
    switch logged.event {
    case .attempt(var attempt):
      spoil(&attempt)
      logged.event = .attempt(attempt)
    case .reflection(var written):
      written.text = text()
      written.prompt = text()
      written.advice = text()
      written.logProbability = number()
      if below(4) == 0 { written.from = integer() }
      if below(4) == 0 { written.episode = integer() }
      logged.event = .reflection(written)
    case .memory(var change):
      change.text = text()
      if below(3) == 0 { change.id = integer() }
      if below(3) == 0 { change.episode = integer() }
      logged.event = .memory(change)
    case .update(var update):
      update.gradientNorm = number()
      update.learningRate = number()
      if below(3) == 0 { update.tokens = integer() }
      if below(5) == 0 { update.step = integer() }
      for kind in RowKind.allCases { update.rows[kind]?.loss = number() }
      logged.event = .update(update)
    case .evaluation(var evaluation):
      evaluation.successRate = number()
      evaluation.low = number()
      evaluation.high = number()
      if below(4) == 0 { evaluation.name = text() }
      if below(4) == 0 { evaluation.episodes = integer() }
      logged.event = .evaluation(evaluation)
    default: break
    }
    if below(6) == 0 { logged.time = EventTime(elapsed: number(), phases: ["first": number()]) }
    return logged
  }

  private mutating func spoil(_ attempt: inout AttemptRecord) {
    switch below(9) {
    case 0: attempt.reward = number()
    case 1: attempt.turns = []
    case 2: attempt.board = []
    case 3: attempt.board = ["", "D", text(), String(repeating: "D", count: 400)]
    case 4: attempt.start = integer()
    case 5: attempt.feedback = text()
    case 6: attempt.step = integer()
    case 7: attempt.episode = integer()
    default: attempt.task = text()
    }
    for index in attempt.turns.indices where below(8) == 0 {
      attempt.turns[index].text = text()
      attempt.turns[index].action = text()
      attempt.turns[index].position = integer()
    }
    attempt.logProbability = number()
    if below(5) == 0 { attempt.flags = [text(), text()] }
  }

  // MARK: - Bytes

  /// What is appended to a log: lines, parts of lines, and what is none.
  mutating func bytes() -> [UInt8] {
    if next >= events.count {
      let seed = generator.next() >> 32
      events = SyntheticRun(seed: seed, steps: 5, prompts: 2, finishes: below(2) == 0).events
      next = 0
    }
    defer { next += 1 }
    let event = below(4) == 0 ? spoilt(events[next]) : events[next]
    let line = EventLine.encode(event)
    return switch below(24) {
    case 0: Array(line.prefix(below(line.count)))
    case 1: Array("\n\n".utf8)
    case 2: flipped(line) + [10]
    case 3: Array(#"{"event":"attempt","step":NaN}"#.utf8) + [10]
    case 4: Array(#"{"event":"update","step":1e999,"gradient_norm":-1e-999}"#.utf8) + [10]
    case 5: Array(#"{"event":"of tomorrow","text":"\#(text())"}"#.utf8) + [10]
    case 6: (0..<below(60)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    default: line + [10]
    }
  }

  private mutating func flipped(_ line: [UInt8]) -> [UInt8] {
    var line = line
    for _ in 0..<4 where !line.isEmpty {
      line[below(line.count)] = UInt8(truncatingIfNeeded: generator.next())
    }
    return line
  }
}
