import Basics
import RLCore
import RunModel

extension ExperimentDescription {
  /// Reads an experiment from the text of a file.
  ///
  ///     title = "Does the gate matter?"
  ///     baseline = "gated"
  ///     seeds = 5
  ///     preset = "frozenlake"
  ///     set.steps = 40
  ///     [arms.gated]
  ///     [arms.open]
  ///     title = "without the gate"
  ///     set.erl.gate = false
  ///
  /// An arm begins with its own preset, or else the experiment's; then come the experiment's
  /// options, then its own.
  ///
  /// - Parameters:
  ///   - toml: the text.
  ///   - file: its name, for messages; an experiment without a name is called after it.
  ///   - settings: options that every arm takes last, such as "steps=20".
  ///   - schema: what options there are.
  /// - Throws: `ConfigurationError` with everything that is wrong, in the order of the lines.
  package init(
    toml: String, file: String, settings: [String] = [], schema: ConfigurationSchema
  ) throws(ConfigurationError) {
    var reading = ExperimentReading(file: file, settings: settings, schema: schema)
    self = try reading.read(toml)
  }
}

/// The reading of one description: what is said of the whole, then arm by arm.
private struct ExperimentReading {
  let file: String
  let settings: [String]
  let schema: ConfigurationSchema
  private var findings: [ConfigurationError.Finding] = []

  init(file: String, settings: [String], schema: ConfigurationSchema) {
    self.file = file
    self.settings = settings
    self.schema = schema
  }

  mutating func read(_ text: String) throws(ConfigurationError) -> ExperimentDescription {
    let reader = TOMLReader(text)
    let isArms = { (entry: TOMLReader.Entry) in entry.path.first == Key.arms.rawValue }
    var header = ExperimentHeader(stem: Self.stem(of: file))
    for entry in reader.entries where !isArms(entry) { take(entry, into: &header) }
    var description = ExperimentDescription(
      name: header.name, title: header.title, question: header.question,
      baseline: header.baseline, arms: [], seeds: header.seeds, claims: header.claims)
    let (names, entries) = arms(in: reader.entries.filter(isArms))
    for name in names {
      description.arms.append(arm(name, entries: entries[name] ?? [], header: header))
    }
    if let fault = reader.fault { note(.syntax(fault.reason), at: fault.line) }
    if findings.isEmpty { check(description, lines: entries.mapValues { $0.first?.line }, header) }
    guard findings.isEmpty else {
      throw ConfigurationError(findings.sorted { $0.line ?? 0 < $1.line ?? 0 })
    }
    return description
  }

  /// The keys at the top of a description.
  enum Key: String, CaseIterable {
    case name
    case title
    case question
    case baseline
    case seeds
    case claims
    case preset
    case set
    case arms
  }

  /// The keys of an arm.
  private enum ArmKey: String, CaseIterable {
    case title
    case preset
    case published
    case set
  }
}

/// What is said of an experiment as a whole.
private struct ExperimentHeader {
  var name: String
  var title = ""
  var question = ""
  var baseline = ""
  /// The line that names the baseline.
  var baselineLine: Int?
  var seeds = Array(1...5)
  var claims: [ExperimentClaim] = []
  var preset: TOMLReader.Entry?
  /// Options for all arms, their paths without the leading "set".
  var options: [TOMLReader.Entry] = []

  init(stem: String) { name = stem }
}

// MARK: - The whole

extension ExperimentReading {
  private mutating func take(_ entry: TOMLReader.Entry, into header: inout ExperimentHeader) {
    guard let key = entry.path.first.flatMap(Key.init), key == .set || entry.path.count == 1 else {
      let name = entry.path.joined(separator: ".")
      let suggestion = Spelling.nearest(to: name, among: Key.allCases.map(\.rawValue))
      return note(.experiment(.unknownKey(name, suggestion: suggestion)), at: entry.line)
    }
    switch key {
    case .name: header.name = text(entry, orElse: header.name)
    case .title: header.title = text(entry, orElse: "")
    case .question: header.question = text(entry, orElse: "")
    case .baseline:
      header.baseline = text(entry, orElse: "")
      header.baselineLine = entry.line
    case .seeds: header.seeds = seeds(entry)
    case .claims: header.claims = claims(entry)
    case .preset: header.preset = entry
    case .set: header.options += option(entry, below: 1)
    case .arms: break
    }
  }

  private mutating func text(_ entry: TOMLReader.Entry, orElse usual: String) -> String {
    guard case .text(let text) = entry.value else {
      note(
        .wrongKind(
          key: entry.path.joined(separator: "."), found: entry.value.kind, allowed: "a text"),
        at: entry.line)
      return usual
    }
    return text
  }

  /// A number of seeds, counted from 1, or the seeds themselves.
  private mutating func seeds(_ entry: TOMLReader.Entry) -> [Int] {
    if case .integer(let count) = entry.value, (1...100_000).contains(count) {
      return Array(1...count)
    }
    guard case .list(let values) = entry.value, !values.isEmpty else {
      note(.experiment(.seeds(found: entry.value.toml)), at: entry.line)
      return []
    }
    var seeds: [Int] = []
    for value in values {
      guard case .integer(let seed) = value, seed >= 0 else {
        note(.experiment(.seeds(found: entry.value.toml)), at: entry.line)
        return []
      }
      if seeds.contains(seed) { note(.experiment(.repeatedSeed(seed)), at: entry.line) }
      seeds.append(seed)
    }
    return seeds
  }

  private mutating func claims(_ entry: TOMLReader.Entry) -> [ExperimentClaim] {
    guard case .list(let values) = entry.value else {
      note(
        .wrongKind(key: "claims", found: entry.value.kind, allowed: "a list such as [\"S2\"]"),
        at: entry.line)
      return []
    }
    return values.compactMap { value in
      let name = if case .text(let text) = value { text } else { value.toml }
      if let claim = ExperimentClaim(rawValue: name) { return claim }
      let suggestion = Spelling.nearest(to: name, among: ExperimentClaim.allCases.map(\.rawValue))
      note(.experiment(.unknownClaim(name, suggestion: suggestion)), at: entry.line)
      return nil
    }
  }

  /// An entry of a table of options without the names of the table; none for its header.
  private mutating func option(
    _ entry: TOMLReader.Entry, below count: Int
  ) -> [TOMLReader.Entry] {
    if let option = entry.dropping(count) { return [option] }
    if entry.value != .other(TOMLReader.table) { note(.tableExpected(entry.key), at: entry.line) }
    return []
  }

  private mutating func check(
    _ description: ExperimentDescription, lines: [String: Int?], _ header: ExperimentHeader
  ) {
    for (arm, problem) in description.problems {
      let line: Int? = if let arm { lines[arm] ?? nil } else { header.baselineLine }
      note(.experiment(problem), at: line)
    }
  }

  fileprivate mutating func note(_ problem: ConfigurationProblem, at line: Int?) {
    findings.append(.init(place: file, line: line, problem: problem))
  }

  private static func stem(of file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".toml") ? String(name.dropLast(5)) : name
  }
}

// MARK: - The arms

extension ExperimentReading {
  /// The names of the arms in the order of their first lines, and each arm's entries.
  private mutating func arms(
    in entries: [TOMLReader.Entry]
  ) -> ([String], [String: [TOMLReader.Entry]]) {
    var names: [String] = []
    var byName: [String: [TOMLReader.Entry]] = [:]
    for entry in entries {
      guard entry.path.count > 1 else {
        if entry.value != .other(TOMLReader.table) { note(.tableExpected("arms"), at: entry.line) }
        continue
      }
      let name = entry.path[1]
      if entry.path.count == 2, entry.value != .other(TOMLReader.table) {
        note(.tableExpected("arms.\(name)"), at: entry.line)
      }
      if byName[name] == nil { names.append(name) }
      byName[name, default: []].append(entry)
    }
    return (names, byName)
  }

  private mutating func arm(
    _ name: String, entries: [TOMLReader.Entry], header: ExperimentHeader
  ) -> ExperimentArm {
    var title = name
    var published: [PublishedValue] = []
    var preset = header.preset
    var options: [TOMLReader.Entry] = []
    for entry in entries where entry.path.count > 2 {
      switch ArmKey(rawValue: entry.path[2]) {
      case .title where entry.path.count == 3: title = text(entry, orElse: name)
      case .preset where entry.path.count == 3: preset = entry.dropping(2)
      case .published: published += [self.published(entry)].compactMap { $0 }
      case .set: options += option(entry, below: 3)
      default:
        let key = entry.path.dropFirst(2).joined(separator: ".")
        let suggestion = Spelling.nearest(to: key, among: ArmKey.allCases.map(\.rawValue))
        note(.experiment(.unknownKey(key, suggestion: suggestion)), at: entry.line)
      }
    }
    return ExperimentArm(
      name: name, title: title,
      configuration: configuration(preset: preset, common: header.options, own: options),
      published: published)
  }

  private mutating func configuration(
    preset: TOMLReader.Entry?, common: [TOMLReader.Entry], own: [TOMLReader.Entry]
  ) -> RunConfiguration {
    var reading = ConfigurationReading(file: file, configuration: RunConfiguration(schema))
    if let preset { reading.take(preset: preset) }
    for options in [common, own] {
      for entry in options where ExperimentDescription.ownedByGrid.contains(entry.key) {
        note(.experiment(.ownedByGrid(entry.key)), at: entry.line)
      }
      reading.take(options.filter { !ExperimentDescription.ownedByGrid.contains($0.key) })
    }
    var configuration = reading.configuration
    for finding in reading.findings where !findings.contains(finding) { findings.append(finding) }
    for setting in settings {
      let key = setting.prefix { $0 != "=" }.filter { $0 != " " }
      if ExperimentDescription.ownedByGrid.contains(key) {
        let finding = ConfigurationError.Finding(
          place: "--set \(setting)", line: nil, problem: .experiment(.ownedByGrid(key)))
        if !findings.contains(finding) { findings.append(finding) }
        continue
      }
      do throws(ConfigurationError) {
        try configuration.apply(setting: setting)
      } catch {
        findings += error.findings.filter { !findings.contains($0) }
      }
    }
    return configuration
  }

  private mutating func published(_ entry: TOMLReader.Entry) -> PublishedValue? {
    if entry.path.count == 3, entry.value == .other(TOMLReader.table) { return nil }
    let source = entry.path.dropFirst(3).joined(separator: ".")
    let number: Double? =
      switch entry.value {
      case .number(let number): number
      case .integer(let integer): Double(integer)
      default: nil
      }
    guard !source.isEmpty, let number, (0...1).contains(number) else {
      note(.experiment(.published(source)), at: entry.line)
      return nil
    }
    return PublishedValue(source: source, value: number)
  }
}

extension TOMLReader.Entry {
  fileprivate var key: String { path.joined(separator: ".") }

  /// The entry without the leading names of its path; `nil` where nothing is left.
  fileprivate func dropping(_ count: Int) -> Self? {
    guard path.count > count else { return nil }
    return Self(path: Array(path.dropFirst(count)), value: value, line: line)
  }
}
