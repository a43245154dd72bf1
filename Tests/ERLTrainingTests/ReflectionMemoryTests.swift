import RunModel
import Testing

@testable import ERLTraining

@Suite struct ReflectionMemoryTests {
  private func outcome(_ text: String, _ reward: Double, worker: Int = 0) -> MemoryOutcome {
    MemoryOutcome(text: text, episode: 1, worker: worker, reward: reward)
  }

  @Test func `a reward of exactly the threshold is remembered`() {
    var memory = ReflectionMemory()
    let changes = memory.learn(from: [outcome("a", 1)], kind: .slot, threshold: 1, step: 1)
    #expect(changes.map(\.change) == [.stored])
    #expect(memory.entry(for: 3, kind: .slot)?.text == "a")
  }

  @Test func `a failed reflection is not remembered`() {
    var memory = ReflectionMemory()
    #expect(memory.learn(from: [outcome("a", 0.9)], kind: .slot, threshold: 1, step: 1).isEmpty)
    #expect(memory.entry(for: 0, kind: .slot) == nil)
  }

  @Test func `the latest success overwrites the slot`() {
    var memory = ReflectionMemory()
    _ = memory.learn(from: [outcome("a", 1)], kind: .slot, threshold: 1, step: 1)
    let changes = memory.learn(
      from: [outcome("b", 1), outcome("c", 1), outcome("d", 0)], kind: .slot, threshold: 1, step: 2)
    #expect(changes.map(\.text) == ["c"])
    #expect(changes.map(\.change) == [.replaced])
  }

  @Test func `workers keep slots apart`() {
    var memory = ReflectionMemory()
    _ = memory.learn(
      from: [outcome("a", 1, worker: 0), outcome("b", 1, worker: 2)], kind: .perWorker,
      threshold: 1, step: 1)
    #expect(memory.entry(for: 0, kind: .perWorker)?.text == "a")
    #expect(memory.entry(for: 1, kind: .perWorker) == nil)
    #expect(memory.entry(for: 2, kind: .perWorker)?.text == "b")
  }

  @Test func `a bank prefers the entry that won more often over a lucky one`() {
    var memory = ReflectionMemory()
    for step in 1...5 {
      _ = memory.learn(
        from: [outcome("lucky", step == 1 ? 1 : 0), outcome("true", 1)], kind: .bank(4),
        threshold: 1, step: step)
    }
    #expect(memory.entry(for: 0, kind: .bank(4))?.text == "true")
  }

  @Test func `what says the same in other words is the same entry`() {
    var memory = ReflectionMemory()
    let told = ["C kills.", "Avoid C.", "Keep off C."].map {
      MemoryOutcome(text: $0, meaning: "C=:hole", episode: 1, worker: 0, reward: 1)
    }
    let changes = memory.learn(from: told, kind: .bank(4), threshold: 1, step: 1)
    #expect(changes.map(\.text) == ["C kills."])
    #expect(memory.entry(for: 0, kind: .bank(4))?.wins == 3)
  }

  @Test func `nobody can tell that two texts without a meaning say the same`() {
    var memory = ReflectionMemory()
    let changes = memory.learn(
      from: [outcome("a", 1), outcome("b", 1)], kind: .bank(4), threshold: 1, step: 1)
    #expect(changes.map(\.text) == ["a", "b"])
  }

  @Test func `a full bank lets its worst entry go and says so`() {
    var memory = ReflectionMemory()
    _ = memory.learn(
      from: [outcome("a", 1), outcome("a", 1), outcome("b", 1)], kind: .bank(2), threshold: 1,
      step: 1)
    let changes = memory.learn(
      from: [outcome("c", 1), outcome("c", 1), outcome("b", 0)], kind: .bank(2), threshold: 1,
      step: 2)
    #expect(changes.map(\.change) == [.stored, .evicted])
    #expect(changes.last?.text == "b")
  }

  @Test func `memory can be switched off`() {
    var memory = ReflectionMemory()
    #expect(memory.learn(from: [outcome("a", 1)], kind: .none, threshold: 1, step: 1).isEmpty)
    #expect(memory.entry(for: 0, kind: .none) == nil)
  }

  @Test func `memory survives its own encoding`() throws {
    var state = LoopState()
    _ = state.memory.learn(from: [outcome("a", 1)], kind: .bank(3), threshold: 1, step: 1)
    #expect(try LoopState(decoding: state.encoded()) == state)
  }
}
