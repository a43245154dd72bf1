import Dashboard
import RunLog
import RunModel

/// Leaves what is known of a long log beside it when its run is over.
///
/// Whoever opens the log first is as fast as those after; without it the same pictures come later.
/// A history that came with somebody else's run is passed over, because none is trusted that this
/// user's secret has not sealed.
struct WrittenHistory {
  private let run: RunDirectory
  private let histories: HistoryFolder?

  /// - Parameters:
  ///   - run: which is over.
  ///   - histories: where they are kept; the secret is made if there is none yet.
  init(_ run: RunDirectory, in histories: HistoryFolder? = .current) {
    self.run = run
    var histories = histories
    histories?.keepsBeside = true
    self.histories = histories
  }

  /// Reads the log and keeps what it comes to; whoever cannot loses nothing but time.
  ///
  /// - Parameter limit: of a log that has more bytes than these which are not kept yet, nothing is.
  func keep(newAtMost limit: Int = .max) {
    let size = run.logSize
    guard var histories, size >= histories.least else { return }
    histories.seal = histories.seal ?? SealFile.make()
    guard histories.seal != nil, var feed = try? self.feed(histories) else { return }
    var timeline = feed.openRun().timeline
    var known = 0
    while true {
      for message in feed.read() {
        switch message {
        case .historyRead(let kept, let end, _): (timeline, known) = (kept, end)
        case .digestsArrived(let events, _):
          guard size - known <= limit else { return }
          for event in events { timeline.append(event) }
        case .logRestarted, .commandFailed: return
        default: break
        }
      }
      if let keep = feed.keeping(timeline) { return keep() }
      guard feed.hasMore, feed.isReadingNumbers else { return }
    }
  }

  private func feed(_ histories: HistoryFolder) throws -> RunFeed {
    var feed = try RunFeed(.run(run), isOwn: true, index: 0, histories: histories)
    feed.sizes = SkimmedSizes(least: 0)
    return feed
  }
}
