import Foundation
import RLCore
import RunLog
import RunModel
import Testing

@testable import kolb

/// A run goes on only with what it began with.
@Suite struct ResumeCheckTests {
  private static let model = ModelIdentity(
    name: "small", digest: "1-2", wording: .compact)

  private func check(
    _ change: (inout RunStart) -> Void, anyBuild: Bool = false, reflector: ModelIdentity? = nil
  ) throws {
    let folder = try TemporaryFolder()
    let run = try RunDirectory(
      creating: folder.url.path + "/run", configuration: RunConfiguration())
    var start = RunStart(
      run: "r", kolb: "k", environment: "e", algorithm: "erl", seed: 1, steps: 1, digest: "d",
      legend: [])
    start.build = ProgramBuild.identity
    start.model = Self.model.name
    start.modelDigest = Self.model.digest
    start.wording = "compact 1"
    change(&start)
    try EventWriter(run).append(LoggedEvent(.runStarted(start)))
    try ResumeCheck(run, takesAnyBuild: anyBuild)
      .check(model: Self.model, wording: "compact 1", reflector: reflector)
  }

  @Test func `the same model, words and build go on`() throws {
    try check { _ in }
  }

  @Test func `a run of the time before these were written down goes on`() throws {
    try check { start in
      start.build = nil
      start.model = nil
      start.modelDigest = nil
      start.wording = nil
    }
  }

  @Test func `another model is refused by its name`() {
    #expect(throws: ResumeProblem.anotherModel("small")) { try check { $0.modelDigest = "3-2" } }
    #expect(throws: ResumeProblem.anotherModel("small")) {
      try check({ $0.modelDigest = "3-2" }, anyBuild: true)
    }
  }

  @Test func `another reflector is refused by its name, and one of then is not asked about`() throws
  {
    let one = ModelIdentity(name: "teacher", digest: "5", wording: .plain)
    let check = { (then: String?) in
      try self.check({ $0.reflectorDigest = then }, reflector: one)
    }
    #expect(throws: ResumeProblem.anotherReflector("teacher")) { try check("4") }
    try check("5")
    try check(nil)
  }

  @Test func `another wording is refused with both`() {
    #expect(throws: ResumeProblem.anotherWording(then: "compact 0", now: "compact 1")) {
      try check { $0.wording = "compact 0" }
    }
  }

  @Test func `another build is told, and goes on where that is asked for`() throws {
    #expect(throws: ResumeProblem.anotherBuild) { try check { $0.build = "another" } }
    try check({ $0.build = "another" }, anyBuild: true)
  }

  @Test func `a log whose beginning cannot be read is not taken for one that fits`() throws {
    let folder = try TemporaryFolder()
    let run = try RunDirectory(
      creating: folder.url.path + "/run", configuration: RunConfiguration())
    let check = { (anyBuild: Bool) in
      try ResumeCheck(run, takesAnyBuild: anyBuild).check(model: Self.model, wording: "compact 1")
    }
    // Nothing of it will be used: without a checkpoint the run begins anew.
    try Data("\0\0\0\n".utf8).write(to: URL(fileURLWithPath: run.eventsPath))
    try check(false)
    try FileManager.default.createDirectory(
      atPath: run.checkpointFolder(step: 3).path, withIntermediateDirectories: true)
    #expect(throws: ResumeProblem.unknownBeginning) { try check(false) }
    try check(true)
    try Data().write(to: URL(fileURLWithPath: run.eventsPath))
    try check(false)
  }

  @Test func `the linker's note tells one program from another`() throws {
    #expect(!ProgramBuild.identity.isEmpty)
    let folder = try TemporaryFolder()
    let text = try folder.file("no-program", "#!/bin/sh\n")
    #expect(try ProgramBuild.note(ofProgram: text) == nil)
    let cut = folder.url.appendingPathComponent("cut")
    let bytes = try #require(FileManager.default.contents(atPath: "/proc/self/exe")?.prefix(300))
    try bytes.write(to: cut)
    #expect(try ProgramBuild.note(ofProgram: cut.path) == nil)
  }
}
