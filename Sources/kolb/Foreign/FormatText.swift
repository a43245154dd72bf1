import Importers
import RunModel

/// What there is to know of the formats of other trainers' logs.
enum FormatText {
  static var all: String { FormatCatalog.all.map(text).joined(separator: "\n\n") }

  private static func text(of format: any LogFormat) -> String {
    let gives = format.gives.map { "    gives     \($0)" }
    let absent = format.absent.map { "    has no    \($0.fact): \($0.why)" }
    return (["\(format.name)  \(format.summary)"] + gives + absent).joined(separator: "\n")
  }
}
