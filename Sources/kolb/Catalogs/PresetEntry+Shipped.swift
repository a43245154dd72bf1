import ConfigurationFiles
import Dashboard
import RLCore
import RunModel

extension PresetEntry {
  /// The presets that ship, as the dashboard lists them.
  static let shipped: [PresetEntry] = Preset.all.compactMap { preset in
    guard let configuration = try? preset.configuration(.shipped) else { return nil }
    return PresetEntry(
      name: preset.name, summary: preset.summary, environment: configuration.environment,
      algorithm: configuration.algorithm, steps: configuration.steps,
      wantsModel: wantsModel(configuration))
  }

  /// Words out of files are for language models, of which none ships.
  private static func wantsModel(_ configuration: RunConfiguration) -> Bool {
    guard case .text(let place)? = configuration.values(of: configuration.environment)["prompts"]
    else { return false }
    return !place.isEmpty
  }
}
