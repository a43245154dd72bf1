import Glibc
import RLCore
import RunModel
import Testing

@testable import RunLog

@Suite struct `A reflection that is being written` {
  private let folder: TemporaryFolder
  private let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
  }

  @Test func `is read beside the log as far as it is, and goes when it is over`() throws {
    #expect(run.writing() == nil)
    for words in ["", "C kills.", "C kills.\n\nB wins. é"] {
      let writing = ReflectionWriting(episode: 12, words: words)
      try run.show(writing)
      #expect(run.writing() == writing)
    }
    try run.show(nil)
    #expect(run.writing() == nil)
    #expect(try folder.bytes(of: "run/events.jsonl").isEmpty)
  }

  @Test func `is cut to its end where it is long`() throws {
    try run.show(
      ReflectionWriting(episode: 1, words: String(repeating: "a", count: 100_000) + "end"))
    let read = try #require(run.writing())
    #expect(read.words.hasSuffix("aend") && read.words.utf8.count < 17_000)
  }

  @Test func `never leads out of the folder, and junk is nothing`() throws {
    #expect(symlink("/dev/null", run.path + "/writing.txt.new") == 0)
    #expect(throws: RunLogError.self) {
      try run.show(ReflectionWriting(episode: 1, words: "x"))
    }
    let file = try OpenFile(run.path + "/writing.txt", OpenFile.writeNew, for: "made")
    try file.write(Array("no number\n".utf8))
    #expect(run.writing() == nil)
  }

  @Test func `what servers were asked for adds up over a run`() throws {
    var state = RunState()
    let usage = PolicyUsage(replies: 2, readTokens: 30, writtenTokens: 4, money: 0.25)
    for (step, asked) in [usage, nil, usage].enumerated() {
      let update = UpdateRecord(
        step: step + 1, rows: [:], gradientNorm: 0, learningRate: 0, sequences: 1, tokens: 1,
        optimizerSteps: 0)
      let event = LoggedEvent(.update(update), time: EventTime(elapsed: 1, usage: asked))
      let read = try EventLine.decode(EventLine.encode(event))
      #expect(read == event)
      state.apply(read)
    }
    #expect(state.usage == usage + usage)
  }
}
