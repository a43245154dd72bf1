import RunModel

extension ReflectionMemory {
  /// Changes an entry by hand.
  ///
  /// Reflections of a step start from the memory as it was when the step began, so an order is
  /// carried out between steps.
  ///
  /// - Parameters:
  ///   - order: what is to be done to which entry.
  ///   - step: the training step before which it happens, for the record.
  /// - Returns: what changed, for the log.
  /// - Throws: `MemoryOrderProblem`; nothing is changed then.
  package mutating func carryOut(
    _ order: MemoryOrder, step: Int
  ) throws(MemoryOrderProblem) -> MemoryChange {
    guard let place = place(of: order.id), var entry = entries[place.key]?[place.index] else {
      throw .noSuchEntry(order.id, live: entries.values.joined().map(\.id).sorted())
    }
    let change: MemoryChange.Change
    switch order.change {
    case .pin:
      entry.isPinned = true
      change = .pinned
    case .unpin:
      entry.isPinned = false
      change = .unpinned
    case .evict: change = .evicted
    case .edit(let text):
      guard text.contains(where: { !$0.isWhitespace }) else { throw .noText(order.id) }
      // What it achieved it achieved with other words.
      if entry.text != text { (entry.uses, entry.wins, entry.meaning) = (1, 1, nil) }
      entry.text = text
      change = .edited
    }
    if order.change == .evict {
      entries[place.key]?.remove(at: place.index)
    } else {
      entries[place.key]?[place.index] = entry
    }
    return MemoryChange(
      step: step, change: change, id: entry.id, episode: entry.episode, text: entry.text,
      why: .byHand)
  }

  private func place(of id: Int) -> (key: Int, index: Int)? {
    for (key, list) in entries {
      if let index = list.firstIndex(where: { $0.id == id }) { return (key, index) }
    }
    return nil
  }
}

/// Why an order to the memory cannot be carried out.
package enum MemoryOrderProblem: Error, Equatable, CustomStringConvertible {
  case noSuchEntry(Int, live: [Int])
  case noText(Int)

  package var description: String {
    switch self {
    case .noSuchEntry(let id, let live):
      live.isEmpty
        ? "There is no memory entry #\(id): the memory is empty."
        : "There is no memory entry #\(id). Live are "
          + live.map { "#\($0)" }.joined(separator: ", ") + "."
    case .noText(let id):
      "Memory entry #\(id) needs some text. To be rid of it, evict it."
    }
  }
}
