import RunModel
import TerminalUI

extension DashboardState {
  mutating func perform(_ plotting: Plotting) -> [Command] {
    if plotting == .nextAxis {
      change(axis: plots.axis.next)
      notify("curves over \(plots.axis.rawValue)")
      return []
    }
    if plotting == .writeCurve { return writeCurves() }
    guard let chart = currentView.focusedChart(of: self) else {
      notify("there is no plot here")
      return []
    }
    switch plotting {
    case .zoom(let steps): zoom(by: steps)
    case .pan(let steps): pan(by: steps)
    case .resetZoom:
      if place.viewport.isWhole { notify("the whole run shows already") }
      place.viewport.reset()
    case .smooth(let steps): smooth(by: steps)
    case .nextScale: set(scale: scale(of: chart).next, of: chart)
    case .nextChart(let count): if hasLayout() { showNextChart(by: count) }
    case .nextLayout: if hasLayout() { showNextLayout() }
    case .nextAxis, .writeCurve: break
    }
    return []
  }

  /// Whether the view has plots to choose; says so where not.
  private mutating func hasLayout() -> Bool {
    if view != .diagnostics { notify("there is no plot here") }
    return view == .diagnostics
  }

  /// Each step of a key or of the wheel magnifies by this.
  private static let zoomFactor = 1.5

  mutating func zoom(by steps: Int, about x: Double? = nil) {
    guard let extent else { return notify("there is nothing to magnify yet") }
    let cursor = place.cursor.flatMap(Curves(run: run, axis: plots.axis).place(ofStep:))
    let centre = x ?? cursor ?? extent.upperBound
    let factor = steps > 0 ? Self.zoomFactor : 1 / Self.zoomFactor
    let before = place.viewport
    for _ in 0..<min(8, abs(steps)) { place.viewport.zoom(by: factor, about: centre, in: extent) }
    if before == place.viewport {
      notify(steps > 0 ? "closer is not possible" : "the whole run shows already")
    }
  }

  private mutating func pan(by steps: Int) {
    guard let extent, !place.viewport.isWhole else {
      return notify("the whole run shows; z magnifies")
    }
    let before = place.viewport
    place.viewport.pan(by: Double(steps) / 4, in: extent)
    if before == place.viewport { notify(steps > 0 ? "this is the end" : "this is the beginning") }
  }

  /// Moves the cursor by training steps, and the magnified part with it.
  mutating func moveCursor(by count: Int) {
    let steps = run.steps
    guard let last = steps.last else {
      if !moveScalarCursor(by: count) { notify("no steps to move over yet") }
      return
    }
    let now = place.cursor ?? last.step
    let index = steps.lastIndex(upTo: now) ?? 0
    setCursor(toStepAt: min(max(0, index + count), steps.count - 1))
  }

  /// Puts the cursor on the step that lies nearest to a place of the axis.
  mutating func setCursor(nearest x: Double) {
    if run.steps.isEmpty { return setScalarCursor(nearest: x) }
    var nearest: (index: Int, distance: Double)?
    for (index, step) in run.steps.enumerated() {
      guard let place = plots.axis.place(of: step), place.isFinite else { continue }
      let distance = abs(place - x)
      if distance < nearest?.distance ?? .infinity { nearest = (index, distance) }
    }
    if let nearest { setCursor(toStepAt: nearest.index) }
  }

  /// To the first step, or to the latest and on with it.
  mutating func moveCursorToEnd(first: Bool) {
    if first, !run.steps.isEmpty { return setCursor(toStepAt: 0) }
    if first { return moveScalarCursorToFirst() }
    place.cursor = nil
    if let extent { place.viewport.reveal(extent.upperBound, in: extent) }
  }

  private mutating func setCursor(toStepAt index: Int) {
    let step = run.steps[index]
    place.cursor = step.step
    if let extent, let x = plots.axis.place(of: step) { place.viewport.reveal(x, in: extent) }
  }

  private mutating func smooth(by steps: Int) {
    set(smoothing: plots.smoothing.moved(by: steps, forCount: run.steps.count))
  }

  mutating func set(smoothing choice: SmoothingChoice) {
    plots.smoothing = choice
    notify("curves are \(plots.smoothing.words(forCount: run.steps.count))")
  }

  mutating func set(scale: CurveScale, of chart: Chart) {
    plots.scales[chart.id] = scale
    notify("\(chart.title): \(scale.rawValue) scale")
  }

  /// Another axis; what was magnified stays so, over the same steps.
  mutating func change(axis new: Axis) {
    let old = plots.axis
    let before = extent
    plots.axis = new
    for (id, place) in places {
      guard let before, let after = extent, let range = place.viewport.visible(in: before)
      else {
        places[id]?.viewport.reset()
        continue
      }
      let inside = run.steps.filter { old.place(of: $0).map(range.contains) ?? false }
      guard let low = inside.first.flatMap(new.place), let high = inside.last.flatMap(new.place),
        low < high
      else {
        places[id]?.viewport.reset()
        continue
      }
      places[id]?.viewport.show(low...high, in: after)
    }
  }
}
