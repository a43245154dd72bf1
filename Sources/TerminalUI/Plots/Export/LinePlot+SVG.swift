extension LinePlot {
  /// The plot as an SVG picture, which opens in a browser and can be compared line by line.
  ///
  /// Raw curves are pale behind smoothed ones, bands are shaded, gaps stay gaps. The same plot
  /// gives the same text.
  ///
  /// - Parameters:
  ///   - title: stands above the plot.
  ///   - width: in pixels, at least 200.
  ///   - height: in pixels, at least 150.
  /// - Returns: a whole document, with a line break at its end.
  package func svg(title: String = "", width: Int = 960, height: Int = 540) -> String {
    SVGPlot(self, title: title, width: max(200, width), height: max(150, height)).text
  }
}
