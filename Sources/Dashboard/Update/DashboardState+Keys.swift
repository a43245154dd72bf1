import RunModel
import TerminalUI

extension DashboardState {
  /// A key goes to the innermost thing that takes keys.
  mutating func press(_ key: Key) -> [Command] {
    if case .mouse(let event) = key { return point(event) }
    if case .editor = popup { return pressInPopup(key) }
    if popup == nil, prompt != nil { return pressInPrompt(key) }
    // What is not text is a command, whatever the keyboard is set to.
    let key = key.onLatinKeyboard
    if popup != nil { return pressInPopup(key) }
    guard let action = ViewCatalog.keys(of: currentView).action(for: key) else {
      if case .character = key { notify("\(key.symbol) does nothing here; ? shows the keys") }
      return []
    }
    notice = nil
    return perform(action)
  }

  /// Does what an action means in the view, or else what it means everywhere.
  mutating func perform(_ action: Action) -> [Command] {
    if let intents = currentView.intents(of: action, in: self) {
      for intent in intents { carryOut(intent) }
      return []
    }
    switch action {
    case .move(.enter) where view == .runs: return enterShelf()
    case .move(let movement): perform(movement)
    case .find(let finding): perform(finding)
    case .run(let steering): return perform(steering)
    case .replay(let replaying): perform(replaying)
    case .plot(let plotting): return perform(plotting)
    case .take(let taking): return perform(taking)
    case .shelf(let shelving): return perform(shelving)
    case .program(let action): return perform(action)
    }
    return []
  }
}
