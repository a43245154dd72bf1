/// Lines of a log that could not be read.
package struct LeftOutLines: Sendable, Equatable {
  package var count: Int
  /// Where the first of them stand, and what is wrong with each.
  package var reasons: [String]

  package init(count: Int, reasons: [String]) {
    (self.count, self.reasons) = (count, reasons)
  }

  /// How many there are, in words.
  package var words: String { count == 1 ? "1 line left out" : "\(count) lines left out" }
}
