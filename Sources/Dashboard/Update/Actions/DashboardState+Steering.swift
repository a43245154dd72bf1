import RunModel
import TerminalUI

extension DashboardState {
  mutating func perform(_ steering: Steering) -> [Command] {
    switch steering {
    case .pauseOrResume: return pauseOrResume()
    case .runPhase: return step(.phase)
    case .slower: return set(paceInForce.changed(by: -1))
    case .faster: return set(paceInForce.changed(by: 1))
    case .runFreely: return toggleFree()
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
      if isOver { offerEnding() } else { notify(whyNotLive) }
      return []
    }
  }

  mutating func step(_ stride: Order.Stride) -> [Command] {
    guard isLive else {
      if isOver { offerEnding() } else { notify(whyNotLive) }
      return []
    }
    notify("running one \(stride.rawValue), then waiting")
    return [.order(.step(stride))]
  }

  var whyNotLive: String {
    switch (engine, open.source) {
    case (.dead(let why), _):
      "the engine died: " + (why ?? "without a word, such as when it is killed")
    case (.stopped, _): "the run was stopped; Space goes on"
    case (.growing, _): "something out of sight writes this log; it takes no orders from here"
    case (.copied, _): "a copy, taken while the run was trained in another place"
    case (.unfinished, _): "the log ends before the run's last step, and nothing writes it"
    case (.some, _), (nil, .engine): "the run is over"
    case (nil, .log): "nothing trains this run now; < and > look back and forth in it"
    case (nil, .record): "this is a recording; < and > look back and forth in it"
    }
  }
}
