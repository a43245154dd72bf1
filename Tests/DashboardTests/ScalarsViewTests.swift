import Dashboard
import RunModel
import TerminalUI
import Testing

@Suite struct `The view of a trainer's own numbers` {
  private static func screen(width: Int = 120, height: Int = 30) -> Screen {
    var screen = Screen(steps: -1, source: .log, width: width, height: height)
    var start = RunStart(
      run: "theirs", kolb: "", environment: "sums", algorithm: "", seed: 0, steps: 0, digest: "",
      legend: [])
    start.format = "verl"
    start.absent = [AbsentFact("boards", "observations are texts")]
    screen.feed([LoggedEvent(.runStarted(start))])
    screen.feed(
      (1...40).map { step in
        LoggedEvent(
          .metrics(
            MetricsRecord(
              step: step * 10,
              values: [
                Scalar("actor/loss", 1 / Double(step)), Scalar("critic/\u{1B}[31mreward", 0.5),
              ])))
      })
    screen.press("9")
    return screen
  }

  @Test func `lists every name with its latest value, and draws the one that is selected`() {
    let screen = Self.screen()
    #expect(screen.state.view == .scalars)
    #expect(screen.text.contains("actor/loss"))
    #expect(screen.text.contains("2 names"))
    #expect(screen.text.contains("value 0.025"))
    #expect(screen.text.contains("step 400"))
  }

  @Test func `says what the log cannot tell, and why`() {
    var screen = Self.screen()
    #expect(screen.text.contains("boards: observations are texts"))
    screen.press("i")
    #expect(screen.text.contains("no boards"))
  }

  @Test func `says what of the log could not be read, for as long as it is open`() {
    var screen = Self.screen()
    let reasons = ["1.jsonl line 3: 'score' is missing", "2.jsonl line 1: a text was expected"]
    let leftOut = LeftOutLines(count: 7, reasons: reasons)
    _ = screen.state.update(.linesLeftOut(leftOut, run: 0))
    screen.press("1")
    #expect(screen.text.contains("7 lines left out"))
    screen.press("9")
    #expect(screen.text.contains("7 lines left out: 1.jsonl line 3: 'score' is"))
    screen.press("i")
    #expect(screen.text.contains("2.jsonl line 1: a text was expected"))
  }

  @Test func `finds names by their parts`() {
    var screen = Self.screen()
    screen.command("filter CRITIC rew")
    #expect(screen.state.rows.count == 1)
    screen.command("filter nothing of the kind")
    #expect(screen.text.contains("No match for"))
  }

  @Test func `moves a cursor over values though there are no training steps`() {
    var screen = Self.screen()
    screen.press("left")
    #expect(screen.state.place.cursor == 390)
    screen.press("left", "left", "right")
    #expect(screen.state.place.cursor == 380)
  }

  @Test func `gives its curves to the plots of every other view`() {
    var screen = Self.screen()
    screen.press("5")
    screen.command("plot actor/loss")
    #expect(screen.text.contains("actor/loss"))
    #expect(screen.text.contains("value 0.025"))
  }

  @Test func `shows no names as they are that could steer a terminal`() {
    #expect(!Self.screen().text.contains("\u{1B}"))
  }
}
