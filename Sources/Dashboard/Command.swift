import RLCore
import RunModel

/// What the dashboard asks its surroundings to do; it does nothing itself.
package enum Command: Equatable, Sendable {
  /// To the engine of the run on the screen.
  case order(Order)
  /// Has a checkpoint saved and the run ended, and leaves then.
  case stopWithCheckpoint
  /// Has the run ended without a checkpoint, and leaves.
  case abort
  /// Begins a run or takes one up, by the words of a command line; answered by `Message.opened`.
  case begin([String], pace: Pace?)
  /// Opens what lies at these paths in the place of what is open; answered by `Message.opened`.
  case open([String])
  /// Gives a run or an experiment another name, in the folder that it lies in.
  case rename(String, to: String)
  /// Deletes runs and experiments with everything in them.
  case delete([String])
  /// Leaves and lets the run go on.
  case detach
  case quit
  /// Reads an old episode again; answered by `Message.episodeLoaded`.
  case loadEpisode(episode: Int, run: Int, offsets: [Int])
  /// Asks the world of a run what it makes of a text about a prompt, after an attempt at it;
  /// answered by `Message.understood`.
  case understand(String, group: Int, turns: [Turn], run: Int)
  /// Has a text edited by a program of one's own; answered by `Message.edited`.
  case editOutside(String)
  /// Runs a second attempt again, told a text or what the run told it; answered by
  /// `Message.branchDone`.
  case branch(episode: Int, run: Int, text: String?)
  /// Keeps a bookmark, or that it is gone.
  case bookmark(Bookmark, run: Int)
  /// Looks through a log; answered by `Message.searched`, in pieces. Ends any search before.
  case searchLog(LogSearchRequest)
  case setTheme(String)
  case setMouse(Bool)
  case copy(String)
  /// Keeps a line that was typed, for later sessions.
  case remember(String, Recall.Kind)
  /// Keeps the named layouts of plots, as the text of their file.
  case saveLayouts(String)
  /// Writes a text to a file that was not there: a name in the current folder, or a path.
  case save(name: String, text: String)
  /// Writes several texts to such files, and says so in one sentence.
  case saveAll([SavedText])
  /// Writes an episode to such a file, as one JSON object.
  case saveEpisode(EpisodeTexts, name: String)
  /// Writes the screen as it is to such a file; with colours if the name ends in ".ansi".
  case saveScreen(name: String)
}

/// A text and the name of the file that it is written to.
package struct SavedText: Equatable, Sendable {
  package var name: String
  package var text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
