import RunModel
import TerminalUI

extension ChartCatalog {
  /// The metrics of reflections that have a value at every step.
  static let quality = [
    Chart(
      id: "help", title: "do reflections help?",
      meaning: "over a blind retry · over another task's · on held-out tasks",
      emptyText: nothing, scale: .robust, references: [ReferenceLine(0, "")],
      metrics: [
        metric("help", .netLift, "net lift", .reflection, "◆"),
        metric("help", .ownOverOther, "own−other", .second, "○"),
        metric("help", .transfer, "transfer", .memory, "△"),
      ]),
    Chart(
      id: "truth", title: "are reflections true?",
      meaning: "claims that are true · shown by the attempt · rules found · names this task",
      emptyText: nothing, range: .fixed(0...1), bounds: 0...1,
      metrics: [
        metric("truth", .rulePrecision, "true", .good, "●"),
        metric("truth", .grounding, "shown", .first, "○"),
        metric("truth", .ruleRecall, "found", .accent, "△"),
        metric("truth", .leak, "this task", .bad, "▽"),
      ]),
    Chart(
      id: "novelty", title: "are reflections new?",
      meaning: "novelty by trigrams · how well a task is told from 15 others; 1/16 is chance",
      emptyText: nothing, range: .fixed(0...1), bounds: 0...1,
      references: [ReferenceLine(1.0 / 16, "chance")],
      metrics: [
        metric("novelty", .novelty, "novelty", .memory, "△"),
        metric("novelty", .templateIndex, "template", .reflection, "◇"),
      ]),
    Chart(
      id: "change", title: "what does a retry change?",
      meaning: "share of moves changed · second failures that repeat the first",
      emptyText: nothing, range: .fixed(0...1), bounds: 0...1,
      metrics: [
        metric("change", .editDistance, "changed", .second, "◆"),
        metric("change", .sameFailure, "same failure", .bad, "▽"),
      ]),
    Chart(
      id: "off-policy", title: "distilled rows off policy · nats",
      meaning: "log π(y2|x) − log π(y2|x, reflection), mean over tokens, before the update",
      emptyText: "Not measured: no row was distilled, or the log is older.", scale: .robust,
      metrics: [metric("off-policy", .logRatio, "log ratio", .distilled, "△")]),
  ]

  private static let nothing = "Nothing was reflected on."

  private static func metric(
    _ chart: String, _ id: ReflectionMetric.ID, _ name: String, _ style: Style,
    _ marker: Character
  ) -> Metric {
    step("\(chart).\(id.rawValue)", name, style, marker, of: { $0.quality[id].count }) {
      $0.isClosed ? $0.quality[id].mean : nil
    }
  }
}
