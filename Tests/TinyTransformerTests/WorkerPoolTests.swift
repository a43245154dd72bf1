import Synchronization
import Testing

@testable import TinyTransformer

@Test(arguments: [1, 2, 7])
func `every piece is done once, by a worker that exists`(threads: Int) {
  let pool = WorkerPool(threads: threads)
  for pieces in [0, 1, 2, 50, 3] {
    let done = Mutex([Int](repeating: 0, count: pieces))
    pool.run(pieces) { piece, worker in
      done.withLock { $0[piece] += worker < threads ? 1 : 100 }
    }
    #expect(done.withLock { $0 } == [Int](repeating: 1, count: pieces))
  }
}

@Test func `a worker does one piece at a time`() {
  let pool = WorkerPool(threads: 4)
  let busy = Mutex(Set<Int>())
  let collisions = Atomic(0)
  pool.run(400) { _, worker in
    if !busy.withLock({ $0.insert(worker).inserted }) { collisions.add(1, ordering: .relaxed) }
    busy.withLock { _ = $0.remove(worker) }
  }
  #expect(collisions.load(ordering: .relaxed) == 0)
}

@Test func `pools come and go, and two callers take turns`() async {
  for _ in 0..<50 {
    let pool = WorkerPool(threads: 3)
    async let first = sum(on: pool)
    async let second = sum(on: pool)
    #expect(await first + second == 2 * 190)
  }
}

private func sum(on pool: WorkerPool) async -> Int {
  let sum = Atomic(0)
  pool.run(20) { piece, _ in sum.add(piece, ordering: .relaxed) }
  return sum.load(ordering: .relaxed)
}

@Test func `a processor without the kernels' instructions is told from one with them`() {
  #expect(Processor.missing(inFlags: "flags\t\t: fpu sse2 avx2 bmi1 bmi2 fma\n").isEmpty)
  #expect(Processor.missing(inFlags: "flags : fpu avx sse4_2 bmi1") == ["avx2", "bmi2", "fma"])
}
