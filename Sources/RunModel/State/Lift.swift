/// Sums behind the lift, which can be added over steps.
package struct LiftSums: Sendable, Equatable {
  /// r2 - r1 of gated episodes.
  package var gain = ClusteredMean()
  /// r2 of an episode minus the mean r1 of its siblings, over gated episodes.
  package var net = ClusteredMean()

  package init() {}

  package static func + (left: Self, right: Self) -> Self {
    var both = left
    both.gain = left.gain + right.gain
    both.net = left.net + right.net
    return both
  }

  /// Adds one group: the rollouts of one prompt at one step.
  ///
  /// Only failed first attempts are tried again, and whoever failed once does better next time
  /// even without a reflection. What a blind retry would have got is estimated by the sibling
  /// first attempts: for each failed `i`, `r2_i - mean of r1_j, j ≠ i`. Siblings are picked without
  /// looking at their own reward, so the estimate is unbiased; a group of one has no sibling and
  /// counts only for the plain gain. Of several retries `r2` is the mean. Where retries are made on
  /// sibling tasks, `r1` is of another task: fair on average, since siblings are drawn as tasks are,
  /// and what a blind retry gets on the very sibling is what probes measure.
  package mutating func add(group: [EpisodeRecord], threshold: Double) {
    let firsts = group.compactMap { $0.first?.reward }.filter(\.isFinite)
    let total = firsts.reduce(0, +)
    var gains: [Double] = []
    var nets: [Double] = []
    for episode in group {
      guard let first = episode.first?.reward, let second = episode.second?.reward,
        first.isFinite, second.isFinite, first < threshold
      else { continue }
      gains.append(second - first)
      if firsts.count > 1 { nets.append(second - (total - first) / Double(firsts.count - 1)) }
    }
    gain.add(cluster: gains)
    net.add(cluster: nets)
  }
}
