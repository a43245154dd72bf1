import Foundation
import RunModel
import Testing

@testable import ERLTraining

@Suite struct MemoryOrderTests {
  private func memory(
    _ texts: [String], kind: ERLOptions.Memory = .bank(2)
  ) -> ReflectionMemory {
    var memory = ReflectionMemory()
    for (step, text) in texts.enumerated() {
      _ = learn(text, &memory, kind: kind, step: step)
    }
    return memory
  }

  private func learn(
    _ text: String, _ memory: inout ReflectionMemory, kind: ERLOptions.Memory, step: Int = 9
  ) -> [MemoryChange] {
    let won = MemoryOutcome(text: text, episode: step, worker: 0, reward: 1)
    return memory.learn(from: [won], kind: kind, threshold: 1, step: step)
  }

  @Test func `a pinned slot is not overwritten, and is again once the pin is out`() throws {
    var memory = memory(["a"], kind: .slot)
    let pinned = try memory.carryOut(MemoryOrder(.pin, id: 1), step: 2)
    #expect(pinned.change == .pinned)
    #expect(learn("b", &memory, kind: .slot).isEmpty)
    #expect(memory.entry(for: 0, kind: .slot)?.text == "a")
    #expect(try memory.carryOut(MemoryOrder(.unpin, id: 1), step: 3).change == .unpinned)
    #expect(learn("b", &memory, kind: .slot).map(\.change) == [.replaced])
  }

  @Test func `a full bank lets another go than the pinned one`() throws {
    var memory = memory(["a", "b"])
    _ = try memory.carryOut(MemoryOrder(.pin, id: 1), step: 2)
    for _ in 0..<5 { _ = learn("b", &memory, kind: .bank(2)) }
    let changes = learn("c", &memory, kind: .bank(2))
    #expect(changes.filter { $0.change == .evicted }.map(\.text) == ["c"])
    #expect(memory.entries[0]?.map(\.text).sorted() == ["a", "b"])
  }

  @Test func `what was evicted by hand is not started from any more`() throws {
    var memory = memory(["a", "b"])
    let change = try memory.carryOut(MemoryOrder(.evict, id: 1), step: 2)
    #expect(change.change == .evicted && change.why == .byHand && change.text == "a")
    #expect(memory.entry(for: 0, kind: .bank(2))?.text == "b")
  }

  @Test func `edited words have a record of their own`() throws {
    var memory = memory(["a", "a", "a"])
    let change = try memory.carryOut(MemoryOrder(.edit("b is a hole"), id: 1), step: 4)
    #expect(change.change == .edited && change.text == "b is a hole")
    #expect(memory.entry(for: 0, kind: .bank(2))?.text == "b is a hole")
    #expect(memory.entry(for: 0, kind: .bank(2))?.uses == 1)
  }

  @Test func `an order for an entry that is not there names those that are`() {
    var memory = memory(["a", "b"])
    let before = memory
    #expect(throws: MemoryOrderProblem.noSuchEntry(7, live: [1, 2])) {
      try memory.carryOut(MemoryOrder(.evict, id: 7), step: 2)
    }
    #expect(throws: MemoryOrderProblem.noText(1)) {
      try memory.carryOut(MemoryOrder(.edit(" \n"), id: 1), step: 2)
    }
    #expect(memory == before)
  }

  @Test func `a memory saved before entries could be pinned opens`() throws {
    var entry = try #require(memory(["a"], kind: .slot).entry(for: 0, kind: .slot))
    let old = #"{"id":1,"text":"a","episode":0,"uses":1,"wins":1}"#
    #expect(try JSONDecoder().decode(MemoryEntry.self, from: Data(old.utf8)) == entry)
    entry.isPinned = true
    let saved = try JSONEncoder().encode(entry)
    #expect(try JSONDecoder().decode(MemoryEntry.self, from: saved) == entry)
  }
}
