import Foundation
import Testing

/// Folders that came from somebody else: whatever lies in the place of a file, nothing outside is
/// read into the run or written, and no command waits for ever.
@Suite(.enabled(if: Thorough.isAsked, "\(Thorough.reason)"), .timeLimit(.minutes(15)))
struct `A folder by a stranger` {
  /// What lies where a file of a run should.
  enum Kind: String, CaseIterable {
    case linkToFile = "a link to a file outside"
    case linkToFolder = "a link to a folder outside"
    case linkToDevice = "a link to /dev/zero"
    case linkAway = "a link that leads nowhere"
    case linkInCircles = "a link to itself"
    case pipe = "a pipe"
    case folder = "a folder"
    case huge = "a file of a terabyte with nothing in it"
  }

  private static let names = [
    "run.toml", "events.jsonl", "orders.jsonl", ".lock", "engine.txt", "bookmarks.jsonl",
    "cut.jsonl", "checkpoints", "checkpoints/step-000004", "checkpoints/step-000004/loop.json",
    "checkpoints/step-000004/model.safetensors", "checkpoints/step-000004/optimizer.safetensors",
    "branches",
  ]

  private static let commands = [
    ["open", "RUN", "--once", "--size=80x24"], ["report", "RUN"],
    ["export", "RUN", "--what=episodes"], ["resume", "RUN", "--headless", "--steps=5"],
    ["branch", "RUN", "--episode=1", "--times=1"],
  ]

  private let folder: TemporaryFolder
  private let whole: RecordedRun

  init() throws {
    folder = try TemporaryFolder()
    whole = try RecordedRun(in: folder)
    let program = try Program(whole.beginning(["--threads=1"]))
    try #require(program.code == 0, "\(program.errors)")
    _ = try folder.file("outside/precious.txt", "precious\n")
  }

  private func put(_ kind: Kind, at path: String) throws {
    try? FileManager.default.removeItem(atPath: path)
    let outside = folder.url.path + "/outside"
    func link(_ target: String) throws { try #require(symlink(target, path) == 0) }
    switch kind {
    case .linkToFile: try link(outside + "/precious.txt")
    case .linkToFolder: try link(outside)
    case .linkToDevice: try link("/dev/zero")
    case .linkAway: try link("../nowhere/at/all")
    case .linkInCircles: try link(path)
    case .pipe: try #require(mkfifo(path, 0o600) == 0)
    case .folder:
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    case .huge:
      try #require(FileManager.default.createFile(atPath: path, contents: Data()))
      try #require(truncate(path, 1 << 40) == 0)
    }
  }

  /// The names and texts of all that lies outside.
  private func outside() throws -> [String] {
    let path = folder.url.path + "/outside"
    return try FileManager.default.subpathsOfDirectory(atPath: path).sorted().map { name in
      name + ": " + ((try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? "")
    }
  }

  @Test(arguments: names)
  func `leads no command astray`(name: String) throws {
    let before = try outside()
    // A log may be long, and is read to its end.
    for kind in Kind.allCases where kind != .huge || name != "events.jsonl" {
      // The log and the configuration are what every command reads.
      let isRead = ["events.jsonl", "run.toml"].contains(name)
      for words in Self.commands where isRead || ["open", "resume"].contains(words[0]) {
        let run = RecordedRun(at: folder.url.path + "/their", in: folder)
        try? FileManager.default.removeItem(at: run.url)
        try FileManager.default.copyItem(at: whole.url, to: run.url)
        try put(kind, at: run.path + "/" + name)
        let program = try RunningProgram(
          words.map { $0 == "RUN" ? run.path : $0 },
          environment: ["XDG_STATE_HOME": folder.url.path + "/state"], in: folder)
        let ended = program.wait(atMost: 90) { !program.isRunning }
        if !ended { program.send(SIGKILL) }
        let code = program.wait()
        let what = "\(name) is \(kind.rawValue): \(words[0])"
        #expect(ended, "\(what) does not end")
        guard ended else { continue }
        #expect(code == 0 || code == 1 || code == 2, "\(what), code \(code): \(program.errors)")
        #expect(code == 0 || program.errors.contains("error: "), "\(what): \(program.errors)")
        #expect(!(program.output + program.errors).contains("precious\n"), "\(what)")
        #expect(try outside() == before, "\(what)")
      }
    }
  }

  @Test(arguments: ["../../outside/precious.txt", "/etc/passwd", "../../../outside", "/"])
  func `names no path in its log that is followed`(path: String) throws {
    let before = try outside()
    let run = RecordedRun(at: folder.url.path + "/their", in: folder)
    try? FileManager.default.removeItem(at: run.url)
    try FileManager.default.copyItem(at: whole.url, to: run.url)
    let log = try String(contentsOf: run.log, encoding: .utf8)
    try Data(
      log.replacing("checkpoints/step-000004", with: path)
        .replacing("\"run\":\"", with: "\"run\":\"\(path)").utf8
    ).write(to: run.log)
    for words in Self.commands {
      let program = try Program(
        words.map { $0 == "RUN" ? run.path : $0 },
        environment: ["XDG_STATE_HOME": folder.url.path + "/state"], in: folder)
      #expect(program.code == 0 || program.code == 1, "\(words[0]): \(program.errors)")
      #expect(!(program.output + program.errors).contains("root:x:"))
    }
    #expect(try outside() == before)
  }
}
