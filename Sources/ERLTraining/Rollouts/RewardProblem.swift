/// A reward that is no number, of which no mean, advantage or gradient can be made.
struct RewardProblem: Error, Equatable, CustomStringConvertible {
  let reward: String

  init(_ reward: Double) { self.reward = "\(reward)" }

  var description: String { "its world gave a reward of \(reward), which cannot be added up" }
}
