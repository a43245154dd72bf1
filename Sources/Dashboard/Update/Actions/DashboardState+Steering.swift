import RunModel
import TerminalUI

extension DashboardState {
  mutating func perform(_ steering: Steering) -> [Command] {
    switch steering {
    case .pauseOrResume: return pauseOrResume()
    case .runPhase: return step(.phase)
    case .follow:
      move(playhead: .following)
      place.selection = .latest
    case .earlierStep: lookBack()
    case .laterStep: goForward()
    case .editReflection: editReflection()
    case .tryAnother: tryAnother()
    case .editOutside:
      editReflection()
      if case .editor(let editor) = popup { return [.editOutside(editor.box.text)] }
    }
    return []
  }

  private mutating func pauseOrResume() -> [Command] {
    switch (isLive, engine) {
    case (true, .paused): return [.order(.resume)]
    case (true, .pausing):
      notify("pausing: the current phase is being finished; :resume goes on")
      return []
    case (true, .stopping):
      notify("stopping: a checkpoint is being written")
      return []
    case (true, _): return [.order(.pause)]
    case (false, _):
      notify(whyNotLive)
      return []
    }
  }

  mutating func step(_ stride: Order.Stride) -> [Command] {
    guard isLive else {
      notify(whyNotLive)
      return []
    }
    notify("running one \(stride.rawValue), then waiting")
    return [.order(.step(stride))]
  }

  var whyNotLive: String {
    switch (engine, open.source) {
    case (.dead, _): "the engine died; 'kolb resume' goes on from the last checkpoint"
    case (.stopped, _): "the run was stopped; 'kolb resume' goes on"
    case (.some, _), (nil, .engine): "the run is over"
    case (nil, .log): "nothing trains this run now; < and > look back and forth in it"
    case (nil, .record): "this is a recording; < and > look back and forth in it"
    }
  }
}
