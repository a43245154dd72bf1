import RLCore
import RunModel
import Synchronization
import Testing

@testable import ERLTraining

/// Numbers and sizes at the edge of what can be learnt from.
@Suite struct `Numbers at the edge` {
  private func updates(_ run: TestRun) -> [UpdateRecord] {
    run.journal.events.compactMap { if case .update(let update) = $0 { update } else { nil } }
  }

  private func rewards(_ run: TestRun) -> [Double] {
    run.journal.events.compactMap {
      if case .attempt(let attempt) = $0 { attempt.reward } else { nil }
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a reward that is no number costs its episode and reaches no gradient`(
    reward: Double
  ) async throws {
    let run = TestRun()
    var loop = run.loop(in: RewardGame { $0 % 3 == 0 ? reward : 1 })
    let ending = try await loop.run()
    #expect(ending == .finished)
    let failures = run.journal.events.compactMap {
      if case .episodeFailed(let failure) = $0 { failure.reason } else { nil }
    }
    #expect(!failures.isEmpty)
    #expect(failures.allSatisfy { $0.contains("a reward of \(reward)") })
    #expect(!rewards(run).isEmpty && rewards(run).allSatisfy(\.isFinite))
    let coefficients = run.policy.state.withLock { $0.rows.flatMap(\.coefficients) }
    #expect(coefficients.allSatisfy { $0.isFinite })
  }

  @Test func `two rewards whose sum is no number cost their episode`() throws {
    #expect(!(Double.greatestFiniteMagnitude + .greatestFiniteMagnitude).isFinite)
    let advantages = GroupAdvantage.advantages(
      of: [1e300, -1e300, 0], groups: [0, 0, 0], singleton: .reward)
    // Squares of such rewards overflow: what comes of it is no gradient, and never no number.
    #expect(advantages.allSatisfy { $0.isFinite }, "\(advantages)")
  }

  @Test(arguments: [0.0, 1, 0.5, -3])
  func `where all rewards are equal nothing is learnt from groups, and the run ends well`(
    reward: Double
  ) async throws {
    let run = TestRun()
    var loop = run.loop(in: RewardGame { _ in reward }) { $0.erl.groupSize = 3 }
    let ending = try await loop.run()
    #expect(ending == .finished)
    #expect(updates(run).count == 4)
    #expect(updates(run).allSatisfy { $0.gradientNorm.isFinite })
  }

  @Test func `groups of one are learnt from as asked`() async throws {
    for singleton in [ERLOptions.Singleton.reward, .zero] {
      let run = TestRun()
      var loop = run.loop {
        $0.erl.groupSize = 1
        $0.promptsPerStep = 1
        $0.erl.singleton = singleton
      }
      let ending = try await loop.run()
      #expect(ending == .finished)
      #expect(updates(run).allSatisfy { $0.gradientNorm.isFinite })
    }
  }

  @Test func `a world that shows nothing and says nothing is trained on`() async throws {
    let run = TestRun()
    var loop = run.loop(in: RewardGame(isSilent: true) { Double($0 % 2) })
    let ending = try await loop.run()
    #expect(ending == .finished)
    #expect(updates(run).count == 4 && updates(run).allSatisfy { $0.gradientNorm.isFinite })
    #expect(!rewards(run).isEmpty)
  }

  @Test(arguments: ["", " ", "\n", String(repeating: "word ", count: 2000)])
  func `an empty reflection, and one at its cap, is a reflection like any other`(
    text: String
  ) async throws {
    let run = TestRun()
    let reflector = SayingPolicy(text, isCut: text.count > 10)
    var loop = run.loop(in: RewardGame { _ in 0 }, reflector: reflector) {
      $0.erl.reflector = .external
    }
    let ending = try await loop.run()
    #expect(ending == .finished)
    let written = run.journal.events.compactMap {
      if case .reflection(let record) = $0 { record } else { nil }
    }
    #expect(!written.isEmpty)
    #expect(written.allSatisfy { $0.text == text && $0.isTruncated == (text.count > 10) })
    #expect(updates(run).count == 4)
  }
}
