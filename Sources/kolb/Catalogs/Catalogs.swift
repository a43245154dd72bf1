import Environments
import RLCore
import RunModel

/// The worlds and the kinds of policies that a program knows, and what can be asked of them.
struct Catalogs: Sendable {
  let environments: EnvironmentCatalog
  let policies: PolicyCatalog
  /// The options of a run among these.
  let schema: ConfigurationSchema

  init(environments: EnvironmentCatalog, policies: PolicyCatalog) {
    self.environments = environments
    self.policies = policies
    schema = ConfigurationSchema(
      worlds: environments.entries.map(\.options),
      backends: policies.backends.compactMap(\.options),
      environment: environments.entries.first?.name ?? "",
      model: policies.backends.first?.usualModel ?? "")
  }

  static let shipped = Catalogs(environments: .shipped, policies: .shipped)
}

extension ConfigurationSchema {
  /// The options of a run of this program.
  static var shipped: ConfigurationSchema { Catalogs.shipped.schema }
}
