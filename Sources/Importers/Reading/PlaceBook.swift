import RunModel

/// Where the words of each event are, so that they can be read again.
struct PlaceBook: Sendable {
  struct Entry: Sendable {
    /// The number of the event, by which it is asked for.
    var event: Int
    var file: Int32
    var length: Int32
    var offset: Int
    /// Which item of its record it is of, and which record of its file that is.
    var item: Int32
    var record: Int32
    var step: Int
    var episode: Int32
    var group: Int32
    var part: EpisodePart
  }

  /// Which event of an episode.
  enum EpisodePart: UInt8, Sendable {
    case first
    case reflection
    case second
  }

  private var entries: [Entry] = []

  mutating func add(_ entry: Entry) { entries.append(entry) }

  mutating func clear() { entries = [] }

  /// The entry of an event, whose numbers ascend.
  func entry(of event: Int) -> Entry? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].event < event { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].event == event ? entries[low] : nil
  }
}
