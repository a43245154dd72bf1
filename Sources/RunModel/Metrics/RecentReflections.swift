import Basics

/// The latest reflections' trigrams, to tell what is said again.
struct RecentReflections: Sendable, Equatable {
  /// How many reflections back a text counts as said again.
  private static let window = 200
  /// Tasks that a reflection's own must be told from.
  private static let tasks = 16

  private var texts: [(id: Int, trigrams: Trigrams)] = []
  /// Those of the texts, beside them because they are gone through for every reflection.
  private var sketches: [Trigrams.Sketch] = []
  /// One reflection of each of the latest tasks, the latest last.
  private var latestTasks: [(task: String, trigrams: Trigrams)] = []

  init() {}

  /// 1 - the largest similarity to a recent reflection, and which that was.
  mutating func add(_ trigrams: Trigrams, id: Int) -> (novelty: Double, nearest: Int?) {
    var best = 0.0
    var nearest: Int?
    let sketch = trigrams.sketch
    sketches.withUnsafeBufferPointer { sketches in
      for place in sketches.indices.reversed()
      where sketches[place].mayExceed(best, with: sketch) {
        let similarity = texts[place].trigrams.similarity(to: trigrams)
        if similarity > best {
          (best, nearest) = (similarity, texts[place].id)
          if best == 1 { break }
        }
      }
    }
    texts.append((id, trigrams))
    sketches.append(sketch)
    if texts.count > Self.window {
      texts.removeFirst()
      sketches.removeFirst()
    }
    return (1 - best, nearest)
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(list: texts) { bytes, text in
      bytes.put(text.id)
      text.trigrams.pack(into: &bytes)
    }
    bytes.put(list: latestTasks) { bytes, latest in
      bytes.put(latest.task)
      latest.trigrams.pack(into: &bytes)
    }
  }

  init(from bytes: inout PackedReader) {
    texts = bytes.list { (id: $0.integer(), trigrams: Trigrams(from: &$0)) }
    sketches = texts.map(\.trigrams.sketch)
    latestTasks = bytes.list { (task: $0.text(), trigrams: Trigrams(from: &$0)) }
  }

  /// How often a reflection finds its sibling among those of 16 tasks; ties count in part.
  ///
  /// - Parameter pairs: two reflections of each task of a step, in order.
  /// - Returns: for each task what its two searches came to, each 0 … 1; none before 16 tasks
  ///   were seen.
  mutating func searches(_ pairs: [(task: String, one: Trigrams, two: Trigrams)]) -> [[Double]] {
    for pair in pairs {
      latestTasks.removeAll { $0.task == pair.task }
      latestTasks.append((pair.task, pair.one))
    }
    if latestTasks.count > Self.tasks { latestTasks.removeFirst(latestTasks.count - Self.tasks) }
    guard latestTasks.count == Self.tasks else { return [] }
    return pairs.suffix(Self.tasks).map { pair in
      let others = latestTasks.filter { $0.task != pair.task }.map(\.trigrams)
      return [
        Self.search(pair.one, own: pair.two, among: others),
        Self.search(pair.two, own: pair.one, among: others),
      ]
    }
  }

  private static func search(
    _ query: Trigrams, own: Trigrams, among others: [Trigrams]
  ) -> Double {
    let similarity = query.similarity(to: own)
    let found = others.map { query.similarity(to: $0) }
    guard found.allSatisfy({ $0 <= similarity }) else { return 0 }
    return 1 / Double(1 + found.count { $0 == similarity })
  }

  static func == (left: Self, right: Self) -> Bool {
    left.texts.elementsEqual(right.texts, by: ==)
      && left.latestTasks.elementsEqual(right.latestTasks, by: ==)
  }
}
