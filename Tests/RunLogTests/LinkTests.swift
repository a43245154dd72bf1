import Glibc
import RunLog
import RunModel
import Testing

/// A run that came from somebody else may hold links to whatever its receiver can write.
@Suite struct `Links in a run's folder` {
  let folder: TemporaryFolder
  let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
    try EventWriter(run).append(note(1))
    try folder.write("precious", to: "victim")
  }

  private func link(_ name: String, to target: String) {
    unlink(folder("run/" + name))
    #expect(symlink(target, folder("run/" + name)) == 0)
  }

  private func expectUntouched() throws {
    #expect(try folder.bytes(of: "victim") == Array("precious".utf8))
  }

  @Test(arguments: [".lock", "events.jsonl", "orders.jsonl", "engine.txt", "bookmarks.jsonl"])
  func `no file of it is written through a link`(name: String) throws {
    link(name, to: "../victim")
    let expected = RunLogError.link(path: folder("run/" + name), target: "../victim")
    #expect(throws: expected) { try EventWriter(run) }
    try expectUntouched()
  }

  @Test func `a folder of checkpoints that is a link is neither cleared nor written`() async throws
  {
    #expect(mkdir(folder("elsewhere"), 0o755) == 0)
    try folder.write("mine", to: "elsewhere/a.partial")
    link("checkpoints", to: "../elsewhere")
    await #expect(throws: RunLogError.link(path: folder("run/checkpoints"), target: "../elsewhere"))
    {
      try await EventWriter.resuming(run) { _ in nil }
    }
    #expect(folder.exists("elsewhere/a.partial"))
  }

  @Test func `a checkpoint, or a file in one, that is a link is refused`() throws {
    #expect(mkdir(folder("run/checkpoints"), 0o755) == 0)
    #expect(mkdir(folder("run/checkpoints/step-000002"), 0o755) == 0)
    link("checkpoints/step-000002/loop.json", to: "/dev/zero")
    let file = folder("run/checkpoints/step-000002/loop.json")
    #expect(throws: RunLogError.link(path: file, target: "/dev/zero")) { try EventWriter(run) }
    unlink(file)
    link("checkpoints/step-000004", to: "step-000002")
    let second = folder("run/checkpoints/step-000004")
    #expect(throws: RunLogError.link(path: second, target: "step-000002")) { try EventWriter(run) }
  }

  @Test func `an order is not written through a link, and a mark goes elsewhere`() throws {
    link("orders.jsonl", to: "../victim")
    #expect(throws: RunLogError.link(path: folder("run/orders.jsonl"), target: "../victim")) {
      try run.give(SignedOrder(.note("hello"), who: "test"))
    }
    link("bookmarks.jsonl", to: "../victim")
    #expect(run.bookmarksPath == nil)
    try expectUntouched()
  }

  @Test func `a draft is not written through a link that waits under its name`() throws {
    let other = folder("other")
    #expect(mkdir(other, 0o755) == 0)
    #expect(symlink("../victim", other + "/run.toml.partial") == 0)
    #expect(throws: RunLogError.self) {
      try RunDirectory(creating: other, configuration: RunConfiguration())
    }
    try expectUntouched()
  }

  @Test func `a run that is named by a link is written as ever`() throws {
    #expect(symlink("run", folder("latest")) == 0)
    let named = try RunDirectory(opening: folder("latest"))
    try EventWriter(named).append(note(2))
    #expect(try folder.bytes(of: "run/events.jsonl") == lines(1...2))
  }
}
