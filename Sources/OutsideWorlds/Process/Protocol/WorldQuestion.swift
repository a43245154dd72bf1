import Basics
import RLCore

/// What is asked of a world, as the line that asks it.
enum WorldQuestion: Sendable {
  /// Who it is; the first question to each process.
  case hello(wording: Wording)
  case task(TaskPlaceInSplit)
  /// Begins an attempt, which has the number `episode` from now on.
  case begin(episode: Int, TaskPlaceInSplit, wording: Wording, chance: Int)
  case act(episode: Int, turn: Int, text: String)
  /// Says that an attempt is of no more use to anybody.
  case end(episode: Int)

  /// The line, with its end.
  func line(number: Int) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("id", number)
      write(into: &json)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func write(into json: inout JSONWriter) {
    switch self {
    case .hello(let wording):
      json.field("ask", "hello")
      json.field("protocol", WorldCard.version)
      json.field("wording", wording.rawValue)
    case .task(let place):
      json.field("ask", "task")
      place.write(into: &json)
    case .begin(let episode, let place, let wording, let chance):
      json.field("ask", "begin")
      json.field("episode", episode)
      place.write(into: &json)
      json.field("wording", wording.rawValue)
      json.field("chance", chance)
    case .act(let episode, let turn, let text):
      json.field("ask", "act")
      json.field("episode", episode)
      json.field("turn", turn)
      json.field("text", text)
    case .end(let episode):
      json.field("ask", "end")
      json.field("episode", episode)
    }
  }
}

/// Where a task is: its split, its place there, and the seed of the run.
struct TaskPlaceInSplit: Sendable, Equatable {
  let split: TaskSplit
  let index: Int
  let seed: UInt64

  /// The seed as every reader of JSON and every generator takes it: 31 bits.
  ///
  /// A seed that has no more is passed as it is.
  var shortSeed: Int {
    guard seed >> 31 != 0 else { return Int(seed) }
    var generator = SeededGenerator(seed: seed, purpose: "seed of a world outside")
    return generator.chance()
  }

  func write(into json: inout JSONWriter) {
    json.field("split", split.protocolName)
    json.field("index", index)
    json.field("seed", shortSeed)
  }
}

extension TaskSplit {
  /// Its name in questions and cards.
  var protocolName: String { self == .heldOut ? "held_out" : rawValue }
}

extension SeededGenerator {
  /// A number of 31 bits.
  mutating func chance() -> Int { Int(next() >> 33) }
}
