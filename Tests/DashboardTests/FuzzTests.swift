import Dashboard
import RLCore
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

struct FuzzTests {
  private static let keys: [Key] =
    Array("1234567890jkhlgGnN/:?qxtyFd<>,.[] saczZHL+=-CpPVmXd!~").map { Key.character($0) } + [
      .enter, .escape, .tab, .backTab, .backspace, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .control("d"), .control("u"), .function(1), .paste("step:2 r2>=1\u{1B}"),
    ]

  /// Whatever is pressed at whatever size while whatever arrives: no crash, and a whole picture.
  @Test(arguments: 0..<8)
  func `random keys, sizes and events break nothing`(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let events = Self.mangled(SyntheticRun(seed: UInt64(seed), steps: 8, prompts: 2).events)
    var screen = Screen(
      steps: -1, source: [.engine, .log, .record][seed % 3], width: 80, height: 24)
    var next = 0
    for round in 0..<400 {
      switch generator.next() % 12 {
      case 0:
        let size = (Int(generator.next() % 210), Int(generator.next() % 62))
        _ = screen.state.update(.resized(width: size.0, height: size.1))
      case 1, 2:
        let count = min(events.count - next, Int(generator.next() % 12))
        screen.feed(Array(events[next..<next + count]))
        next += count
      case 5, 6:
        let kinds: [MouseEvent.Kind] = [.press, .press, .release, .move, .scrollUp, .scrollDown]
        let event = MouseEvent(
          kind: kinds[Int(generator.next() % 6)], column: Int(generator.next() % 220),
          row: Int(generator.next() % 66))
        _ = screen.state.update(.keyPressed(.mouse(event)))
      case 3: _ = screen.state.update(.ticked(seconds: Double(generator.next() % 20) / 10))
      case 4 where generator.next() % 20 == 0:
        _ = screen.state.update(.logRestarted(run: 0))
        next = 0
      default:
        let key = Self.keys[Int(generator.next() % UInt64(Self.keys.count))]
        _ = screen.state.update(.keyPressed(key))
      }
      guard round % 4 == 0 else { continue }
      let glyphs = GlyphSet.allCases[Int(generator.next() % 3)]
      let lines = screen.state.draw(glyphs: glyphs).lines
      #expect(lines.allSatisfy { $0.unicodeScalars.allSatisfy(Self.isPrintable) })
      #expect(screen.state.draw(glyphs: glyphs).lines == lines, "drawing changes nothing")
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory != .control
  }

  /// Events as a broken or newer program might write them.
  private static func mangled(_ events: [LoggedEvent]) -> [LoggedEvent] {
    events.enumerated().map { index, logged in
      var logged = logged
      if case .attempt(var attempt) = logged.event {
        switch index % 9 {
        case 0: attempt.reward = .nan
        case 1: attempt.turns = []
        case 2: attempt.board = []
        case 3: attempt.board = ["", "D", "DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD"]
        case 4: attempt.start = -7
        case 5: attempt.feedback = String(repeating: "🚀\u{1B}[2J\n", count: 400)
        case 6: attempt.step = -1
        default: break
        }
        logged.event = .attempt(attempt)
      }
      if case .update(var update) = logged.event, index % 2 == 0 {
        update.gradientNorm = .infinity
        update.tokens = -5
        logged.event = .update(update)
      }
      if index % 31 == 0 { logged.time = EventTime(elapsed: .nan, phases: ["first": .infinity]) }
      return logged
    }
  }
}
