import Glibc
import RunModel

/// The right to write a run, held by one program at a time.
///
/// The lock is the kernel's, so it ends with the program however that ends. The file names the
/// holder for those who come second, and says what its engine is doing.
final class RunLock: Sendable {
  private let file: OpenFile

  init(_ run: RunDirectory) throws(RunLogError) {
    while true {
      let file = try OpenFile.own(run.lockPath, O_RDWR | O_CREAT, for: "locked")
      guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
        guard errno == EWOULDBLOCK else { throw .system(run.lockPath, "locked") }
        let record = try LockRecord(file)
        throw .inUse(
          path: run.path, process: record?.process,
          host: record.flatMap { $0.isOfThisMachine ? nil : $0.host })
      }
      // The former holder may have removed the file between its opening and its locking.
      let current = try FileStatus(ofPath: run.lockPath)
      guard current?.identity == (try file.status().identity) else { continue }
      FileLock.take(file)
      try file.truncate(to: 0)
      self.file = file
      try tell(EngineActivity(.running))
      return
    }
  }

  deinit {
    // Where somebody removed the file, what lies there now is another's.
    let current = try? FileStatus(ofPath: file.path)
    if let own = try? file.status().identity, current?.identity == own { unlink(file.path) }
  }

  /// Says what the engine is doing.
  func tell(_ activity: EngineActivity) throws(RunLogError) {
    let record = LockRecord(activity, number: try file.status().identity.number)
    try file.write(record.bytes, at: 0)
  }
}

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

/// A lock that can be asked about without taking it, unlike that of `flock(2)`.
///
/// It belongs to the open file, so no other opening of it in the same program ends it. Where a file
/// system has none, nobody is told that a run is being written, and nothing else changes.
enum FileLock {
  /// `F_OFD_GETLK` and `F_OFD_SETLK` of <fcntl.h>, which Swift does not see.
  private static let ask: Int32 = 36
  private static let set: Int32 = 37

  static func take(_ file: OpenFile) {
    var lock = wholeFile(F_WRLCK)
    _ = fcntl(file.descriptor, set, &lock)
  }

  static func isTaken(_ file: OpenFile) -> Bool {
    var lock = wholeFile(F_RDLCK)
    guard fcntl(file.descriptor, ask, &lock) == 0 else { return false }
    return lock.l_type != Int16(F_UNLCK)
  }

  private static func wholeFile(_ type: Int32) -> Glibc.flock {
    var lock = Glibc.flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    return lock
  }
}
