import RunLog
import RunModel

/// What the log of a run says of one episode, and what people did to the run.
struct EpisodeStory {
  private(set) var texts = EpisodeTexts()
  /// Texts of reflections by episode, as far as they were wanted.
  private(set) var borrowed: ReflectionRecord?

  /// Reads the whole log once.
  ///
  /// - Throws: `RunLogError`; `BranchError` if there is no such episode.
  init(of episode: Int, borrowing other: Int?, in run: RunDirectory) throws {
    var reader = try EventSource.run(run).reader()
    while true {
      let batch = try reader.readMore()
      for located in batch.events {
        let event = located.event.event
        if event.episode == episode { texts.apply(event) }
        if let other, case .reflection(let written) = event, written.episode == other {
          borrowed = written
        }
      }
      guard batch.status == .more else { break }
    }
    guard texts.first != nil else { throw BranchError.noEpisode(episode) }
    if let other, borrowed == nil { throw BranchError.noReflection(episode: other) }
  }
}

extension RunEvent {
  fileprivate var episode: Int? {
    switch self {
    case .attempt(let attempt): attempt.episode
    case .reflection(let written): written.episode
    default: nil
    }
  }
}

/// Why a branch cannot be run.
enum BranchError: Error, CustomStringConvertible {
  case noEpisode(Int)
  case noReflection(episode: Int)
  case notRetried(Int)
  case noCheckpoint(step: Int, known: [Int])
  case beyondTheEnd(step: Int, last: Int)
  case anotherPast(episode: Int)
  case noText(path: String)
  case unreadable(path: String, reason: String)

  var description: String {
    switch self {
    case .noEpisode(let episode): "The log has no episode \(episode)."
    case .noReflection(let episode): "Nobody reflected on episode \(episode)."
    case .notRetried(let episode):
      "Episode \(episode) had no second attempt, so there is nothing to try again. Name one whose "
        + "first attempt failed."
    case .noCheckpoint(let step, let known):
      "There is no checkpoint of step \(step). There are "
        + (known.isEmpty ? "none." : known.map(String.init).joined(separator: ", ") + ".")
    case .beyondTheEnd(let step, let last): "The run has come to step \(last), not to \(step)."
    case .anotherPast(let episode):
      "Training again did not give the first attempt that the log has of episode \(episode), so "
        + "nothing can be compared. The run was made by another version, or its configuration was "
        + "changed."
    case .noText(let path): "'\(path)' holds no reflection."
    case .unreadable(let path, let reason):
      "The reflection in '\(path)' cannot be read: \(reason)"
    }
  }
}
