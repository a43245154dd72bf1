import RLCore
import RunModel
import Testing

struct LiftTests {
  private func episode(_ id: Int, _ first: Double, _ second: Double?) -> EpisodeRecord {
    var state = RunState()
    let attempts: [(AttemptKind, Double?)] = [(.first, first), (.second, second)]
    for (kind, reward) in attempts {
      guard let reward else { continue }
      state.apply(LoggedEvent(.attempt(.plain(episode: id, kind: kind, reward: reward))))
    }
    return state.episodes[id] ?? EpisodeRecord(id: id, step: 0, group: 0, task: "")
  }

  @Test func `net lift holds each retry against the first attempts of its siblings`() {
    var sums = LiftSums()
    // Failed 1 and 2; siblings of 1: 0, 1, 1 → 2/3; of 2: 0, 1, 1 → 2/3.
    sums.add(
      group: [episode(1, 0, 1), episode(2, 0, 0), episode(3, 1, nil), episode(4, 1, nil)],
      threshold: 1)
    #expect(sums.gain.count == 2)
    #expect(sums.gain.mean == 0.5)
    #expect(abs((sums.net.mean ?? 9) - (0.5 - 2.0 / 3)) < 1e-12)
  }

  @Test func `solved first attempts have no part in the lift`() {
    var sums = LiftSums()
    sums.add(group: [episode(1, 1, 1), episode(2, 1, 0)], threshold: 1)
    #expect(sums.gain.count == 0)
    #expect(sums.net.mean == nil)
  }

  @Test func `a reflection worth nothing has a net lift near zero`() {
    // First and second attempts succeed by the same chance of each prompt; the plain gain is
    // large all the same, because only failures are tried again.
    var generator = SeededGenerator(seed: 5)
    var sums = LiftSums()
    for _ in 0..<3000 {
      let chance = generator.uniform()
      let group = (0..<4).map { number in
        let first = generator.uniform() < chance ? 1.0 : 0
        let second = generator.uniform() < chance ? 1.0 : 0
        return episode(number, first, first < 1 ? second : nil)
      }
      sums.add(group: group, threshold: 1)
    }
    #expect((sums.gain.mean ?? 0) > 0.2)
    #expect(abs(sums.net.mean ?? 1) < 0.03)
  }
}

extension AttemptRecord {
  static func plain(
    step: Int = 1, episode: Int, group: Int = 1, kind: AttemptKind, reward: Double,
    told: Int? = nil
  ) -> AttemptRecord {
    AttemptRecord(
      step: step, episode: episode, group: group, attempt: kind, task: "t\(group)", board: [],
      start: nil, turns: [], reward: reward, feedback: "", tokens: 3, logProbability: -1,
      reflection: told)
  }
}
