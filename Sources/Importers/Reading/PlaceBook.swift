import Basics
import RunModel

/// Where the words of each event are, so that they can be read again.
///
/// Kept as bytes, because a trainer may write a thousand records a second for days.
struct PlaceBook: Sendable {
  struct Entry: Sendable, Equatable {
    /// The number of the event, by which it is asked for.
    var event: Int
    /// The place of its file among those of the run.
    var file: Int
    /// Where in the file its record is, and how many bytes that has.
    var offset: Int
    var length: Int
    /// Which item of its record it is of, and which record of its file that is.
    var item: Int
    var record: Int
    var step: Int
    var episode: Int
    var group: Int
    var part: EpisodePart
  }

  /// Which event of an episode.
  enum EpisodePart: UInt8, Sendable {
    case first
    case reflection
    case second
  }

  private var entries = PackedSeries<Entry>()

  /// Where entries are kept instead of in memory.
  var store: (any PackedStore)? {
    get { entries.store }
    set { entries.store = newValue }
  }

  mutating func add(_ entry: Entry) { entries.append(entry) }

  /// The entry of an event, whose numbers ascend.
  func entry(of event: Int) -> Entry? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].event < event { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, case let found = entries[low], found.event == event else {
      return nil
    }
    return found
  }
}

extension PlaceBook.Entry: Packable {
  func pack(into bytes: inout PackedWriter) {
    for (place, value) in [event, file, offset, record, step, episode, group].enumerated() {
      bytes.put(value, near: place)
    }
    bytes.put(length)
    bytes.put(item)
    bytes.put(byte: part.rawValue)
  }

  init(from bytes: inout PackedReader) {
    let near = (0..<7).map { bytes.integer(near: $0) }
    (event, file, offset, record) = (near[0], near[1], near[2], near[3])
    (step, episode, group) = (near[4], near[5], near[6])
    length = bytes.integer()
    item = bytes.integer()
    part = PlaceBook.EpisodePart(rawValue: bytes.byte()) ?? .first
  }
}
