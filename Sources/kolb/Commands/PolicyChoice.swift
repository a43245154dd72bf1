import ArgumentParser
import RLCore
import RunModel

/// Which model learns and which reflects, as a command line says it.
struct PolicyChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where the model runs: a backend of 'kolb list policies', with its address behind a colon.",
      valueName: "backend[:url]"))
  var policy: String?

  @Option(help: ArgumentHelp("The model: one of 'kolb list models', or a folder."))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Let another policy reflect, which does not learn; 'people:FILE' takes what people said.",
      valueName: "backend[:url]"))
  var reflector: String?

  @Option(help: ArgumentHelp("The model of that policy."))
  var reflectorModel: String?

  /// The same on the command line of another process.
  var arguments: [String] {
    [
      ("policy", policy), ("model", model), ("reflector", reflector),
      ("reflector-model", reflectorModel),
    ].compactMap { name, value in value.map { "--\(name)=\($0)" } }
  }

  /// The same as settings of a configuration.
  var settings: [String] {
    // What one backend calls its models is nothing to another.
    Self.settings(policy, model ?? policy.flatMap { Self.anyModel(of: $0) }, in: "policy")
      + (people.map { [Self.setting("erl.corrections", $0)] }
        ?? Self.settings(reflector, reflectorModel, in: "reflector"))
  }

  /// What goes without saying where the policy can learn in one way only; settings may say otherwise.
  var presumed: [String] {
    guard let name = policy?.prefix(while: { $0 != ":" }),
      let backend = try? PolicyCatalog.shipped.backend(named: String(name)),
      let temperature = backend.traits.learningTemperature
    else { return [] }
    return ["policy.temperature=\(temperature)"]
  }

  /// The same as words that name what is outside.
  var sayings: [String] { settings.map { "--set=\($0)" } }

  /// The setting that lets the reflector that is named here reflect, if one is.
  var reflectorInForce: [String] {
    guard people == nil, reflector != nil || reflectorModel != nil else { return [] }
    return [Self.setting("erl.reflector", ERLOptions.Reflector.external.rawValue)]
  }

  /// The file of what people said, where that is asked for.
  private var people: String? {
    let name = "people:"
    return reflector.flatMap { $0.hasPrefix(name) ? String($0.dropFirst(name.count)) : nil }
  }

  /// `place` is a backend, with its address behind a colon.
  private static func settings(
    _ place: String?, _ model: String?, in table: String
  ) -> [String] {
    let parts = place?.split(separator: ":", maxSplits: 1).map(String.init) ?? []
    return zip(["backend", "url"], parts).map { setting("\(table).\($0)", $1) }
      + (model.map { [setting("\(table).model", $0)] } ?? [])
  }

  /// The model of a backend that has none of its own, where none is named: whichever is there.
  private static func anyModel(of place: String) -> String? {
    let name = String(place.prefix { $0 != ":" })
    guard let backend = try? PolicyCatalog.shipped.backend(named: name),
      backend.shippedModels.isEmpty
    else { return nil }
    return backend.usualModel
  }

  private static func setting(_ key: String, _ value: String) -> String {
    "\(key)=\(OptionValue.text(value).toml)"
  }
}
