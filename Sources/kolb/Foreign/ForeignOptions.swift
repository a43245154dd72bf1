import ArgumentParser
import Importers

/// How logs of other trainers are read.
struct ForeignOptions: ParsableArguments {
  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "What other trainer's log it is, where that cannot be told; 'kolb list formats' names them.",
      valueName: "format"))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The reward at which an attempt of another trainer's log counts as solved; 1 if not given.",
      valueName: "reward"))
  var threshold: Double?

  /// Whether what still grows is shown while it does, instead of read to its end first.
  var followsInput = false

  /// What stands on the command line.
  private enum CodingKeys: String, CodingKey {
    case format, threshold
  }

  /// The options of somebody who gave none.
  static let notGiven = ForeignOptions(format: nil, threshold: nil)

  init() {}

  private init(format: String?, threshold: Double?) {
    self.init()
    (self.format, self.threshold) = (format, threshold)
  }

  func validate() throws {
    guard let threshold, !threshold.isFinite else { return }
    throw ValidationError("--threshold needs a number, and \(threshold) is none.")
  }

  /// - Throws: `FormatProblem` for a format that there is not.
  func finder() throws(FormatProblem) -> LogFinder {
    try LogFinder(format: format, threshold: threshold ?? 1)
  }
}
