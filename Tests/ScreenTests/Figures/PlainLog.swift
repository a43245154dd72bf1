import Foundation

/// A recorded run as plain JSON lines: the second path to every figure on the screen, which shares
/// nothing with the one that the program takes.
struct PlainLog {
  typealias Event = [String: Any]

  /// An episode as far as figures need it.
  struct Episode {
    let id: Int
    let step: Int
    let group: Int
    let task: String
    let first: Event
    var reflection: Event?
    var second: Event?

    var r1: Double { first.number("reward") ?? 0 }
    var r2: Double? { second?.number("reward") }
    var isGated: Bool { r1 < 1 && r2 != nil }
    var isFixed: Bool { isGated && r2 ?? 0 >= 1 }
    /// The entry that the reflection started from which the second attempt was told.
    var toldMemory: Int?
  }

  let events: [Event]
  let episodes: [Episode]

  init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    events = try text.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? Event ?? [:]
    }
    var found: [Episode] = []
    var places: [Int: Int] = [:]
    var origins: [Int: Int] = [:]
    for event in events {
      switch (event.word("event"), event.word("attempt")) {
      case ("attempt", "first"):
        places[event.whole("episode")] = found.count
        found.append(
          Episode(
            id: event.whole("episode"), step: event.whole("step"), group: event.whole("group"),
            task: event.word("task"), first: event))
      case ("reflection", _):
        if let from = event.number("from") { origins[event.whole("id")] = Int(from) }
        if let place = places[event.whole("episode")] { found[place].reflection = event }
      case ("attempt", "second"):
        guard let place = places[event.whole("episode")] else { continue }
        found[place].second = event
        found[place].toldMemory = event.number("reflection").flatMap { origins[Int($0)] }
      default: break
      }
    }
    episodes = found
  }

  func events(_ kind: String) -> [Event] { events.filter { $0.word("event") == kind } }

  func evaluations(_ name: String) -> [Event] {
    events("evaluation").filter { $0.word("name") == name }
  }

  var steps: [Int] { Array(Set(episodes.map(\.step))).sorted() }

  func episodes(_ steps: some Sequence<Int>) -> [Episode] {
    let wanted = Set(steps)
    return episodes.filter { wanted.contains($0.step) }
  }

  /// The episodes of some steps by their prompts.
  func groups(_ steps: some Sequence<Int>) -> [[Episode]] {
    Dictionary(grouping: episodes(steps), by: \.group).sorted { $0.key < $1.key }.map(\.value)
  }

  func probes(_ kind: String, of episode: Int) -> [Event] {
    events("attempt").filter {
      $0.word("attempt") == "probe" && $0.whole("episode") == episode && $0.word("probe") == kind
    }
  }
}

extension [String: Any] {
  func number(_ key: String) -> Double? { (self[key] as? NSNumber)?.doubleValue }
  func whole(_ key: String) -> Int { (self[key] as? NSNumber)?.intValue ?? -1 }
  func word(_ key: String) -> String { self[key] as? String ?? "" }
  func fields(_ key: String) -> [String: Any] { self[key] as? [String: Any] ?? [:] }
  func list(_ key: String) -> [[String: Any]] { self[key] as? [[String: Any]] ?? [] }
}
