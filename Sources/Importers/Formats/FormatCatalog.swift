/// Every kind of log that is read, the more particular ones first.
package enum FormatCatalog {
  package static let all: [any LogFormat] = [
    ERLFormat(), VerlFormat(), TRLFormat(), TinkerFormat(), VerifiersFormat(), TensorBoardFormat(),
    WandBFormat(), ReflexionFormat(), InspectFormat(), SamplesFormat(), PlainMetricsFormat(),
  ]

  package static func format(named name: String) -> (any LogFormat)? {
    all.first { $0.name == name }
  }
}
