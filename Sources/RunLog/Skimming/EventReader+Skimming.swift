import RLCore
import RunModel

/// What one call of a reader found without words.
package struct DigestBatch: Sendable, Equatable {
  package var events: [PlacedDigest] = []
  package var broken: [BrokenLine] = []
  /// The file was shortened or replaced: what was read before no longer holds.
  package var restarted = false

  package init() {}
}

/// How a log is read without its words.
package struct SkimmedSizes: Sendable {
  /// A log of fewer bytes is read in full at once.
  package var least: Int
  /// Bytes of a part: few enough for a key to be answered between two of them.
  package var part: Int

  package init(least: Int = 4 << 20, part: Int = 512 << 10) {
    self.least = least
    self.part = max(1, part)
  }
}

/// Reading what is there without its words.
extension EventReader {
  /// Takes a piece of the log without its words, as long as so much of it is left that it is worth
  /// to; `readMore` goes on where this ends.
  ///
  /// - Returns: `nil` where nothing is left that is to be read like this.
  package mutating func skim() throws(RunLogError) -> DigestBatch? {
    var batch = DigestBatch()
    if try noticeExchange() {
      batch.restarted = true
      return batch
    }
    guard let skimmer = try openSkimmer() else { return nil }
    guard let block = try skimmer.next() else {
      self.skimmer = nil
      return nil
    }
    batch.events = block.events
    batch.broken = block.broken.map {
      BrokenLine(number: $0.number + lines, offset: $0.offset, problem: $0.problem)
    }
    try pass(block)
    return batch
  }
}
