/// A change of the reflection memory.
package struct MemoryChange: Sendable, Equatable {
  package enum Change: String, Sendable, CaseIterable {
    case stored
    case replaced
    case evicted
    case pinned
    case edited
    case unpinned
  }

  package var step: Int
  package var change: Change
  package var id: Int
  /// The episode whose reflection it was.
  package var episode: Int
  package var text: String
  package var why: MemoryReason

  package init(
    step: Int, change: Change, id: Int, episode: Int, text: String, why: MemoryReason
  ) {
    self.step = step
    self.change = change
    self.id = id
    self.episode = episode
    self.text = text
    self.why = why
  }
}

/// Why the reflection memory changed.
package enum MemoryReason: Sendable, Equatable {
  /// The first second attempt of the run that succeeded, where memory has one place.
  case firstSuccess
  /// A later one, which takes the place of another entry.
  case latestSuccess(replaces: Int)
  /// Its second attempt succeeded, where memory has several places.
  case succeeded
  /// As many other entries as there are places have a better record.
  case lost(capacity: Int)
  /// Somebody wanted it.
  case byHand
  /// The words of another version or program.
  case other(String)

  /// The words of the log.
  package var text: String {
    switch self {
    case .firstSuccess: "the first success"
    case .latestSuccess(let id): "the latest success takes the place of #\(id)"
    case .succeeded: "its second attempt succeeded"
    case .lost(let capacity): "\(capacity) entries have a better record"
    case .byHand: "by hand"
    case .other(let text): text
    }
  }

  /// Reads the words of the log; what is not known is kept word for word.
  package init(text: String) {
    let wordless: [MemoryReason] = [.succeeded, .firstSuccess, .byHand]
    if let known = wordless.first(where: { $0.text == text }) {
      self = known
      return
    }
    let digits = text.utf8.filter { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }
    let number = Int(String(decoding: digits, as: UTF8.self)) ?? 0
    let numbered: [MemoryReason] = [.latestSuccess(replaces: number), .lost(capacity: number)]
    self = numbered.first { $0.text == text } ?? .other(text)
  }
}
