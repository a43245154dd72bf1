import Foundation
import RunLog

/// Which files there are, and what became of those that were read.
extension ForeignReader {
  /// Begins anew with the files that are there now.
  mutating func begin(_ batch: inout EventBatch) {
    var fresh = ForeignReader(
      format: format, place: place, threshold: threshold, listing: listing)
    fresh.book.store = book.store
    fresh.list()
    batch = EventBatch(restarted: true)
    self = fresh
  }

  /// Takes up the files of the run that are not known yet.
  private mutating func list() {
    let begin = ContinuousClock.now
    // A run of many files is listed more rarely, so that most of the time is not spent on it.
    defer {
      let pause = listing > .zero ? max(listing, begin.duration(to: .now) * 20) : .zero
      nextListing = .now + pause
    }
    for found in format.files(in: place) {
      guard let index = slots[found.slot] else {
        slots[found.slot] = files.count
        files.append(TrackedFile(found))
        pending.append(files.count - 1)
        continue
      }
      guard files[index].found.path != found.path else { continue }
      files[index].found = found
      files[index].restart()
      pending.append(index)
    }
  }

  /// Looks which files have changed since they were read.
  mutating func lookAgain(_ batch: inout EventBatch) throws(RunLogError) {
    if nextListing.map({ ContinuousClock.now >= $0 }) ?? true {
      let known = files.count
      list()
      let highest = files[..<known].compactMap(\.found.step).max() ?? .min
      let isLate = files[known...].contains { $0.found.step.map { $0 < highest } ?? false }
      if isLate { return begin(&batch) }
    }
    for index in watched() {
      switch try change(of: files[index]) {
      case .none: countRest(of: index, &batch)
      case .grown:
        // What comes to a step that is over, or to a record that was given up, has its place in
        // the middle of what was read.
        guard isOver(index) || files[index].isGivenUp else {
          pending.append(index)
          continue
        }
        if mayBeginAnew { return begin(&batch) }
      case .rewritten where files[index].isGivenUp: return begin(&batch)
      case .rewritten:
        files[index].restart()
        pending.append(index)
      case .exchanged: return begin(&batch)
      }
    }
    // Files of earlier steps come first, also where the next step's came since the last look.
    pending.sort()
  }

  /// Whether something of a later step than a file's was read.
  private func isOver(_ index: Int) -> Bool {
    files[index].sizeRead > 0 && files[index].found.step.map { $0 < numbering.step } ?? false
  }

  /// Seconds after which nobody is expected to go on in the middle of a record: a trainer of slow
  /// steps may have the end of one in a buffer for minutes.
  private static let rest = 600.0

  /// Counts a record whose end is missing, once it has rested or a later step has begun.
  private mutating func countRest(of index: Int, _ batch: inout EventBatch) {
    let file = files[index]
    guard !file.isGivenUp, file.sizeRead > 0,
      isOver(index) || Date().timeIntervalSince1970 - file.changedRead > Self.rest
    else { return }
    var framer = file.framer
    guard let frame = framer.rest(), !frame.isBlank || frame.problem != nil else { return }
    files[index].isGivenUp = true
    leaveOut(frame, of: index, frame.problem ?? "the file ends in the middle of it", &batch)
  }

  /// How many of the latest files are looked at each time, and of the others in turn.
  private static let mostWatched = 256

  /// The files that are looked at now: a run may have more than can be asked for every moment.
  private mutating func watched() -> [Int] {
    let known = Set(pending)
    let latest = max(0, files.count - Self.mostWatched)..<files.count
    let turn = nextInTurn..<min(latest.lowerBound, nextInTurn + Self.mostWatched)
    nextInTurn = turn.upperBound < latest.lowerBound ? turn.upperBound : 0
    return (Array(turn) + Array(latest)).filter { !known.contains($0) }
  }

  private enum Change {
    case none
    case grown
    /// Written anew, as such files are each time.
    case rewritten
    /// What was read is no longer there.
    case exchanged
  }

  private func change(of file: TrackedFile) throws(RunLogError) -> Change {
    // One that is missing may come back; what was read of it stays.
    guard let status = try FileStatus(ofPath: file.found.path), status.isRegular else {
      return .none
    }
    let isSame =
      status.size == file.sizeRead && status.changed == file.changedRead
      && status.identity == file.identityRead
    if isSame { return .none }
    if file.found.isRewritten { return .rewritten }
    if status.size < file.framer.end { return .exchanged }
    let open = try OpenFile.regular(file.found.path)
    return try file.isContinued(by: open) ? .grown : .exchanged
  }
}
