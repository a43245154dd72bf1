/// What there is to open and to begin, as it was found last.
package struct Shelf: Sendable {
  /// In the order in which they were found.
  package private(set) var entries: [ShelfEntry] = []
  /// Numbers that stay with what they were given to, whatever comes and goes.
  private var numbers: [String: Int] = [:]
  /// By numbers: what is chosen to be opened together.
  var marked: Set<Int> = []
  /// Whether it was looked through once.
  package private(set) var isRead = false
  /// Counts changes, for what depends on it.
  private(set) var revision = 0

  package init() {}

  mutating func take(_ entries: [ShelfEntry]) {
    isRead = true
    revision += 1
    for entry in entries where numbers[entry.path] == nil { numbers[entry.path] = numbers.count }
    self.entries = entries
    marked = marked.filter { self[$0] != nil }
  }

  mutating func toggleMark(_ number: Int) {
    revision += 1
    if marked.remove(number) == nil { marked.insert(number) }
  }

  mutating func mark(path: String) {
    guard let number = number(of: path) else { return }
    marked.insert(number)
    revision += 1
  }

  subscript(number: Int) -> ShelfEntry? {
    entries.first { numbers[$0.path] == number }
  }

  func number(of path: String) -> Int? {
    entries.contains { $0.path == path } ? numbers[path] : nil
  }

  /// The numbers of what a query leaves, sorted.
  func rows(_ query: ShelfQuery, _ sort: ShelfSort, isReversed: Bool) -> [Int] {
    let found = entries.filter(query.matches)
    return found.enumerated().sorted { left, right in
      switch sort.order(left.element, right.element) {
      case .some(let isBefore): isBefore != isReversed
      case nil: left.offset < right.offset
      }
    }.compactMap { numbers[$0.element.path] }
  }

  /// The worlds of what there is, by name.
  var tasks: [String] { Set(entries.map(\.environment)).filter { !$0.isEmpty }.sorted() }

  /// What is marked, in the order in which it was found.
  var chosen: [ShelfEntry] {
    entries.filter { entry in numbers[entry.path].map(marked.contains) == true }
  }
}
