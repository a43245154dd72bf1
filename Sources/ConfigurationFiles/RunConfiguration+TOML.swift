import RunModel

extension RunConfiguration {
  /// Reads a configuration from the text of a file.
  ///
  /// Options that the text leaves out keep the value of the preset that it names by
  /// `preset = "NAME"`, or else of `base`.
  ///
  /// - Parameters:
  ///   - toml: the text.
  ///   - file: its name, for messages.
  ///   - base: what options have that neither the text nor a preset names.
  /// - Throws: `ConfigurationError` with everything that is wrong, in the order of the lines.
  package init(
    toml: String, file: String, onto base: RunConfiguration = RunConfiguration()
  ) throws(ConfigurationError) {
    var reading = ConfigurationReading(file: file, text: toml, configuration: base)
    try reading.read()
    self = reading.configuration
  }

  /// Changes one option by an argument such as "erl.memory=bank".
  ///
  /// A text needs no quotes.
  package mutating func apply(setting: String) throws(ConfigurationError) {
    do throws(ConfigurationProblem) {
      guard let equals = setting.firstIndex(of: "=") else { throw .noValue(setting) }
      let key = setting[..<equals].filter { $0 != " " }
      let text = String(setting[setting.index(after: equals)...])
      let option = try ConfigurationOption.named(key)
      try option.set(Self.value(of: text, for: option), in: &self)
    } catch {
      throw ConfigurationError([.init(place: "--set \(setting)", line: nil, problem: error)])
    }
  }

  private static func value(
    of text: String, for option: ConfigurationOption
  ) -> ConfigurationValue {
    let trimmed = String(text.drop { $0 == " " })
    guard let value = TOMLReader.value(of: trimmed) else { return .text(trimmed) }
    if case .text = value { return value }
    return option.takesText ? .text(trimmed) : value
  }
}

/// The reading of one text: values are put into the configuration, problems are gathered.
private struct ConfigurationReading {
  let file: String
  let text: String
  var configuration: RunConfiguration
  private var findings: [ConfigurationError.Finding] = []

  init(file: String, text: String, configuration: RunConfiguration) {
    self.file = file
    self.text = text
    self.configuration = configuration
  }

  mutating func read() throws(ConfigurationError) {
    let reader = TOMLReader(text)
    var entries = reader.entries
    if let preset = entries.firstIndex(where: { $0.path == Preset.key }) {
      take(preset: entries.remove(at: preset))
    }
    var reported: Set<[String]> = []
    for entry in entries { take(entry, reported: &reported) }
    if let fault = reader.fault { note(.syntax(fault.reason), at: fault.line) }
    guard findings.isEmpty else {
      throw ConfigurationError(findings.sorted { $0.line ?? 0 < $1.line ?? 0 })
    }
  }

  private mutating func take(preset entry: TOMLReader.Entry) {
    guard case .text(let name) = entry.value, let preset = Preset.named(name),
      let base = try? preset.configuration()
    else {
      let names = Preset.all.map(\.name)
      let found = if case .text(let name) = entry.value { name } else { entry.value.toml }
      note(
        .unknownWord(
          key: entry.path.joined(separator: "."), found: found,
          allowed: ConfigurationOption.list(of: names),
          suggestion: Nearest.match(for: found, among: names)), at: entry.line)
      return
    }
    configuration = base
  }

  private mutating func take(_ entry: TOMLReader.Entry, reported: inout Set<[String]>) {
    if let table = unknownTable(of: entry) {
      guard reported.insert(table).inserted else { return }
      let name = table.joined(separator: ".")
      note(.unknownTable(name, suggestion: Self.suggestion(forTable: name)), at: entry.line)
      return
    }
    let key = entry.path.joined(separator: ".")
    if Self.tables.contains(key) {
      if entry.value != .other(TOMLReader.table) { note(.tableExpected(key), at: entry.line) }
      return
    }
    do throws(ConfigurationProblem) {
      try ConfigurationOption.named(key).set(entry.value, in: &configuration)
    } catch {
      note(error.shortened(in: entry.path), at: entry.line)
    }
  }

  private mutating func note(_ problem: ConfigurationProblem, at line: Int) {
    findings.append(.init(place: file, line: line, problem: problem))
  }

  /// The outermost table around an entry that no configuration has.
  private func unknownTable(of entry: TOMLReader.Entry) -> [String]? {
    let isTable = entry.value == .other(TOMLReader.table)
    for length in 1..<(entry.path.count + (isTable ? 1 : 0)) {
      let table = Array(entry.path.prefix(length))
      let name = table.joined(separator: ".")
      if !Self.tables.contains(name), !Self.keys.contains(name) { return table }
    }
    return nil
  }

  private static let tables = Set(ConfigurationSection.all.map(\.name))
  private static let keys = Set(ConfigurationOption.all.map(\.key))

  private static func suggestion(forTable name: String) -> String? {
    Nearest.match(for: name, among: tables.filter { !$0.isEmpty }.sorted())
  }
}

extension ConfigurationProblem {
  /// Names the key as it stands below its table's header, where that is what was mistyped.
  fileprivate func shortened(in path: [String]) -> Self {
    guard case .unknownKey(_, let suggestion) = self, let name = path.last else { return self }
    let table = path.dropLast().joined(separator: ".")
    let isSibling = suggestion.map {
      $0.hasPrefix(table + ".") && !$0.dropFirst(table.count + 1).contains(".")
    }
    guard !table.isEmpty, isSibling ?? true else { return self }
    return .unknownKey(name, suggestion: suggestion.map { String($0.dropFirst(table.count + 1)) })
  }
}
