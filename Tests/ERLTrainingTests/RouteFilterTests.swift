import RLCore
import RunModel
import Testing

@testable import ERLTraining

/// Reflections that give their task away are kept from where that is asked.
@Suite struct `Routes are forgotten` {
  private let run = TestRun()

  private func train(
    _ filter: ERLOptions.RouteFilter, leak: Claim.Leak = .answer,
    _ change: (inout RunConfiguration) -> Void = { _ in }
  ) async throws {
    var loop = run.loop(in: TellingGame(leak: leak, isLucky: false)) {
      $0.erl.forgetRoutes = filter
      // Without, all reflections would soon begin with what the first success said.
      $0.erl.memory = .perWorker
      $0.erl.gate = false
      $0.steps = 8
      change(&$0)
    }
    _ = try await loop.run()
  }

  /// Successful second attempts, told a reflection that gives its task away or another.
  private func solved(givenAway: Bool) -> [AttemptRecord] {
    run.journal.attempts(.second).filter {
      $0.reward == 1 && TellingGame.givesAway($0.task) == givenAway
    }
  }

  private var distilled: [Int] {
    run.journal.updates.flatMap { $0.rows[.distilled]?.members.map(\.episode) ?? [] }
  }

  private func remembered() -> Set<Int> { Set(run.journal.memoryChanges.map(\.episode)) }

  @Test func `unless it is asked for, nothing is`() async throws {
    try await train(.off)
    #expect(!solved(givenAway: true).isEmpty && !solved(givenAway: false).isEmpty)
    #expect(distilled.count == run.journal.attempts(.second).count { $0.reward > 0 })
    #expect(run.journal.updates.allSatisfy { $0.routesNotRemembered == nil })
    #expect(run.journal.updates.allSatisfy { $0.routesNotDistilled == nil })
  }

  @Test(arguments: [ERLOptions.RouteFilter.memory, .both])
  func `by memory, which other successes still come into`(
    filter: ERLOptions.RouteFilter
  ) async throws {
    try await train(filter)
    let hidden = Set(solved(givenAway: true).map(\.episode))
    #expect(!hidden.isEmpty)
    #expect(remembered().isDisjoint(with: hidden))
    #expect(!remembered().isEmpty)
    #expect(
      run.journal.updates.reduce(0) { $0 + ($1.routesNotRemembered ?? 0) } == hidden.count)
    #expect(run.journal.updates.allSatisfy { $0.routesNotRemembered != nil })
  }

  @Test(arguments: [ERLOptions.RouteFilter.distillation, .both])
  func `by distillation, which other successes still come into`(
    filter: ERLOptions.RouteFilter
  ) async throws {
    try await train(filter) { $0.erl.retries = 2 }
    #expect(!solved(givenAway: true).isEmpty)
    #expect(distilled.sorted() == solved(givenAway: false).map(\.episode).sorted())
    #expect(!distilled.isEmpty)
    #expect(
      run.journal.updates.reduce(0) { $0 + ($1.routesNotDistilled ?? 0) }
        == solved(givenAway: true).count)
  }

  @Test func `each filter leaves the other's place alone`() async throws {
    try await train(.memory)
    #expect(distilled.count == run.journal.attempts(.second).count { $0.reward > 0 })
    #expect(run.journal.updates.allSatisfy { $0.routesNotDistilled == nil })
    let other = TestRun()
    var loop = other.loop(in: TellingGame(isLucky: false)) {
      $0.erl.forgetRoutes = .distillation
      $0.erl.memory = .perWorker
      $0.erl.gate = false
      $0.steps = 8
    }
    _ = try await loop.run()
    #expect(
      other.journal.memoryChanges.contains { change in
        other.journal.attempts(.first).contains {
          $0.episode == change.episode && TellingGame.givesAway($0.task)
        }
      })
    #expect(other.journal.updates.allSatisfy { $0.routesNotRemembered == nil })
  }

  @Test func `under a placebo by what was told and not by what was written`() async throws {
    try await train(.distillation) { $0.erl.reflector = .placebo }
    let written = Dictionary(
      uniqueKeysWithValues: run.journal.reflections.map { ($0.id, $0) })
    let kept = run.journal.attempts(.second).filter { second in
      let claims = second.reflection.flatMap { written[$0]?.claims } ?? []
      return second.reward > 0 && !claims.givesRoute
    }
    #expect(distilled.sorted() == kept.map(\.episode).sorted())
    #expect(kept.count < run.journal.attempts(.second).count { $0.reward > 0 })
  }

  @Test(arguments: Claim.Leak.allCases)
  func `moves, paths and answers are routes, squares and the own answer are none`(
    leak: Claim.Leak
  ) async throws {
    let isRoute = [.moves, .path, .answer].contains(leak)
    let claim = Claim(.leak, .right, about: leak.rawValue, at: 0..<1, isShown: false)
    #expect([claim].givesRoute == isRoute)
    #expect(ClaimCounts([claim], facts: 0).leaks.givesRoute == isRoute)
    try await train(.distillation, leak: leak)
    #expect((run.journal.updates.contains { ($0.routesNotDistilled ?? 0) > 0 }) == isRoute)
  }

  @Test func `a rule about a thing called 'path' is none`() {
    #expect(![Claim(.rule, .right, about: "path", at: 0..<1, isShown: false)].givesRoute)
    #expect(![Claim]().givesRoute)
  }
}
