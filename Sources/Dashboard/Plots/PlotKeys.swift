import RunModel
import TerminalUI

/// The keys of views with plots.
enum PlotKeys {
  static let bindings: [KeyBinding<Action>] = [
    KeyBinding(
      [.character("z")], "zoom-in", .plot(.zoom(1)), "magnify about the cursor, or the latest",
      group: "Plots"),
    KeyBinding([.character("Z")], "zoom-out", .plot(.zoom(-1)), "see more again", group: "Plots"),
    KeyBinding(
      [.character("H")], "pan-left", .plot(.pan(-1)), "what is to the left of a magnified plot",
      group: "Plots"),
    KeyBinding(
      [.character("L")], "pan-right", .plot(.pan(1)), "what is to the right of a magnified plot",
      group: "Plots"),
    KeyBinding(
      [.character("0")], "zoom-reset", .plot(.resetZoom), "the whole run again", group: "Plots"),
    KeyBinding(
      [.character("+"), .character("=")], "smooth-more", .plot(.smooth(1)),
      "smooth the curves more",
      group: "Plots"),
    KeyBinding(
      [.character("-")], "smooth-less", .plot(.smooth(-1)),
      "smooth the curves less, down to not at all",
      group: "Plots"),
    KeyBinding(
      [.character("s")], "next-scale", .plot(.nextScale), "linear, robust, log or symlog",
      group: "Plots"),
  ]
}
