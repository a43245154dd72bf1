import RLCore
import RunModel
import Synchronization
import Testing

@testable import ERLTraining

/// A person who reflects in place of the policy.
struct PersonTests {
  /// Answers at once, or never in time.
  private final class Person: ReflectingPerson {
    let text: String?
    let asked = Mutex<[Int]>([])

    init(_ text: String?) { self.text = text }

    func ask(about episode: Int, within seconds: Double) {
      asked.withLock { $0.append(episode) }
    }

    func answer(about episode: Int) async -> String? { text }
  }

  private func events(_ run: TestRun, person: Person?, planned: [Int: String?] = [:]) async throws
    -> [RunEvent]
  {
    var loop = run.loop {
      $0.erl.reflector = .human
      $0.erl.humanPrompts = 1
      $0.evaluation.every = 0
      $0.erl.memory = .slot
    }
    loop.person = person
    loop.answered = planned
    _ = try await loop.run()
    return run.journal.events
  }

  private func reflections(_ events: [RunEvent]) -> [ReflectionRecord] {
    events.compactMap { if case .reflection(let record) = $0 { record } else { nil } }
  }

  private func questions(_ events: [RunEvent]) -> [Question] {
    events.compactMap { if case .asked(let question) = $0 { question } else { nil } }
  }

  @Test func `one attempt a step is asked about, and the policy reflects on the others`()
    async throws
  {
    let person = Person("ash")
    let events = try await events(TestRun(), person: person)
    let asked = questions(events)
    #expect(asked.count == 4 && asked.map(\.episode) == person.asked.withLock { $0 })
    let written = reflections(events)
    #expect(written.filter { $0.author == "human" }.map(\.episode) == asked.map(\.episode))
    #expect(written.filter { $0.author == "human" }.allSatisfy { $0.text == "ash" })
    #expect(written.contains { $0.author == "self" })
    #expect(Set(written.map(\.episode)).count == written.count)
    // Each is followed by a second attempt that was told it.
    for record in written {
      #expect(
        events.contains {
          if case .attempt(let attempt) = $0 {
            attempt.attempt == .second && attempt.reflection == record.id
          } else {
            false
          }
        })
    }
  }

  @Test func `where nobody answers in time the policy reflects, and the log says so`()
    async throws
  {
    for person in [Person(nil), nil] {
      let events = try await events(TestRun(), person: person)
      #expect(reflections(events).allSatisfy { $0.author == "self" })
      let timeOuts = events.compactMap { event -> Int? in
        if case .control(let record) = event { record.action.episode } else { nil }
      }
      #expect(timeOuts == questions(events).map(\.episode))
      #expect(timeOuts.count == 4)
    }
  }

  @Test func `what was answered in a part that is written again is answered the same`()
    async throws
  {
    let first = try await events(TestRun(), person: Person("ash"))
    let known = questions(first).map { ($0.episode, String?.some("ash")) }
    let again = Person("oak")
    let second = try await events(
      TestRun(), person: again, planned: Dictionary(uniqueKeysWithValues: known))
    #expect(first == second)
    #expect(again.asked.withLock { $0 }.isEmpty)
  }
}
