import RunModel

extension GuideTopic {
  /// Printed from the texts that stand beside the code which counts.
  static let measures = GuideTopic(
    name: "measures", summary: "what is counted of reflections, and how",
    blocks: [
      .paragraph(
        "R1 to R12 are measures of a run's reflections. Each has n and an interval of 95 %, clustered "
          + "by prompt. In the dashboard they stand in views 3 and 8, in 'kolb report' under the run, "
          + "in 'kolb export --what metrics' in rows."),
      .list(
        ReflectionMetric.ID.allCases.map { id in
          ("\(id.family) \(id.name)", id.formula + ".")
        }),
    ])
}
