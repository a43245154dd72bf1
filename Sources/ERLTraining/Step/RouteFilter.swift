import RLCore
import RunModel

/// Keeps reflections that give a route through their very task from memory and from distillation.
///
/// Such a reflection wins its retry and helps nowhere else; rewarding it is one thing, carrying it
/// on another.
package struct RouteFilter: Sendable {
  private let options: ERLOptions

  package init(_ options: ERLOptions) {
    self.options = options
  }

  /// Whether memory may learn of a reflection, be it to store it or to count its success.
  func remembers(_ reflection: Reflection) -> Bool {
    !(options.forgetRoutes.guardsMemory && reflection.claims.givesRoute)
  }

  /// Whether the second attempts that were told a reflection, or none, may be distilled.
  func distils(_ reflection: Reflection?) -> Bool {
    !(options.forgetRoutes.guardsDistillation && reflection?.claims.givesRoute == true)
  }

  /// How many reflections reached the threshold and were not remembered; `nil` where none can be.
  func notRemembered(_ episodes: [Episode]) -> Int? {
    guard options.forgetRoutes.guardsMemory, options.memory != .none else { return nil }
    return episodes.count { episode in
      guard let told = episode.retry?.told, let reward = episode.secondReward else { return false }
      return reward >= options.threshold && !told.reflection.parsed.advice.isEmpty
        && !remembers(told.reflection)
    }
  }
}
