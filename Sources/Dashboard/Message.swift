import RunModel
import TerminalUI

/// Something that happened to the dashboard.
package enum Message: Sendable {
  case keyPressed(Key)
  case resized(width: Int, height: Int)
  /// Time passed; asked for by `DashboardState.tickInterval`.
  case ticked(seconds: Double)
  /// Events were read from the log of one of the open runs.
  case eventsArrived([PlacedEvent], run: Int)
  /// The history of a long log was kept when it was read before; it ends at a place of the log.
  case historyRead(Timeline, end: Int, run: Int)
  /// Events of a long log were read without their words.
  case digestsArrived([PlacedDigest], run: Int)
  /// The words of the latest of them were read again; the first of these is an event by its number.
  case wordsArrived([PlacedEvent], first: Int, run: Int)
  /// How much of a log has been read, 0 … 1; `nil` once its end was reached.
  case readingProgressed(Double?, run: Int)
  /// The log begins anew, such as after it was cut back to a checkpoint.
  case logRestarted(run: Int)
  /// Lines of the log that could not be read, all of them so far.
  case linesLeftOut(LeftOutLines, run: Int)
  /// All episodes so far of a log that stand at a later step than their own.
  case lateCounted(LateEpisodes, run: Int)
  case engineChanged(EngineStatus, run: Int = 0)
  /// What trains a run, where and at what; `nil` where nothing does.
  case engineSeen(EngineSight?, run: Int)
  /// What the reflector of a run is writing; `nil` where it writes nothing.
  case writingSeen(ReflectionWriting?, run: Int)
  /// The bookmarks on the episodes of a run.
  case bookmarksRead([Bookmark], run: Int)
  /// The events of each branch that was tried beside a run.
  case branchesRead([[RunEvent]], run: Int)
  /// What can be done with the folder of a run.
  case folderSeen(RunFolder, run: Int)
  /// Another run of the open experiment has begun.
  case runJoined(OpenRun)
  /// What there is to open and to begin.
  case shelfRead([ShelfEntry])
  /// Other runs were opened in the place of those on the screen.
  case opened([OpenRun], judgements: [ClaimJudgement])
  /// The events of an episode that `Command.loadEpisode` asked for.
  case episodeLoaded(episode: Int, run: Int, [RunEvent])
  /// What somebody made of the text that `Command.editOutside` gave out.
  case edited(String)
  /// What a world makes of the text that `Command.understand` asked about.
  case understood(Understanding)
  /// The events of a branch that `Command.branch` asked for.
  case branchDone([RunEvent])
  /// A piece of the log that `Command.searchLog` asked for.
  case searched(LogSearchFindings)
  /// The log cannot be looked through, and why.
  case searchFailed(id: Int, reason: String)
  case commandFailed(String)
  /// Something worth a line at the bottom of the screen.
  case noticed(String)

  /// Whether it is one of many pieces of a log, between which nobody looks.
  var isPiece: Bool {
    switch self {
    case .eventsArrived, .digestsArrived, .wordsArrived, .readingProgressed, .linesLeftOut,
      .lateCounted:
      true
    default: false
    }
  }
}

/// An event and where its line begins in the log.
package struct PlacedEvent: Sendable, Equatable {
  package var event: LoggedEvent
  package var offset: Int?

  package init(_ event: LoggedEvent, offset: Int? = nil) {
    self.event = event
    self.offset = offset
  }
}
