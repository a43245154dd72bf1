import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

struct PlotTests {
  @Test func `z magnifies about the cursor, and Esc finds the same part again`() throws {
    var screen = Screen(steps: 40)
    screen.press("h", "h", "h", "z", "z")
    let extent = try #require(screen.state.extent)
    let seen = try #require(screen.state.place.viewport.visible(in: extent))
    #expect(seen.contains(37) && seen.lowerBound > 10)
    let before = screen.state.place
    screen.press("enter")
    #expect(screen.state.place.filter == "step:37")
    screen.press("escape")
    #expect(screen.state.place == before)
    screen.press("0")
    #expect(screen.state.place.viewport.isWhole)
  }

  @Test func `the cursor takes the magnified part with it`() throws {
    var screen = Screen(steps: 40)
    screen.press("z", "z", "z", "z", "g")
    let extent = try #require(screen.state.extent)
    #expect(screen.state.place.viewport.visible(in: extent)?.contains(1) == true)
  }

  @Test func `what was magnified stays so over another axis`() throws {
    var screen = Screen(steps: 40)
    screen.press("z", "z", "H", "H")
    let steps = try #require(
      screen.state.extent.flatMap(screen.state.place.viewport.visible(in:)))
    screen.press("x", "x")
    #expect(screen.state.plots.axis == .tokens)
    let tokens = try #require(
      screen.state.extent.flatMap(screen.state.place.viewport.visible(in:)))
    let inside = screen.state.run.steps.filter { steps.contains(Double($0.step)) }
    let again = screen.state.run.steps.filter {
      ($0.update?.tokens).map { tokens.contains(Double($0)) } ?? false
    }
    #expect(inside.map(\.step) == again.map(\.step))
  }

  @Test func `plus and minus smooth more and less, down to not at all`() {
    var screen = Screen(steps: 40)
    screen.command("smoothing 0.9")
    screen.press("+")
    #expect(screen.state.plots.smoothing == .weight(0.95))
    for _ in 0..<9 { screen.press("-") }
    #expect(screen.state.plots.smoothing == .weight(0))
    #expect(screen.text.contains("not smoothed"))
    screen.command("smoothing automatic")
    #expect(screen.state.plots.smoothing == .automatic)
    screen.command("smoothing 1")
    #expect(screen.text.contains("Usage: smoothing"))
  }

  @Test func `s goes through the scales and names the one on the plot`() {
    var screen = Screen(steps: 12)
    for scale in ["robust", "log", "symlog"] {
      screen.press("s")
      #expect(screen.lines[1].contains("success \(scale)"))
    }
    screen.press("s")
    #expect(!screen.lines[1].contains("success symlog"))
  }

  @Test func `a curve kept while events come is the one worked out anew`() throws {
    let events = SyntheticRun(seed: 4, steps: 30, prompts: 2).events
    for (name, smoothing) in [
      ("success", "automatic"), ("success", "0.9"), ("loss", "0.9"), ("lift", "0.99"),
      ("lengths", "automatic"), ("seconds", "0"),
    ] {
      var screen = Screen(steps: -1, width: 160, height: 45)
      screen.command("smoothing \(smoothing)")
      screen.command("plot \(name)")
      for start in stride(from: 0, to: events.count, by: 37) {
        screen.feed(Array(events[start..<min(events.count, start + 37)]))
        screen.state.prepareToDraw()
      }
      let run = screen.state.run
      let chart = try #require(ChartCatalog.chart(name, in: run))
      for metric in chart.metrics {
        let kept = screen.state.open.curves.curve(
          metric, .steps, screen.state.plots.smoothing, of: run)
        let anew = CurveStore().curve(metric, .steps, screen.state.plots.smoothing, of: run)
        #expect(!kept.points.isEmpty || anew.points.isEmpty)
        #expect(kept.points == anew.points && kept.trend == anew.trend, "\(metric.id)")
      }
    }
  }

  @Test func `curves that nobody looks at any more are let go of, the oldest first`() throws {
    let run = Screen(steps: 30).state.run
    let metrics = try ["success", "loss", "lengths"].map {
      try #require(ChartCatalog.chart($0, in: run)).metrics
    }
    var store = CurveStore()
    store.pointsKept = 40
    for group in metrics { store.prepare(group, .steps, .automatic, of: run) }
    var last = CurveStore()
    last.prepare(metrics[2], .steps, .automatic, of: run)
    #expect(store.pointCount >= last.pointCount && store.pointCount <= last.pointCount + 40)
    for metric in metrics.joined() {
      let kept = store.curve(metric, .steps, .automatic, of: run)
      let anew = CurveStore().curve(metric, .steps, .automatic, of: run)
      #expect(kept.points == anew.points && kept.trend == anew.trend, "\(metric.id)")
    }
  }

  @Test func `a curve cut off at an earlier moment is the one worked out from that moment`() throws
  {
    var screen = Screen(steps: 30, width: 160, height: 45)
    for chart in ChartCatalog.charts {
      screen.command("plot \(chart.id)")
      for (moment, axis) in zip([29, 4, 17], [Axis.steps, .tokens, .steps]) {
        screen.state.plots.axis = axis
        screen.command("goto \(moment)")
        let run = screen.state.run
        #expect(screen.state.isLookingBack && (run.steps.last?.step ?? 0) <= moment)
        for metric in chart.metrics {
          let smoothing = screen.state.plots.smoothing
          let cut = screen.state.caches.pastCurves.curve(metric, axis, smoothing, of: run)
          let anew = CurveStore().curve(metric, axis, smoothing, of: run)
          #expect(
            cut.points == anew.points && cut.trend == anew.trend && cut.band == anew.band
              && cut.counts == anew.counts && cut.solved == anew.solved,
            "\(metric.id) at \(moment)")
        }
      }
      screen.state.move(playhead: .following)
    }
  }

  @Test func `no chart mixes two row types in one curve, and no name stands for two`() {
    let run = Screen(steps: 2).state.run
    let names = ChartCatalog.names(in: run)
    #expect(Set(names).count == names.count)
    for name in names { #expect(ChartCatalog.chart(name, in: run)?.id == name, "\(name)") }
  }

  @Test(arguments: ChartCatalog.charts.map(\.id))
  func `every chart draws a curve or says why there is none`(name: String) {
    var screen = Screen(steps: 12, width: 120, height: 40)
    screen.command("plot \(name)")
    screen.press("enter")
    let text = screen.text
    let hasCurve = text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
    #expect(hasCurve || text.contains("Not measured") || text.contains("Nothing was"), "\(name)")
  }

  @Test func `a plot is chosen by name, with the nearest one offered for a wrong one`() {
    var screen = Screen(steps: 12, width: 120, height: 40)
    screen.command("plot gradiant")
    #expect(screen.text.contains("Did you mean 'gradient'?"))
    screen.command("plot loss.first")
    #expect(screen.state.view == .diagnostics)
    #expect(screen.text.contains("loss · first"))
    screen.type(":plot rew")
    screen.press("tab", "enter")
    #expect(screen.state.plots.layout.panes[0].chart.hasPrefix("reward"))
  }

  @Test func `a layout is saved under a name and comes back`() {
    var screen = Screen(steps: 12, width: 120, height: 40)
    screen.command("layout 2")
    screen.command("plot entropy")
    screen.press("s", "s", "tab")
    screen.command("plot success")
    screen.command("layout save mine")
    guard case .saveLayouts(let text)? = screen.commands.last else {
      Issue.record("nothing was saved: \(screen.commands)")
      return
    }
    #expect(text.contains("mine = entropy:symlog, success\n"))
    var again = Screen(steps: 12, width: 120, height: 40)
    again.state.load(layouts: PlotLayouts(text: text))
    again.command("layout mine")
    #expect(again.state.plots.layout.panes.map(\.chart) == ["entropy", "success"])
    #expect(again.state.plots.scales["entropy"] == .symlog)
    again.command("layout mien")
    #expect(again.text.contains("Did you mean 'mine'?"))
  }

  @Test func `a layout file tells its faults by line, and the rest holds`() {
    let layouts = PlotLayouts(
      text: "# mine\na = loss, entropy:log # two\nb = los\nc = loss:lag\n= loss\nd =\n", file: "f")
    #expect(layouts.named.keys.sorted() == ["a"])
    #expect(
      layouts.problems == [
        "f:3: There is no chart 'los'. Did you mean 'loss'?",
        "f:4: There is no scale 'lag'. Did you mean 'log'?",
        "f:5: '= loss' names no layout. Write: name = chart, chart (letters, digits, - and _).",
        "f:6: Layout 'd' has no charts. Write: d = loss, entropy.",
      ])
  }

  @Test func `saving a layout keeps the comments of its file`() {
    var layouts = PlotLayouts(text: "# for me\na = loss\n\n# b is fine\nb = entropy\n")
    layouts.save(PlotLayout.standard.resized(to: 1), as: "b")
    #expect(layouts.text == "# for me\na = loss\n\n# b is fine\nb = loss\n")
  }

  @Test func `a curve is written as CSV or SVG by the ending of its name`() {
    var screen = Screen(steps: 12)
    screen.command("export curve a.csv")
    screen.command("export curve b.svg")
    screen.press("C")
    let saved = screen.commands.flatMap { command -> [(String, String)] in
      if case .saveAll(let files) = command { return files.map { ($0.name, $0.text) } }
      guard case .save(let name, let text) = command else { return [] }
      return [(name, text)]
    }
    #expect(saved.map(\.0) == ["a.csv", "b.svg", "success.csv", "success.svg"])
    #expect(
      saved.first?.1.hasPrefix(
        "step,held-out,held-out low,held-out high,first,second,told rules\n")
        == true)
    #expect(saved[1].1.hasPrefix("<svg "))
    screen.command("export curve c.png")
    #expect(screen.text.contains("Usage: export curve"))
  }

  @Test(arguments: [(80, 24), (160, 45), (40, 12), (1, 1), (20, 3), (61, 15)])
  func `zooming, scaling and laying out break nothing at any size`(width: Int, height: Int) {
    for steps in [-1, 0, 1, 30] {
      var screen = Screen(steps: steps, width: width, height: height)
      for view in ["1", "5"] {
        screen.press(view, "z", "z", "H", "s", "+", "h", "l", "L", "Z", "s", "V", "p", "enter", "s")
        screen.press("z", "h", "-", "x", "0", "escape", "V", "tab", "P", "V", "C")
        for glyphs in GlyphSet.allCases {
          let canvas = screen.state.draw(glyphs: glyphs)
          #expect(canvas.width == width && canvas.height == height)
        }
      }
    }
  }
}
