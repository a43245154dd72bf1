import Basics
import RunModel

/// Everything that can be explained, from the tables that count and draw it.
package enum Glossary {
  package typealias Section = (title: String, entries: [Explanation])

  package static var metrics: [Explanation] {
    ReflectionMetric.ID.allCases.map(\.explanation) + [PassRates.explanation]
  }

  package static var signs: [Explanation] {
    Sign.all.filter { !isOneOfMany($0) }.map { Explanation($0.symbol, $0.meaning) }
  }

  package static func sections(options schema: ConfigurationSchema) -> [Section] {
    [
      ("measures", metrics),
      ("plots", ChartCatalog.charts.map(ChartCatalog.explanation)),
      ("alarms", Alarm.Kind.allCases.map(\.explanation)),
      ("signs", signs),
      ("columns", columns), ("words", TitleWords.all),
      ("options", schema.options.map(explanation)),
    ]
  }

  /// Parts of bars have one meaning together.
  private static func isOneOfMany(_ sign: Sign) -> Bool {
    sign.group == .bars && sign != Sign.bars[0] && sign != Sign.levels[0]
  }

  private static let columns: [Explanation] =
    ColumnWords.episodes + ColumnWords.reflections + ColumnWords.meanings + ColumnWords.memory
    + ColumnWords.transitions + ColumnWords.tokens + ColumnWords.runs

  static func explanation(of option: ConfigurationOption) -> Explanation {
    Explanation(
      "option \(option.key)", "\(option.help); \(option.allowed).",
      count: "",
      good: option.isChangeable
        ? "can change while the run goes on, by :set \(option.key) VALUE" : "",
      bad: option.isChangeable ? "" : "is fixed once the run has begun", source: "run configuration"
    )
  }

  // MARK: - By name

  /// What `:explain` takes, without the kinds before the names.
  static func names(_ schema: ConfigurationSchema) -> [String] {
    ReflectionMetric.ID.allCases.map(\.rawValue) + [PassRates.explanation.name]
      + ChartCatalog.charts.map(\.id)
      + Alarm.Kind.allCases.map(\.rawValue) + ExperimentClaim.allCases.map(\.rawValue)
      + TitleWords.all.map(\.name) + schema.options.map(\.key)
  }

  /// Everything of a name: a measure's, a plot's, an alarm's, an option's, or a sign itself.
  static func entries(named name: String, _ schema: ConfigurationSchema) -> [Explanation] {
    let metrics = ReflectionMetric.ID.allCases
      .filter { $0.rawValue == name || $0.name == name || $0.family == name }.map(\.explanation)
    let passes = [PassRates.explanation].filter { $0.name == name }
    let charts = ChartCatalog.charts.filter { $0.id == name }
      .flatMap { [ChartCatalog.explanation(of: $0)] + ChartCatalog.curves(of: $0) }
    let alarms = Alarm.Kind.allCases.filter { $0.rawValue == name }.map(\.explanation)
    let signs = Sign.all.filter { $0.symbol == name }.map { Explanation($0.symbol, $0.meaning) }
    let options = schema.options.filter { $0.key == name }.map(explanation)
    let claims = ExperimentClaim.allCases
      .filter { $0.rawValue.lowercased() == name.lowercased() }.map(\.explanation)
    return metrics + passes + charts + alarms + signs + options + claims
      + (columns + TitleWords.all).filter { $0.name == name || $0.name.hasPrefix(name + " ") }
  }
}
