import RLCore
import RunModel
import SyntheticRuns
import Testing

@testable import RunLog

@Suite struct StreamPlaceTests {
  private let run = SyntheticRun(steps: 4).events

  private func batch(_ events: some Sequence<LoggedEvent>) -> EventBatch {
    var batch = EventBatch()
    batch.events = events.enumerated().map {
      LocatedEvent(event: $1, offset: $0 * 10, length: 10)
    }
    return batch
  }

  private func fold(_ streams: [[LoggedEvent]]) -> (RunState, StreamPlace, beginnings: [Int]) {
    var place = StreamPlace()
    var state = RunState()
    var beginnings: [Int] = []
    for stream in streams {
      var batch = batch(stream)
      if let beginning = place.sort(&batch) { beginnings.append(beginning) }
      if batch.restarted { state = RunState() }
      for located in batch.events { state.apply(located.event) }
    }
    return (state, place, beginnings)
  }

  @Test func `a log is left as it is`() {
    var sorted = batch(run)
    var place = StreamPlace()
    #expect(place.sort(&sorted) == nil)
    #expect(sorted == batch(run))
    #expect(place.beginnings == 1 && place.repeated == 0)
  }

  @Test func `a log twice counts once, and so does one that follows another`() {
    let once = fold([run]).0
    let twice = fold([run + run])
    #expect(twice.0 == once && twice.1.beginnings == 2 && twice.beginnings == [run.count * 10])
    let other = SyntheticRun(steps: 2).events
    #expect(fold([other, run]).0 == once)
    #expect(fold([run, other]).0 == fold([other]).0)
  }

  @Test(arguments: [1, 5, 17, 40])
  func `a piece that is said again is counted once, wherever it begins`(length: Int) {
    let once = fold([run]).0
    for cut in stride(from: length, through: run.count, by: 7) {
      let again = Array(run[(cut - length)..<cut])
      // What begins with the very first event is a run of its own.
      guard cut > length else { continue }
      let (state, place, beginnings) = fold([Array(run[..<cut]), again, Array(run[cut...])])
      #expect(beginnings.isEmpty)
      let attempts = again.count {
        if case .attempt(let attempt) = $0.event {
          return attempt.attempt == .first || attempt.attempt == .second
        }
        return false
      }
      #expect(state.episodes.count == once.episodes.count)
      #expect(state.steps.map(\.first) == once.steps.map(\.first))
      #expect(place.repeated >= attempts)
    }
  }
}
