import ConfigurationFiles
import Environments
import RLCore
import RunModel
import Testing

/// What the file `file.toml` of this text is told, a line for each problem.
private func complaints(about toml: String) -> [String] {
  do {
    _ = try RunConfiguration(toml: toml, file: "file.toml")
    return []
  } catch {
    return error.findings.map(\.description)
  }
}

@Suite struct `Reading a configuration` {
  @Test func `an empty file leaves every option at its default`() throws {
    #expect(try RunConfiguration(toml: "", file: "file.toml") == RunConfiguration(.shipped))
  }

  @Test func `options are found at the top, in tables and in inline tables`() throws {
    let configuration = try RunConfiguration(
      toml: """
        steps = 7
        rlvr = { group_size = 3 }
        [frozenlake]
        size = [4, 6]
        frozen = 0.5
        [erl]
        memory = "bank(3)"
        reflector = "self"
        train.second = false
        """, file: "file.toml")
    var expected = RunConfiguration(.shipped)
    expected.steps = 7
    expected.rlvr.groupSize = 3
    expected.erl.memory = .bank(3)
    expected.erl.trainSecond = false
    #expect(configuration != expected)
    try expected.apply(setting: "frozenlake.size=[4, 6]")
    try expected.apply(setting: "frozenlake.frozen=0.5")
    #expect(configuration == expected)
    let options = FrozenLake.Options(configuration.values(of: "frozenlake"))
    #expect(options.sizeMinimum == 4 && options.sizeMaximum == 6)
    #expect(options.frozenMinimum == 0.5 && options.frozenMaximum == 0.5)
  }

  @Test func `a byte-order mark in front is no part of the text`() throws {
    let configuration = try RunConfiguration(toml: "\u{FEFF}steps = 7\r\n", file: "file.toml")
    #expect(configuration.steps == 7)
    #expect(throws: ConfigurationError.self) {
      try RunConfiguration(toml: "\u{FEFF}\u{FEFF}steps = 7", file: "file.toml")
    }
  }

  @Test func `a whole number will do where a number is asked for`() throws {
    let configuration = try RunConfiguration(toml: "erl.threshold = 2", file: "file.toml")
    #expect(configuration.erl.threshold == 2)
  }

  @Test func `a file can be based on a preset`() throws {
    let configuration = try RunConfiguration(
      toml: "steps = 3\npreset = 'frozenlake-rlvr'", file: "file.toml")
    var expected = try RunConfiguration(named: "frozenlake-rlvr")
    expected.steps = 3
    #expect(configuration == expected)
    #expect(expected.algorithm == .rlvr)
  }
}

@Suite struct `What is wrong with a configuration` {
  @Test func `a mistyped key in a table is told with its line and the right one`() {
    let toml = """
      steps = 60  # group_sise = 1

      note = '''
      '''
      [erl]
      threshold = 1.0
        "group_sise" = 4
      """
    #expect(
      complaints(about: toml) == [
        "file.toml:3: unknown key 'note'. 'kolb list options' names them all.",
        "file.toml:7: unknown key 'group_sise'. Did you mean 'group_size'?",
      ])
  }

  @Test func `a key in the wrong table is told where it belongs`() {
    #expect(
      complaints(about: "[erl]\nlearning_rate = 0.1") == [
        "file.toml:2: unknown key 'erl.learning_rate'. Did you mean 'optimizer.learning_rate'?"
      ])
  }

  @Test func `an unknown table is told once`() {
    #expect(
      complaints(about: "[optimiser]\nkl = 0.1\nepochs = 2\n[zzz.yyy]\na = 1") == [
        "file.toml:1: unknown table '[optimiser]'. Did you mean '[optimizer]'?",
        "file.toml:4: unknown table '[zzz]'. 'kolb list options' names them all.",
      ])
  }

  @Test func `everything wrong is told at once in the order of the lines`() {
    let toml = """
      steps = "sixty"
      seed = -1
      environment = ""
      erl = 3
      [frozenlake]
      size = [6, 4]
      frozen = [0.1, 0.2, 0.3]
      letters = 2026-01-01
      [policy]
      temperature = nan
      """
    #expect(
      complaints(about: toml) == [
        "file.toml:1: 'steps' is a text. It takes a whole number from 1 to 1000000.",
        "file.toml:2: 'seed' is -1. It takes a whole number of at least 0.",
        "file.toml:3: 'environment' is \"\". It takes a text without control characters, "
          + "and not an empty one.",
        "file.toml:4: 'erl' is a table. Write its options below a line '[erl]'.",
        "file.toml:6: 'frozenlake.size' is [6, 4]. Write the smallest first, then the largest.",
        "file.toml:7: 'frozenlake.frozen' is a list. It takes a number from 0 to 1, "
          + "or [SMALLEST, LARGEST].",
        "file.toml:8: 'frozenlake.letters' is a date or time. "
          + "It takes a whole number from 4 to 26.",
        "file.toml:10: 'policy.temperature' is nan. It takes 0 or a number from 0.01 to 10.",
      ])
  }

  @Test func `a mistyped word is told with the right one and the others`() {
    #expect(
      complaints(about: "[erl]\nadvantages = 'poled'\nmemory = 'bank(0)'") == [
        "file.toml:2: unknown value 'poled' for 'erl.advantages'. Did you mean 'pooled'? "
          + "It takes \"per_row_type\" or \"pooled\".",
        "file.toml:3: unknown value 'bank(0)' for 'erl.memory'. Did you mean 'bank(8)'? "
          + "It takes \"slot\", \"bank\", \"bank(8)\", \"per_worker\" or \"none\".",
      ])
  }

  @Test func `a syntax error is told with its line`() {
    let found = complaints(about: "seed = 1\nsteps = = 3")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("file.toml:2: this is no TOML: ") == true)
  }

  @Test func `a key that is given twice is a syntax error`() {
    #expect(complaints(about: "seed = 1\nseed = 2").first?.hasPrefix("file.toml:2: ") == true)
  }

  @Test func `a preset that does not exist is told with the nearest`() {
    let complaint = complaints(about: "seed = 1\npreset = 'frozenlak'").first ?? ""
    let words = "unknown value 'frozenlak' for 'preset'. Did you mean 'frozenlake'? It takes "
    #expect(complaint.hasPrefix("file.toml:2: " + words))
    for preset in Preset.all { #expect(complaint.contains("\"\(preset.name)\"")) }
  }

  @Test func `whatever is written is read to the same again, or complained of where it stands`() {
    var chance = SystemRandomNumberGenerator()
    let pieces = [
      "[", "]", "\"", "'", "\n", "=", "a", ".", "#", "{", "}", "\\", ",", "1", "erl", "\u{0}",
      "[erl]\n", "gate = false\n", "steps = 7\n", "memory = \"bank(3)\"\n",
    ]
    var read = 0
    for _ in 0..<5_000 {
      let text = (0..<Int.random(in: 0..<30, using: &chance))
        .compactMap { _ in pieces.randomElement(using: &chance) }.joined()
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
      do throws(ConfigurationError) {
        let configuration = try RunConfiguration(toml: text, file: "file.toml")
        let again = try RunConfiguration(toml: configuration.resolvedTOML(), file: "again.toml")
        #expect(again == configuration)
        read += 1
      } catch {
        #expect(!error.findings.isEmpty)
        for finding in error.findings {
          #expect(finding.place == "file.toml", "\(finding)")
          #expect(finding.line.map { (1...lines).contains($0) } == true, "\(finding) in \(text)")
        }
      }
    }
    #expect((1..<5_000).contains(read), "both happen")
  }
}

@Suite struct `Setting an option by an argument` {
  @Test func `a text needs no quotes`() throws {
    var configuration = RunConfiguration(.shipped)
    try configuration.apply(setting: "erl.memory=bank")
    // As it was called before.
    try configuration.apply(setting: "policy.base=2026")
    try configuration.apply(setting: "frozenlake.tasks=\"a b.jsonl\"")
    try configuration.apply(setting: "frozenlake.size = [4, 6]")
    #expect(configuration.erl.memory == .bank(8))
    #expect(configuration.policy.model == "2026")
    let options = FrozenLake.Options(configuration.values(of: "frozenlake"))
    #expect(options.tasks == "a b.jsonl")
    #expect(options.sizeMaximum == 6)
  }

  @Test(arguments: [
    (
      "erl.memory=bnk",
      "--set erl.memory=bnk: unknown value 'bnk' for 'erl.memory'. Did you mean 'bank'? "
        + "It takes \"slot\", \"bank\", \"bank(8)\", \"per_worker\" or \"none\"."
    ),
    ("memory=bank", "--set memory=bank: unknown key 'memory'. Did you mean 'erl.memory'?"),
    (
      "seed", "--set seed: 'seed' sets nothing. Write KEY=VALUE, such as erl.memory=bank."
    ),
    (
      "steps=lots",
      "--set steps=lots: 'steps' is a text. It takes a whole number from 1 to 1000000."
    ),
  ])
  func `a refused setting says why and changes nothing`(setting: String, words: String) {
    var configuration = RunConfiguration(.shipped)
    let error = #expect(throws: ConfigurationError.self) {
      try configuration.apply(setting: setting)
    }
    #expect(error?.description == words)
    #expect(configuration == RunConfiguration(.shipped))
  }

  @Test func `a line break in a setting sets nothing else`() {
    var configuration = RunConfiguration(.shipped)
    #expect(throws: ConfigurationError.self) {
      try configuration.apply(setting: "seed=1\nsteps=2")
    }
    #expect(configuration == RunConfiguration(.shipped))
  }
}

@Suite struct `Naming a configuration` {
  @Test(arguments: Preset.all.map(\.name))
  func `every preset is without fault`(name: String) throws {
    _ = try RunConfiguration(named: name)
  }

  @Test func `an unknown preset is told with the nearest and all`() {
    let error = #expect(throws: ConfigurationFileError.self) {
      try RunConfiguration(named: "frozenlike")
    }
    #expect(
      error?.description
        == "there is no preset 'frozenlike'. Did you mean 'frozenlake'? "
        + "Presets: \(Preset.all.map(\.name).joined(separator: ", ")). "
        + "A file's name ends in '.toml'. "
        + "'kolb --help' lists the commands.")
  }

  @Test func `a file that is not there and a folder are told apart`() {
    #expect(throws: ConfigurationFileError.missing(path: "/nowhere/at/all.toml")) {
      try RunConfiguration(named: "/nowhere/at/all.toml")
    }
    #expect(throws: ConfigurationFileError.unreadable(path: "/", reason: "Is a directory")) {
      try RunConfiguration(named: "/")
    }
  }
}
