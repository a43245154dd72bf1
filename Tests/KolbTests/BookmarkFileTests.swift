import Foundation
import RunLog
import RunModel
import Testing

@testable import kolb

/// Where bookmarks are kept: beside a log of our own, else in the user's state folder.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct BookmarkFileTests {
  @Test func `lines are read as they were written, and of an episode the last one counts`() {
    let marks = [
      Bookmark(episode: 3, note: "first"), Bookmark(episode: 7, note: "\"odd\" \u{1B}[31m…"),
      Bookmark(episode: 3, isGone: true), Bookmark(episode: 1),
    ]
    let text = marks.map { BookmarkLine.encode($0) + "\n" }.joined(separator: "no bookmark\n")
    #expect(BookmarkLine.read(text) == [marks[3], marks[1]])
  }

  @Test func `a recording is not written into, and its mark is there again`() throws {
    let terminal = try Terminal(columns: 120, rows: 34)
    let copy = terminal.folder.url.appendingPathComponent("recording")
    try FileManager.default.copyItem(atPath: SampleRuns.path("frozenlake-erl"), toPath: copy.path)
    let before = try FileManager.default.contentsOfDirectory(atPath: copy.path)
    try terminal.run("kolb open recording; echo code $?")
    try #require(terminal.shows("finished"))
    try terminal.run(":goto episode 12")
    try terminal.run(":bookmark look at this one")
    #expect(terminal.shows("episode 12: look at this one"))
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: copy.path) == before)
    // Found again under another name, since it is the same log.
    try terminal.run("mv recording moved; clear; kolb open moved; echo code $?")
    try #require(terminal.shows("finished"))
    try terminal.press("2")
    try terminal.run("/bookmark:look")
    #expect(terminal.shows("★ look at this one"), "\(terminal.screen)")
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }

  @Test func `a run of our own keeps its marks beside its log`() throws {
    let run = try RecordedRun.finished()
    let file = try #require(BookmarkFile(.run(RunDirectory(opening: run.path))))
    try file.keep(Bookmark(episode: 2, note: "here"))
    let kept = try String(
      contentsOf: run.url.appendingPathComponent("bookmarks.jsonl"), encoding: .utf8)
    #expect(kept == "{\"episode\":2,\"note\":\"here\"}\n")
    #expect(file.read() == [Bookmark(episode: 2, note: "here")])
  }
}
