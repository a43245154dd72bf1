import Basics

/// pass@k: how likely at least one of `k` tries solves a task, from first attempts at the same task.
///
/// The rollouts of one prompt at one step are such tries. Each group gives one estimate, so groups
/// are what intervals count.
package struct PassRates: Sendable, Equatable {
  /// The numbers of tries that are looked at, as far as groups are large enough.
  package static let tries = [1, 2, 4, 8, 16, 32]

  private var means: [ClusteredMean] = []

  package init() {}

  /// The mean over the groups that had as many tries.
  package subscript(tries: Int) -> ClusteredMean {
    guard !means.isEmpty, let place = Self.tries.firstIndex(of: tries) else {
      return ClusteredMean()
    }
    return means[place]
  }

  /// Adds one group; one try alone tells nothing of several.
  package mutating func add(group rewards: [Double], threshold: Double) {
    let finite = rewards.filter(\.isFinite)
    guard finite.count > 1 else { return }
    let solved = finite.count { $0 >= threshold }
    if means.isEmpty { means = Array(repeating: ClusteredMean(), count: Self.tries.count) }
    for (place, tries) in Self.tries.enumerated() {
      guard let estimate = Self.estimate(solved: solved, of: finite.count, tries: tries) else {
        continue
      }
      means[place].add(cluster: [estimate])
    }
  }

  package static func + (left: Self, right: Self) -> Self {
    guard !left.means.isEmpty else { return right }
    guard !right.means.isEmpty else { return left }
    var both = left
    for place in both.means.indices { both.means[place] = left.means[place] + right.means[place] }
    return both
  }

  func pack(into bytes: inout PackedWriter) { bytes.put(list: means) { $1.pack(into: &$0) } }

  init(from bytes: inout PackedReader) {
    let means = bytes.list { ClusteredMean(from: &$0) }
    if means.count == Self.tries.count { self.means = means }
  }
}

extension PassRates {
  /// The share of all choices of `tries` among `count` attempts that hold a solved one: an estimate
  /// without bias of the chance that one of as many new attempts is solved.
  ///
  /// - Returns: `nil` where there were fewer attempts than tries.
  package static func estimate(solved: Int, of count: Int, tries: Int) -> Double? {
    guard tries > 0, tries <= count, 0...count ~= solved else { return nil }
    let failed = count - solved
    guard tries <= failed else { return 1 }
    // failed over tries, through count over tries: a product, since factorials grow out of bounds.
    let allFail = (0..<tries).reduce(1.0) { $0 * Double(failed - $1) / Double(count - $1) }
    return 1 - allFail
  }

  package static let explanation = Explanation(
    "pass@k",
    "how likely at least one of k first attempts solves a task: over each prompt's rollouts of a "
      + "step 1 - C(n - c, k) / C(n, k), with n rollouts of which c are solved, and the mean over "
      + "prompts; k up to as many rollouts as a prompt has",
    count: "groups: prompts of a step with k rollouts or more",
    good: "pass@1 nears pass@k: what was found now and then is found at once",
    bad: "pass@k falls while pass@1 rises: what could be found is being forgotten",
    source: "Chen et al., Evaluating Large Language Models Trained on Code, arXiv 2107.03374")
}
