import Foundation
import RunLog
import RunModel
import Testing

@testable import kolb

@Suite struct `The trainer in the guide` {
  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/usr/bin/python"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test func `needs no more than forty lines`() {
    #expect(TrainerExample.python.split(separator: "\n").count <= 40)
  }

  @Test(.enabled(if: python != nil, "there is no Python on this machine"))
  func `writes a log that is read without a word left out`() throws {
    let folder = try TemporaryFolder()
    let script = folder.url.appending(path: "trainer.py")
    let log = folder.url.appending(path: "log.jsonl")
    try TrainerExample.python.write(to: script, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.python))
    process.arguments = [script.path, log.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let read = try RunReading.read(try EventSource(log.path))
    #expect(read.brokenLines == 0)
    #expect(read.repeatedEvents == 0)
    #expect(read.state.unknownEvents == 0)
    #expect(read.state.status == .finished(step: 20))
    #expect(read.state.steps.count == 20)
    #expect(read.state.episodes.count == 20 * 16)
    #expect(read.state.outcomes().gated > 0)
    #expect(read.state.scalars.names == ["loss", "entropy"])
  }
}
