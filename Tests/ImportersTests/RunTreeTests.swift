import Importers
import RunLog
import Testing

/// Runs that lie below a folder, of any format.
@Suite struct `A tree of runs` {
  private static func write(_ format: String, to name: String, in folder: LogFolder) throws {
    let log = try #require(SampleLog.all.last { $0.format == format })
    for file in log.files { try folder.write(file.bytes, to: "\(name)/\(file.name)") }
  }

  @Test(arguments: Set(SampleLog.all.map(\.format)).sorted())
  func `has each of them, however deep`(format: String) throws {
    let folder = try LogFolder()
    let names = ["project/one", "project/two", "third"]
    for name in names { try Self.write(format, to: name, in: folder) }
    let logs = try LogFinder().logs(at: folder.path)
    #expect(logs.map(\.format.name) == [format, format, format])
    #expect(
      logs.map { String($0.log.path.dropFirst(folder.path.count + 1)) }.map { path in
        names.first { path.hasPrefix($0) }
      } == names)
    for log in logs {
      var reading = try Reading(log)
      try reading.goOn()
      #expect(!reading.events.isEmpty)
    }
  }

  @Test func `may have several formats, and runs in whose folders other files lie`() throws {
    let folder = try LogFolder()
    try Self.write("trl", to: "a/grpo", in: folder)
    // What a trainer sends to TensorBoard lies inside its own folder.
    try Self.write("tensorboard", to: "a/grpo/runs/Dec01", in: folder)
    try Self.write("wandb", to: "b/wandb/offline-run-1", in: folder)
    try Self.write("metrics", to: "c", in: folder)
    try folder.write("words", to: "notes/README")
    try folder.write("{\"step\": 1, \"v\": 2}\n", to: ".cache/metrics.jsonl")
    let logs = try LogFinder().logs(at: folder.path)
    #expect(logs.map(\.format.name) == ["trl", "wandb", "metrics"])
  }

  @Test func `with more folders than are looked into always has the same runs, and says so`() throws
  {
    let folder = try LogFolder()
    for number in 1001...2050 { try folder.write("words", to: "\(number)/README") }
    let problem = #expect(throws: FormatProblem.self) { try LogFinder().logs(at: folder.path) }
    #expect("\(try #require(problem))".contains("\(folder.path)/2001' and the folders behind it"))
    for name in ["1500", "2000", "2001"] { try Self.write("metrics", to: name, in: folder) }
    let logs = try LogFinder().logs(at: folder.path)
    #expect(logs.map(\.log.name) == ["1500", "2000"])
    #expect(logs[0].remarks.count == 1)
    #expect(logs[0].remarks[0].contains("\(folder.path)/2001' and the folders behind it"))
  }

  @Test func `with very many files is not looked through to its end`() throws {
    let folder = try LogFolder()
    for number in 0..<21_000 { try folder.write("", to: "a/\(number)") }
    try Self.write("metrics", to: "a/deep/run", in: folder)
    try Self.write("metrics", to: "b", in: folder)
    let problem = #expect(throws: FormatProblem.self) { try LogFinder().logs(at: folder.path) }
    #expect("\(try #require(problem))".contains("\(folder.path)/a/deep' and the folders behind it"))
  }

  @Test func `names a run once, though a link leads to it as well`() throws {
    let folder = try LogFolder()
    try Self.write("wandb", to: "wandb/offline-run-1", in: folder)
    try folder.link("wandb/latest-run", to: "offline-run-1")
    #expect(try LogFinder().logs(at: folder.path).map(\.log.name) == ["offline-run-1"])
  }

  @Test func `is followed where a format was named, before there is any`() throws {
    let folder = try LogFolder()
    try folder.write("words", to: "notes/README")
    var reading = try Reading(of: folder, from: "metrics")
    try reading.goOn()
    try folder.write("{\"step\": 1, \"v\": 2}\n", to: "metrics.jsonl")
    try reading.goOn()
    #expect(reading.metrics.count == 1)
  }
}
