import Basics

/// Which entries the reflection memory holds, oldest first.
struct LiveEntries: Packable {
  /// Where they are among all there ever were, ascending.
  private(set) var places: [Int] = []
  /// Their identifiers, so that the one that is meant is found without unpacking them.
  private var ids: [Int] = []

  init() {}

  init(_ entries: some Sequence<(place: Int, id: Int)>) {
    for entry in entries { append(place: entry.place, id: entry.id) }
  }

  var pairs: [(place: Int, id: Int)] { Array(zip(places, ids)).map { (place: $0, id: $1) } }

  /// The place of the latest entry of this identifier.
  func place(of id: Int) -> Int? { ids.lastIndex(of: id).map { places[$0] } }

  /// Whether one of them is at one of these places.
  func contains(oneOf range: Range<Int>) -> Bool {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < places.count && range.contains(places[low])
  }

  mutating func append(place: Int, id: Int) {
    places.append(place)
    ids.append(id)
  }

  mutating func remove(place: Int) {
    guard let index = places.lastIndex(of: place) else { return }
    places.remove(at: index)
    ids.remove(at: index)
  }

  /// Each number as its distance from the one before, which is small.
  func pack(into bytes: inout PackedWriter) {
    var last = (place: 0, id: 0)
    bytes.put(list: pairs) { bytes, entry in
      bytes.put(entry.place &- last.place)
      bytes.put(entry.id &- last.id)
      last = entry
    }
  }

  init(from bytes: inout PackedReader) {
    var last = (place: 0, id: 0)
    self.init(
      bytes.list { bytes in
        last = (place: last.place &+ bytes.integer(), id: last.id &+ bytes.integer())
        return last
      })
  }
}
