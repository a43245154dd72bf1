import Foundation
import Testing

/// From a number that looks odd to what it is made of and back, in the program itself.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct DrillTests {
  @Test func `from the lift to the memory behind a bad reflection takes four keys`() throws {
    let terminal = try Terminal(columns: 160, rows: 45)
    try terminal.run("kolb open \(SampleRuns.path("frozenlake-erl")); echo code $?")
    try #require(terminal.shows("finished"), "\(terminal.screen)")
    try terminal.press("Tab", "Tab")
    #expect(terminal.shows("┏ net lift"))
    let start = terminal.screen
    try terminal.press("Enter")
    #expect(terminal.shows("┏ reflections"))
    try terminal.press("Enter", "Enter")
    #expect(terminal.shows("┏ episode"))
    try terminal.press("m")
    #expect(terminal.shows("┏ memory"))
    let memory = terminal.screen
    // Whatever is unfolded on the way closes one by one, and the place is the same as before.
    for _ in 0..<6 where terminal.screen != start {
      try terminal.press("Escape")
      usleep(700_000)
    }
    #expect(terminal.screen == start, "\(terminal.screen)")
    #expect(memory != start)
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }
}
