import Glibc
import RunModel

/// What a lock's file says: who holds it, and what that is doing.
///
///     4711 running reflection 2 1180433 workstation
struct LockRecord {
  var process: Int
  var activity: EngineActivity
  /// The number that the file had in its file system, which no copy of it has; `nil` in a record of
  /// an older Kolb.
  var number: UInt?
  /// The machine; `nil` in a record of an older Kolb.
  var host: String?

  /// The record of this very program.
  init(_ activity: EngineActivity, number: UInt) {
    process = Int(getpid())
    self.activity = activity
    self.number = number
    host = Self.thisMachine
  }

  /// Reads the file of a lock; `nil` if it names nobody.
  init?(_ file: OpenFile) throws(RunLogError) {
    let text = String(decoding: try file.read(Self.size, at: 0), as: UTF8.self)
    let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
    guard let process = words.first.flatMap({ Int($0) }) else { return nil }
    func word<Value>(_ place: Int, _ read: (String) -> Value?) -> Value? {
      words.indices.contains(place) ? read(words[place]) : nil
    }
    self.process = process
    activity = EngineActivity(
      word(1) { EngineState(rawValue: $0) } ?? .running,
      phase: word(2) { TrainingPhase(rawValue: $0) }, pace: word(3) { Pace(words: $0) } ?? .free)
    number = word(4) { UInt($0) }
    host = word(5) { $0 }
  }

  var isOfThisMachine: Bool { host == nil || host == Self.thisMachine }

  var sight: EngineSight {
    EngineSight(process: process, host: isOfThisMachine ? nil : host, activity)
  }

  /// Of one length, so that a record takes the place of the one before in one write.
  private static let size = 192

  var bytes: [UInt8] {
    let words = [
      "\(process)", activity.state.rawValue, activity.phase?.rawValue ?? "-", activity.pace.words,
      number.map { "\($0)" } ?? "-", host ?? "-",
    ]
    let text = Array(words.joined(separator: " ").utf8.prefix(Self.size - 1))
    let padding = [UInt8](repeating: UInt8(ascii: " "), count: Self.size - 1 - text.count)
    return text + padding + [UInt8(ascii: "\n")]
  }

  /// The name of this machine, without blanks.
  private static let thisMachine: String = {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "-" }
    let name = String(
      decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let word = String(name.prefix(64).map { $0.isWhitespace ? "_" : $0 })
    return word.isEmpty ? "-" : word
  }()
}
