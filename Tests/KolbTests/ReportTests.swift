import Foundation
import Testing

/// `kolb report`, on an experiment whose figures are known.
@Suite struct ReportTests {
  private static func report(_ arguments: [String]) throws -> Program {
    try Program(["report"] + arguments)
  }

  @Test func `the report of an experiment has the figures that it was made with`() throws {
    let experiment = try SampleExperiment()
    let program = try Self.report([experiment.path, "--axis", "steps"])
    #expect(program.code == 0, "\(program.errors)")
    // scipy says of 0.5, 0.77, 0.64 by Student's t 0.6367 [0.3012, 0.9721], of their differences
    // from 0.3, 0.5, 0.4 0.2367 [0.1494, 0.3239], and half of that of the mean heights.
    let expected = """
      2 arms, 6 runs, 6 of them finished.
      - note: generated tokens differ: 1000 (erl) · 2000 (rlvr)

      held-out success of first attempts, each run at its own end
      -----------------------------------------------------------
      arm   n  success           steps  sequences  generated tokens  optimizer steps  seconds  curve, 0 ▁ to █ 1
      erl   3  0.64 [0.30–0.97]  20     200        1000              40               61       ▁▃▆
      rlvr  3  0.40 [0.15–0.65]  20     200        2000              40               61       ▁▂▄
      Random walk 0.02, always right 1.00.
      Intervals are of 95 % and over seeds: bootstrap-t from five seeds on, Student's t below. Differences are within a seed. The middle half is the mean without the best and the worst quarter, from ten seeds on.

      at equal training steps
      -----------------------
      From 0 to 20, which all runs of all arms reach; the first third ends at 6.67.
      arm   n  success at the end  mean height of the curve  mean height over the first third
      erl   3  0.64 [0.30–0.97]    0.32 [0.15–0.49]          0.11 [0.05–0.16]
      rlvr  3  0.40 [0.15–0.65]    0.20 [0.08–0.32]          0.07 [0.03–0.11]

      minus rlvr  pairs  success at the end      mean height of the curve  mean height over the first third
      erl         3      +0.24 [+0.15, +0.32] ▲  +0.12 [+0.07, +0.16] ▲    +0.04 [+0.02, +0.05] ▲

      """
    let body = program.output.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    #expect(body.last.map(String.init) == expected)
  }

  @Test func `the arm that is subtracted can be chosen, and is named`() throws {
    let experiment = try SampleExperiment()
    let usual = try Self.report([experiment.path, "--axis", "steps"])
    #expect(usual.output.contains("minus rlvr  pairs"))
    let chosen = try Self.report([experiment.path, "--axis", "steps", "--baseline", "erl"])
    #expect(chosen.output.contains("minus erl  pairs"))
    #expect(chosen.output.contains("rlvr       3      −0.24 [−0.32, −0.15] ▼"))
    let unknown = try Self.report([experiment.path, "--baseline", "rlvl"])
    #expect(unknown.code == 2)
    #expect(
      unknown.errors == "error: --baseline: there is no arm 'rlvl'. Did you mean 'rlvr'? "
        + "Arms: erl, rlvr.\n")
  }

  @Test func `two shards give the report of the whole grid`() throws {
    let whole = try SampleExperiment()
    let (one, other) = (try SampleExperiment(seeds: [1, 3]), try SampleExperiment(seeds: [2]))
    for format in ["text", "json", "svg"] {
      let joined = try Self.report([other.path, one.path, "--format", format])
      let single = try Self.report([whole.path, "--format", format])
      #expect(joined.code == 0 && single.code == 0)
      // They differ in their titles alone, which are the names of folders.
      let difference = zip(joined.lines, single.lines).filter { $0 != $1 }
      #expect(joined.lines.count == single.lines.count)
      #expect(difference.count <= (format == "svg" ? 2 : 2), "\(difference)")
      #expect(difference.allSatisfy { $0.0.contains("2 runs") || $0.0.hasPrefix("=") })
    }
  }

  @Test func `equal tokens are found by interpolation`() throws {
    struct Report: Decodable {
      struct Table: Decodable {
        struct Arm: Decodable {
          struct Measure: Decodable {
            let by_seed: [String: Double]
          }
          let arm: String
          let final: Measure
        }
        let axis: String
        let to: Double
        let arms: [Arm]
      }
      let axes: [Table]
    }
    let experiment = try SampleExperiment()
    let json = try Self.report([experiment.path, "--format", "json"]).output
    let report = try JSONDecoder().decode(Report.self, from: Data(json.utf8))
    #expect(report.axes.map(\.axis) == ["steps", "tokens", "optimizer-steps", "seconds"])
    // ERL ends after 1,000 tokens, which is where RLVR is after step 10.
    let tokens = try #require(report.axes.first { $0.axis == "tokens" })
    #expect(tokens.to == 1000)
    let rlvr = try #require(tokens.arms.first { $0.arm == "rlvr" })
    for (seed, value) in SampleExperiment.base {
      let found = rlvr.final.by_seed["\(seed)"] ?? 9
      #expect(abs(found - value / 2) < 1e-12)
    }
  }

  @Test func `screen, report and export agree`() throws {
    let experiment = try SampleExperiment()
    let csv = try Program(["export", experiment.path, "--what", "evaluations"]).lines
    let head = try #require(csv.first).split(separator: ",").map(String.init)
    let rows = csv.dropFirst().map { line in
      Dictionary(
        zip(head, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
      ) { first, _ in first }
    }
    // Computed again from the table alone: final success at equal steps, and its mean over seeds.
    func mean(_ arm: String) -> Double {
      let finals = rows.filter { $0["arm"] == arm && $0["step"] == "20" }
        .compactMap { $0["success_rate"].flatMap(Double.init) }
      return finals.reduce(0, +) / Double(finals.count)
    }
    let (erl, rlvr) = (mean("erl"), mean("rlvr"))
    let words = [String(format: "%.2f [", erl), String(format: "+%.2f [", erl - rlvr)]
    let report = try Self.report([experiment.path, "--axis", "steps"]).output
    let screen = try Program(["open", experiment.path, "--once", "--size", "160x40"])
    #expect(screen.code == 0, "\(screen.errors)")
    for word in words {
      #expect(report.contains(word), "\(word)")
      #expect(screen.output.contains(word), "\(word)")
    }
    #expect(screen.output.contains("mean, 95 % intervals over 3 seeds"))
  }

  @Test func `unfinished runs are named and not counted`() throws {
    let experiment = try SampleExperiment(unfinished: "erl")
    let text = try Self.report([experiment.path, "--axis", "steps"]).output
    #expect(text.contains("- note: erl seed 3: not finished, step 10 of 20"))
    #expect(text.contains("- note: seeds differ: 1, 2 (erl) · 1 to 3 (rlvr)"))
    #expect(text.contains("- note: only finished runs are counted"))
    #expect(text.contains("\nerl         2      +0."))
  }

  @Test func `other tasks and budgets are said and not compared silently`() throws {
    let runs = ["frozenlake-erl", "sokoban-erl"].map(SampleRuns.path)
    let text = try Self.report(runs).output
    #expect(
      text.contains("environments differ: frozenlake (frozenlake-erl) · sokoban (sokoban-erl)"))
    #expect(text.contains("Different environments are not held against each other further."))
    #expect(!text.contains("minus frozenlake-erl"))
  }

  @Test func `the report of a run has its figures, costs and alarms`() throws {
    let output = try Self.report([SampleRuns.path("frozenlake-erl")]).output
    // How wide the columns are depends on the longest name.
    let text = output.replacing(#/ {2,}/#, with: "  ")
    for words in [
      "held-out success  0.87  0.81 to 0.91  200",
      "lift, second minus first reward  0.58  0.51 to 0.65  338 in 112 groups",
      "failures that the retry solved  0.58  0.50 to 0.65  338", "R6 rules true  0.8",
      "- R10 memory value is withheld: ",
      "generated tokens  14 880", "- alarm: entropy fell from 0.806 to 0.158 nats",
    ] { #expect(text.contains(words), "\(words)") }
  }

  @Test func `a report opens like the experiment that it is of`() throws {
    let experiment = try SampleExperiment()
    let json = try Self.report([experiment.path, "--format", "json"]).output
    let file = try experiment.folder.file("report.json", json)
    // The same tables on every axis, from the excerpts alone.
    let again = try Self.report([file]).output
    let whole = try Self.report([experiment.path]).output
    let tables = { (text: String) in text.split(separator: "\n").dropFirst(2) }
    #expect(tables(again) == tables(whole))
    // But for the first line, which is about one run and not about the arms.
    let picture = { (path: String) in
      try Program(["open", path, "--once", "--view", "compare", "--size", "100x30"]).lines
        .dropFirst()
    }
    #expect(try picture(file) == picture(experiment.path))
  }

  @Test func `a report brings its verdicts along, which excerpts cannot give`() throws {
    let experiment = try SampleExperiment()
    let json = try Self.report([experiment.path, "--format", "json"]).output
    let claim =
      #"{"claim":"H1","verdict":"confirmed","measurement":"Counted.","figures":["#
      + #"{"label":"growth","estimate":{"value":0.12,"low":0.05,"high":0.19,"n":10,"#
      + #""certainty":"bootstrap-t"}}],"remarks":["told"]}"#
    let file = try experiment.folder.file(
      "report.json", json.replacing(#""claims": []"#, with: "\"claims\": [\(claim)]"))
    let text = try Self.report([file]).output
    for words in ["H1: confirmed", "Counted.", "growth", "told"] { #expect(text.contains(words)) }
    let picture = try Program(["open", file, "--once", "--size", "100x30"]).output
    #expect(picture.contains("H1 confirmed"), "\(picture)")
  }

  @Test(arguments: [
    (#"{"kolb_report": 2}"#, "version"), (#"{"kolb_report": 1, "runs": []}"#, "no runs"),
    (#"{"kolb_report": 1, "runs": [{"arm": "a"}]}"#, "run 1"),
    (#"{"kolb_report": 1, "runs"#, "no report that can be opened"),
  ])
  func `a damaged report says what is wrong with it`(text: String, words: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.file("report.json", text)
    let program = try Program(["report", file])
    #expect(program.code != 0)
    #expect(program.errors.contains(words) && program.errors.contains("--format json"))
  }

  @Test func `every format is whole`() throws {
    let experiment = try SampleExperiment()
    let json = try Self.report([experiment.path, "--format", "json"])
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.output.utf8)) }
    let svg = try Self.report([experiment.path, "--format", "svg", "--axis", "tokens"]).output
    #expect(svg.contains("mean, 95 % intervals over 3 seeds") && svg.contains("generated tokens"))
    #expect(XMLTags.areBalanced(in: svg))
    let page = try Self.report([experiment.path, "--format", "markdown"]).output
    let tables = page.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(
      tables.contains(
        "| arm | n | success at the end | mean height of the curve | mean height over the first third |"
      ))
    #expect(tables.contains("|---|---|---|---|---|"))
  }

  @Test func `an empty log and a folder of nothing are said`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("run/events.jsonl", "")
    _ = try folder.file("run/run.toml", "")
    let empty = try Self.report([folder.url.appending(path: "run").path])
    #expect(empty.code == 0)
    #expect(empty.output.contains("nothing recorded yet"), "\(empty.output)")
    #expect(try Self.report([path]).errors.contains("is empty"))
    #expect(try Self.report(["/no/such/run"]).errors.contains("there is no run at"))
  }
}

/// As much of XML as tells a picture that breaks off.
enum XMLTags {
  static func areBalanced(in text: String) -> Bool {
    var open: [Substring] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return false }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("?") || tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty && !text.isEmpty
  }
}
