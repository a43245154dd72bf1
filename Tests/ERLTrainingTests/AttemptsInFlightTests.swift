import RLCore
import Testing

@testable import ERLTraining

/// Who may be asked when, as values: no clock and no thread.
@Suite struct AttemptsInFlightTests {
  private func opened() -> PlayedAttempt {
    let task = GuessingTask(id: "t", answer: "cedar")
    return .success(
      Attempt(
        at: task, in: GuessingEpisode(answer: "cedar"), told: nil, conversation: 0))
  }

  private let guess = Completion(text: "elm", stopReason: .length)

  private func over() async throws -> PlayedAttempt {
    var attempt = try opened().get()
    try await attempt.take(guess)
    return .success(attempt)
  }

  /// The attempts of a departure, or `nil` for a moment's wait.
  private func leaving(_ departure: AttemptsInFlight.Departure?) -> [Int]? {
    if case .sample(let attempts) = departure { attempts.map(\.index) } else { nil }
  }

  private func isNothing(_ departure: AttemptsInFlight.Departure?) -> Bool {
    if case .none = departure { true } else { false }
  }

  @Test func `a batch is whole when every world has answered`() {
    var flight = AttemptsInFlight(count: 3, capacity: .batches)
    #expect(isNothing(flight.next()))
    for index in [2, 0, 1] { _ = flight.arrive(.world(index, opened())) }
    #expect(leaving(flight.next()) == [0, 1, 2])
    #expect(isNothing(flight.next()))
  }

  @Test func `a late world is waited for a moment, once, and then left behind`() {
    var flight = AttemptsInFlight(count: 2, capacity: .batches)
    _ = flight.arrive(.world(1, opened()))
    guard case .moment(let number) = flight.next() else {
      Issue.record("a moment is waited")
      return
    }
    #expect(isNothing(flight.next()))
    _ = flight.arrive(.moment(number))
    #expect(leaving(flight.next()) == [1])
    _ = flight.arrive(.world(0, opened()))
    #expect(isNothing(flight.next()), "one batch at a time")
    #expect(flight.arrive(.policy([1], [guess])).map(\.0) == [1])
  }

  @Test func `the moment of an earlier batch does not tear the next one apart`() {
    var flight = AttemptsInFlight(count: 2, capacity: .batches)
    _ = flight.arrive(.world(0, opened()))
    guard case .moment(let number) = flight.next() else {
      Issue.record("a moment is waited")
      return
    }
    _ = flight.arrive(.world(1, opened()))
    #expect(leaving(flight.next()) == [0, 1])
    _ = flight.arrive(.policy([0, 1], [guess, guess]))
    _ = flight.arrive(.moment(number))
    _ = flight.arrive(.world(0, opened()))
    #expect(leaving(flight.next()) == nil, "the other is still waited for")
  }

  @Test func `a policy that serves requests singly is kept full and not fuller`() {
    var flight = AttemptsInFlight(count: 4, capacity: .requests(atOnce: 2))
    _ = flight.arrive(.world(3, opened()))
    #expect(leaving(flight.next()) == [3])
    for index in 0..<3 { _ = flight.arrive(.world(index, opened())) }
    #expect(leaving(flight.next()) == [0])
    #expect(isNothing(flight.next()))
    _ = flight.arrive(.policy([3], [guess]))
    #expect(leaving(flight.next()) == [1])
  }

  @Test func `those that are over are told of in their order, however late the first is`()
    async throws
  {
    var flight = AttemptsInFlight(count: 3, capacity: .batches)
    _ = flight.arrive(.world(2, try await over()))
    _ = flight.arrive(.world(1, .failure(WorldFailure(BrokenGame.Outage()))))
    #expect(flight.newlyOver().isEmpty)
    _ = flight.arrive(.world(0, try await over()))
    #expect(flight.newlyOver().map(\.0) == [0, 1, 2])
    #expect(flight.newlyOver().isEmpty)
    #expect(flight.played.count == 3)
  }
}
