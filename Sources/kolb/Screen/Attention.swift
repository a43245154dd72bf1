import ArgumentParser
import Foundation
import RunModel

/// When somebody who looks elsewhere is to be told of a run.
enum AttentionWish: String, CaseIterable, ExpressibleByArgument {
  case never
  /// At its end, whatever that is.
  case end
  /// When there are more alarms than before.
  case alarm
  case both

  func includes(_ occasion: AttentionOccasion) -> Bool {
    switch (self, occasion) {
    case (.both, _), (.end, .end), (.alarm, .alarm): true
    default: false
    }
  }
}

/// What somebody is told of.
enum AttentionOccasion: Equatable {
  /// "finished", "stopped" or "failed".
  case end(String)
  /// The first of the alarms.
  case alarm(String)

  /// The words for a command.
  var words: (occasion: String, message: String) {
    switch self {
    case .end(let state): ("end", state)
    case .alarm(let words): ("alarm", words)
    }
  }
}

/// What is done to be noticed: the terminal's bell, a command, or both.
///
/// Only the command line and the user's own settings can name a command: a run's files come from
/// anywhere, and must not be able to start a program.
struct Attention {
  var bell = AttentionWish.never
  var command: String?
  /// Whether anything is to be done at all.
  var isWanted: Bool { bell != .never || command?.isEmpty == false }
  /// When the command is run.
  var occasions = AttentionWish.both

  /// Starts the command, if it is wanted, and does not wait for it.
  ///
  /// It finds what it is about in its environment: `KOLB_RUN`, `KOLB_OCCASION` ("end", "alarm"),
  /// `KOLB_MESSAGE`.
  ///
  /// - Throws: if no shell can be started.
  func run(on occasion: AttentionOccasion, of run: String) throws {
    guard let command, !command.isEmpty, occasions.includes(occasion) else { return }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "KOLB_RUN": run, "KOLB_OCCASION": occasion.words.occasion,
      "KOLB_MESSAGE": occasion.words.message,
    ]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }
}

/// Notices what of a run is worth telling, from one look to the next.
struct AttentionWatch {
  private var status: RunState.Status?
  private var alarms = 0

  /// - Parameters:
  ///   - run: as it is now, its log read to the end.
  ///   - alarms: of the run.
  /// - Returns: what has come since the last look; nothing at the first one.
  mutating func look(at run: RunState, alarms: [String]) -> [AttentionOccasion] {
    defer {
      status = run.status
      self.alarms = alarms.count
    }
    guard let before = status else { return [] }
    var occasions: [AttentionOccasion] = []
    if alarms.count > self.alarms, let first = alarms.first { occasions.append(.alarm(first)) }
    if before != run.status, let word = Self.ending(run.status) { occasions.append(.end(word)) }
    return occasions
  }

  private static func ending(_ status: RunState.Status) -> String? {
    switch status {
    case .finished: "finished"
    case .stopped: "stopped"
    case .failed(_, let reason): "failed: \(reason)"
    case .waiting, .running, .paused: nil
    }
  }
}
