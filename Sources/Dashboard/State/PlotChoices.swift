import RunModel
import TerminalUI

/// What of the run's curves shows, as somebody chose it; in every view the same.
package struct PlotChoices: Sendable {
  package internal(set) var axis = Axis.steps
  package internal(set) var smoothing = SmoothingChoice.automatic
  /// How charts are scaled, by their names, where somebody chose.
  package internal(set) var scales: [String: CurveScale] = [:]
  package internal(set) var layout = PlotLayout.standard
  package internal(set) var layouts = PlotLayouts()
  /// The plot that the mouse holds.
  var drag: Drag?
}
