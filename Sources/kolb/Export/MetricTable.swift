import RunModel

/// The figures of a whole run.
enum MetricTable {
  static func metrics(_ run: ComparedRun) -> DataTable {
    var table = DataTable(["metric", "value", "low", "high", "n", "clusters"])
    for figure in run.evaluationFigures + run.passFigures + run.reflectionFigures + run.costFigures
    {
      table.add([
        .text(figure.name), DataTable.Cell(figure.value), DataTable.Cell(figure.interval?.low),
        DataTable.Cell(figure.interval?.high), DataTable.Cell(figure.count),
        DataTable.Cell(figure.clusters),
      ])
    }
    return table
  }
}
