extension LinePlot {
  /// The numbers behind the plot: x, then one column a series, in full precision.
  ///
  /// Raw values, not smoothed ones; a band adds two columns, its lower and its upper limit. What
  /// is missing or not a number is empty. A point without an x is left out.
  package func csv() -> String {
    var columns = [CSVColumn]()
    for (index, series) in series.enumerated() {
      let name = series.name.isEmpty ? "series \(index + 1)" : series.name
      columns.append(CSVColumn(name, series.points))
      guard !series.band.isEmpty else { continue }
      columns.append(CSVColumn(name + " low", series.band.map { PlotPoint($0.x, $0.low) }))
      columns.append(CSVColumn(name + " high", series.band.map { PlotPoint($0.x, $0.high) }))
    }
    return CSVColumn.table(xLabel, columns)
  }
}
