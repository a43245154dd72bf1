import Foundation
import Testing

@Suite struct ExportTests {
  private static let lake = SampleRuns.path("frozenlake-erl")

  private static func export(_ arguments: [String], of run: String = lake) throws -> Program {
    try Program(["export", run] + arguments)
  }

  /// The rows of a table without quoted cells, each by its column names.
  private static func rows(_ csv: String) -> [[String: String]] {
    let lines = csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let head = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(head, $0)) { first, _ in first } }
  }

  @Test func `evaluations have the full precision of the log`() throws {
    let rows = Self.rows(try Self.export(["--what", "evaluations"]).output)
    #expect(rows.count == 12)
    #expect(rows.first?["success_rate"] == "0.035")
    #expect(rows.first?["low"] == "0.017055542008567192")
    #expect(rows.first?["run"] == "frozenlake-erl")
    #expect(rows.last?["name"] == "permuted" && rows.last?["step"] == "24")
  }

  @Test func `runs of one name are told apart by their folders`() throws {
    let folder = try TemporaryFolder()
    let paths = try ["a", "b"].map { parent in
      let above = folder.url.appendingPathComponent(parent)
      try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
      let run = above.appendingPathComponent("run")
      try FileManager.default.copyItem(at: URL(filePath: Self.lake), to: run)
      return run.path
    }
    let csv = try Program(["export"] + paths + ["--what", "evaluations"]).output
    #expect(Set(Self.rows(csv).compactMap { $0["run"] }) == ["a/run", "b/run"])
  }

  @Test(arguments: ["curves", "episodes", "pairs", "metrics", "evaluations"])
  func `both formats have the same rows`(what: String) throws {
    let csv = try Self.export(["--what", what])
    let json = try Self.export(["--what", what, "--format", "jsonl"])
    #expect(csv.code == 0 && json.code == 0, "\(csv.errors)\(json.errors)")
    #expect(csv.lines.count == json.lines.count + 1)
    let head = try #require(csv.lines.first).split(separator: ",").map(String.init)
    for line in json.lines {
      let object =
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable]
      #expect(Set(try #require(object).keys) == Set(head))
    }
  }

  @Test func `the lift of a run can be computed again from its pairs`() throws {
    let pairs = try Self.export(["--what", "pairs", "--format", "jsonl"]).lines
    struct Pair: Decodable {
      let lift: Double?
      let gated: Bool
    }
    let lifts = try pairs.map { try JSONDecoder().decode(Pair.self, from: Data($0.utf8)) }
      .filter(\.gated).compactMap(\.lift)
    let metrics = Self.rows(try Self.export(["--what", "metrics"]).output)
    let gain = try #require(metrics.first { $0["metric"] == "lift.gain" })
    #expect(gain["n"] == "\(lifts.count)")
    let mean = lifts.reduce(0, +) / Double(lifts.count)
    #expect(abs(mean - (gain["value"].flatMap(Double.init) ?? 9)) < 1e-12)
  }

  @Test func `a damaged log is exported without its damage, which is said`() throws {
    let folder = try TemporaryFolder()
    let log = try String(contentsOfFile: Self.lake + "/events.jsonl", encoding: .utf8)
    let lines = log.split(separator: "\n").prefix(40)
    let damaged =
      (lines.prefix(20) + ["{\"event\":\"attempt\",\"ste"] + lines.suffix(20)).joined(
        separator: "\n")
      + "\n{\"event\":\"eclipse\"}\n{\"event\":\"upd"
    let path = try folder.file("events.jsonl", damaged)
    let program = try Program(["export", path, "--what", "episodes"])
    #expect(program.code == 0)
    let attempts = lines.count { $0.contains(#"{"event":"attempt""#) }
    #expect(program.lines.count == attempts + 1)
    #expect(program.errors.contains("2 damaged lines left out, first line 21"))
    #expect(program.errors.contains("1 events of a newer Kolb left out"))
    #expect(program.errors.contains("not finished"))
  }

  @Test func `text stays in its cell and out of the terminal's commands`() throws {
    let folder = try TemporaryFolder()
    let event =
      #"{"event":"reflection","step":1,"episode":1,"id":1,"saw":"","text":"=1+1, \"so\"\nit \u001b[2J","#
      + #""advice":"","parsed":false,"tokens":2,"logprob":-1,"author":"self"}"#
    let path = try folder.file("events.jsonl", event + "\n")
    let csv = try Program(["export", path, "--what", "pairs"]).output
    #expect(csv.contains("\"'=1+1, \"\"so\"\"\nit ␛[2J\""), "\(csv)")
    let verbatim = try Program(["export", path, "--what", "pairs", "--verbatim"]).output
    #expect(verbatim.contains("\"=1+1, \"\"so\"\"\nit "), "\(verbatim)")
    let json = try Program(["export", path, "--what", "pairs", "--format", "jsonl"]).output
    #expect(json.contains(#""text":"=1+1, \"so\"\nit \u001b[2J""#), "\(json)")
  }

  @Test func `a pair has the reflection that its second attempt was told`() throws {
    let folder = try TemporaryFolder()
    func attempt(_ kind: String, _ episode: Int, _ rest: String = "") -> String {
      #"{"event":"attempt","step":1,"episode":\#(episode),"group":\#(episode),"attempt":"\#(kind)","#
        + #""task":"t","turns":[],"reward":0,"feedback":"","tokens":1,"logprob":-1\#(rest)}"#
    }
    func reflection(_ id: Int, _ text: String) -> String {
      #"{"event":"reflection","step":1,"episode":\#(id),"id":\#(id),"saw":"","text":"\#(text)","#
        + #""advice":"","parsed":true,"tokens":2,"logprob":-1,"author":"self"}"#
    }
    let lines = [
      attempt("first", 1), attempt("first", 2), attempt("first", 3), reflection(1, "one"),
      reflection(2, "two"), reflection(3, "three"), attempt("second", 1, #","reflection":2"#),
      attempt("second", 2, #","reflection":1"#),
    ]
    let path = try folder.file("events.jsonl", lines.joined(separator: "\n") + "\n")
    let table = Self.rows(try Program(["export", path, "--what", "pairs"]).output)
    #expect(table.map { $0["text"] } == ["two", "one", "three"])
    #expect(table.map { $0["reflection_episode"] } == ["2", "1", "3"])
  }

  @Test func `a file is written whole, and a wrong place is said`() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "evaluations.csv")
    let program = try Self.export(["--what", "evaluations", "--out", file.path])
    #expect(program.code == 0 && program.output.isEmpty)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("run,arm,seed,step,"))
    let wrong = try Self.export(["--out", "/no/such/folder/x.csv"])
    #expect(wrong.code == 1)
    #expect(wrong.errors.hasPrefix("error: '/no/such/folder/x.csv' was not written"))
  }
}
