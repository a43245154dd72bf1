import Glibc
import RunLog
import RunModel
import Testing

@Suite struct `Making a run's folder` {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `a new run has its configuration and an empty log`() throws {
    let configuration = RunConfiguration()
    let run = try RunDirectory(creating: folder("a/b/run/"), configuration: configuration)
    #expect(run.path == folder("a/b/run"))
    #expect(run.name == "run")
    #expect(try run.configurationText() == configuration.resolvedTOML())
    #expect(try folder.bytes(of: "a/b/run/events.jsonl").isEmpty)
    #expect(try RunDirectory(opening: run.path) == run)
  }

  @Test func `a fresh name follows the last one and never takes one over`() throws {
    var configuration = RunConfiguration()
    configuration.environment = "frozenlake"
    configuration.seed = 7
    let runs = folder("runs")
    let first = try RunDirectory(creatingIn: runs, configuration: configuration)
    #expect(first.name == "frozenlake-erl-s7-1")
    #expect(mkdir(runs + "/frozenlake-erl-s7-9", 0o755) == 0)
    #expect(mkdir(runs + "/frozenlake-erl-s7-x", 0o755) == 0)
    let second = try RunDirectory(creatingIn: runs, configuration: configuration)
    #expect(second.name == "frozenlake-erl-s7-10")
  }

  @Test func `a folder that holds a run or anything else is refused`() throws {
    let path = folder("run")
    _ = try RunDirectory(creating: path, configuration: RunConfiguration())
    #expect(throws: RunLogError.alreadyARun(path: path)) {
      try RunDirectory(creating: path, configuration: RunConfiguration())
    }
    #expect(throws: RunLogError.occupied(path: folder.path)) {
      try RunDirectory(creating: folder.path, configuration: RunConfiguration())
    }
    try folder.write("x", to: "file")
    #expect(throws: RunLogError.occupied(path: folder("file"))) {
      try RunDirectory(creating: folder("file"), configuration: RunConfiguration())
    }
    let error = #expect(throws: RunLogError.self) {
      try RunDirectory(creating: folder("file/run"), configuration: RunConfiguration())
    }
    #expect(
      error?.description == "'\(folder("file/run"))' cannot be made: Not a directory. "
        + "Name another folder with --out.")
  }
}

@Suite struct `Opening what an argument names` {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func complaint(_ name: String) -> String? {
    let error = #expect(throws: RunLogError.self) { try EventSource(folder(name)) }
    return error?.description.replacing(folder.path, with: "…")
  }

  @Test func `a run is opened by its folder, its log and a log elsewhere`() throws {
    let run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
    try EventWriter(run).append(note(1))
    #expect(try EventSource(folder("run")) == .run(run))
    #expect(try EventSource(folder("run/events.jsonl")) == .run(run))
    try folder.write(EventLine.encode(note(1)) + [10], to: "other.jsonl")
    let log = try EventSource(folder("other.jsonl"))
    #expect(log == .log(path: folder("other.jsonl")))
    var reader = try log.reader()
    #expect(try reader.readMore().events.map(\.event) == [note(1)])
    #expect(try EventSource("-") == .standardInput)
  }

  @Test func `a run that has only just begun is opened`() throws {
    let run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
    #expect(try EventSource(folder("run")) == .run(run))
    try folder.write("{\"event\":\"run_sta", to: "run/events.jsonl")
    #expect(try EventSource(folder("run")) == .run(run))
  }

  @Test func `what is no run is told by what it is`() throws {
    #expect(
      complaint("nothing")
        == "there is no run at '…/nothing'. 'kolb list runs' names those in 'runs'.")
    #expect(
      complaint("") == "'…/' is an empty folder. 'kolb run PRESET --out …/' writes a run into it.")
    try folder.write("", to: "empty.jsonl")
    #expect(
      complaint("empty.jsonl") == "'…/empty.jsonl' is empty: nothing has been written to it yet.")
    #expect(
      complaint("") == "'…' is no run: it has no 'events.jsonl'. "
        + "Name the folder that 'kolb run' made.")
    for name in ["a", "b", "c", "d"] {
      _ = try RunDirectory(creating: folder(name), configuration: RunConfiguration())
    }
    #expect(complaint("") == "'…' is no run but holds some, such as '…/a', '…/b', '…/c'.")
  }

  @Test(arguments: [
    ("\u{89}PNG", "a text"), ("step,reward\n1,2\n", "a table with commas (CSV)"),
    ("[1,\n2]\n", "a JSON list"), ("{\"loss\":1}\n{\"loss\":2}\n", "JSON without the key 'event'"),
    ("hello\n", "a text"), ("\n\n", "a file of empty lines"), ("a\u{0}b", "a binary file"),
    ("PK\u{3}\u{4}", "a ZIP archive"), ("GIF89a", "a GIF image"),
  ])
  func `a file of another kind is named`(text: String, kind: String) throws {
    try folder.write(text, to: "file")
    #expect(
      complaint("file")
        == "'…/file' is no log of a run but \(kind). Name a run's folder or its "
        + "'events.jsonl'.")
  }

  @Test func `a picture is named`() throws {
    try folder.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], to: "file")
    #expect(complaint("file")?.contains("a PNG image") == true)
  }

  @Test func `a log whose beginning is damaged is still a log`() throws {
    try folder.write(Array("{\"torn\n".utf8) + EventLine.encode(note(1)) + [10], to: "log")
    #expect(try EventSource(folder("log")) == .log(path: folder("log")))
  }
}
