/// An array that is mostly appended to, of which many copies are cheap.
///
/// Stored in chunks that copies share: a snapshot of a long run costs the chunks that change
/// after it, not the run. Appending and changing one element are O(chunk) at worst after a copy,
/// O(1) otherwise.
package struct Series<Element: Sendable>: RandomAccessCollection, Sendable {
  /// About 8 kB a chunk, so that what a snapshot does not share is small for large elements too.
  private static var chunkSize: Int { Swift.max(4, 8192 / MemoryLayout<Element>.stride) }

  private var full: [[Element]] = []
  private var tail: [Element] = []

  package init() {}

  package init(_ elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { full.count * Self.chunkSize + tail.count }

  package subscript(index: Int) -> Element {
    let chunk = index / Self.chunkSize
    return chunk < full.count ? full[chunk][index % Self.chunkSize] : tail[index % Self.chunkSize]
  }

  package mutating func append(_ element: Element) {
    tail.append(element)
    guard tail.count == Self.chunkSize else { return }
    full.append(tail)
    tail = []
  }

  /// So many of the first elements, which share their chunks; `nil` if there are fewer.
  package func beginning(_ count: Int) -> Series? {
    guard 0...self.count ~= count else { return nil }
    var beginning = Series()
    let chunks = count / Self.chunkSize
    beginning.full = Array(full.prefix(chunks))
    beginning.tail = Array(self[(chunks * Self.chunkSize)..<count])
    return beginning
  }

  /// Changes one element in place.
  package mutating func change(_ index: Int, _ change: (inout Element) -> Void) {
    let chunk = index / Self.chunkSize
    if chunk < full.count {
      change(&full[chunk][index % Self.chunkSize])
    } else {
      change(&tail[index % Self.chunkSize])
    }
  }
}

extension Series: Equatable where Element: Equatable {}
