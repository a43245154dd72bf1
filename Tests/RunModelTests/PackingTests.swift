import Basics
import Synchronization
import SyntheticRuns
import Testing

@testable import RunModel

@Suite struct `Packed series` {
  /// A number with a text, as records have.
  private struct Element: Packable {
    var number: Int
    var text: String

    init(_ number: Int) {
      self.number = number
      text = "text \(number / 3)"
    }

    func pack(into bytes: inout PackedWriter) {
      bytes.put(number, near: 0)
      bytes.put(shared: text)
    }

    init(from bytes: inout PackedReader) {
      number = bytes.integer(near: 0)
      text = bytes.sharedText()
    }
  }

  /// Memory in place of a file, in pieces, so that a group may lie in two.
  private final class Store: PackedStore {
    private struct State {
      var piece = Piece()
      var used = 0
    }

    private final class Piece: MappedMemory, @unchecked Sendable {
      static let size = 1 << 18
      private let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)

      deinit { bytes.deallocate() }

      func write(_ new: [UInt8], at place: Int) {
        UnsafeMutableRawBufferPointer(rebasing: bytes[place...]).copyBytes(from: new)
      }

      func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        body(UnsafeRawBufferPointer(bytes))
      }
    }

    private let state = Mutex(State())

    func keep(_ bytes: [UInt8]) -> MappedBytes? {
      state.withLock { state in
        if state.used + bytes.count > Piece.size { state = State() }
        state.piece.write(bytes, at: state.used)
        state.used += bytes.count
        return MappedBytes(state.used - bytes.count..<state.used, of: state.piece)
      }
    }
  }

  @Test(arguments: 1...4)
  func `are as arrays, whatever was packed on the way`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var series = PackedSeries<Element>()
    if seed.isMultiple(of: 2) { series.store = Store() }
    var array: [Element] = []
    var copies: [(PackedSeries<Element>, [Element])] = []
    for number in 0..<5000 {
      series.append(Element(number))
      array.append(Element(number))
      switch generator.next() % 64 {
      case 0...3:
        let place = Int(generator.next() % UInt64(array.count))
        let value = Element(Int(truncatingIfNeeded: generator.next()))
        series.change(place) { $0 = value }
        array[place] = value
      case 4:
        let odd = Int(generator.next() % 32)
        series.pack(below: array.count - 40) { places in
          array[places].contains { $0.number % 977 == odd }
        }
      case 5: series.pack { $0.number % 5 != 0 }
      case 6: series.packAll()
      case 7: copies.append((series, array))
      case 8:
        for place in copies.indices { copies[place].0.shareTail(with: series) }
      case 9 where !copies.isEmpty:
        // Whoever goes on from a copy leaves the others alone.
        let place = Int(generator.next() % UInt64(copies.count))
        copies[place].0.append(Element(-number))
        copies[place].1.append(Element(-number))
      default: break
      }
    }
    #expect(Array(series) == array && series == PackedSeries(array))
    for (copy, array) in copies { #expect(Array(copy) == array && copy.last == array.last) }
  }

  @Test func `of any length are tables in a store, a few references for a million elements`() {
    var series = PackedSeries<Element>()
    series.store = Store()
    for number in 0..<100_000 {
      series.append(Element(number))
      if number % 1000 == 0 { series.packAll() }
    }
    series.packAll()
    let copy = series
    let groups = Array(series.chunks.groups)
    let kept = groups.count { if case .kept = $0 { true } else { false } }
    // The last group is not full, and one in ten lies in two pieces.
    #expect(kept * 10 >= groups.count * 8)
    #expect((0..<100_000).allSatisfy { series[$0] == Element($0) })

    series.change(70_000) { $0 = Element(-1) }
    #expect(series[70_000] == Element(-1) && series[69_999] == Element(69_999))
    #expect(copy[70_000] == Element(70_000))
    series.packAll()
    #expect(series[70_000] == Element(-1) && series[70_001] == Element(70_001))
  }

  @Test func `give back what a run put into them, to the bit`() {
    var state = RunState()
    for event in SyntheticRun(steps: 12, finishes: true).events { state.apply(event) }
    func repacked<Element: Packable>(_ elements: some Sequence<Element>) -> [Element] {
      let elements = Array(elements)
      let chunk = PackedChunk(elements)
      let all: [Element] = chunk.elements(elements.count)
      for place in elements.indices {
        #expect(chunk.element(place, of: elements.count) == elements[place])
      }
      return all
    }
    #expect(repacked(state.steps) == Array(state.steps))
    #expect(repacked(state.memory.entries) == Array(state.memory.entries))
    // What a record means stands beside it.
    let records = state.episodes.records.map { record in
      var record = record
      record.reflection?.meaning = nil
      return record
    }
    #expect(repacked(records) == records)
  }

  @Test func `are not broken by damaged bytes`() {
    let chunk = PackedChunk((0..<32).map(Element.init))
    var generator = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      var bytes = chunk.bytes.withUnsafeBytes { Array($0) }
      for _ in 0..<4 {
        bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(
          truncatingIfNeeded: generator.next())
      }
      let damaged = PackedChunk(
        bytes: .own(Array(bytes.prefix(Int(generator.next() % 600)))))
      let _: [Element] = damaged.elements(32)
      let _: Element = damaged.element(31, of: 32)
    }
  }
}
