import Basics
import RLCore
import RunModel

/// The reading of options: values are put into the configuration, problems are gathered.
struct ConfigurationReading {
  let file: String
  private(set) var configuration: RunConfiguration
  private let tables: Set<String>
  private let keys: Set<String>
  private(set) var findings: [ConfigurationError.Finding] = []

  init(file: String, configuration: RunConfiguration) {
    self.file = file
    self.configuration = configuration
    tables = Set(configuration.schema.sections.map(\.name))
    keys = Set(configuration.schema.options.flatMap(\.keys))
  }

  private var schema: ConfigurationSchema { configuration.schema }

  /// Reads a whole text.
  ///
  /// - Throws: `ConfigurationError` with everything that is wrong.
  mutating func read(_ text: String) throws(ConfigurationError) {
    let reader = TOMLReader(text)
    var entries = reader.entries
    if let preset = entries.firstIndex(where: { $0.path == Preset.key }) {
      take(preset: entries.remove(at: preset))
    }
    take(entries)
    if let fault = reader.fault { note(.syntax(fault.reason), at: fault.line) }
    guard findings.isEmpty else {
      throw ConfigurationError(findings.sorted { $0.line ?? 0 < $1.line ?? 0 })
    }
  }

  /// Puts the values of entries into the configuration.
  mutating func take(_ entries: [TOMLReader.Entry]) {
    var reported: Set<[String]> = []
    for entry in entries { take(entry, reported: &reported) }
  }

  /// Begins with the preset that an entry names.
  mutating func take(preset entry: TOMLReader.Entry) {
    guard case .text(let name) = entry.value, let preset = Preset.named(name),
      let base = try? preset.configuration(schema)
    else {
      let names = Preset.all.map(\.name)
      let found = if case .text(let name) = entry.value { name } else { entry.value.toml }
      note(
        .unknownWord(
          key: entry.path.joined(separator: "."), found: found,
          allowed: OptionValue.list(of: names),
          suggestion: Spelling.nearest(to: found, among: names)), at: entry.line)
      return
    }
    configuration = base
  }

  private mutating func take(_ entry: TOMLReader.Entry, reported: inout Set<[String]>) {
    if let table = unknownTable(of: entry) {
      guard reported.insert(table).inserted else { return }
      let name = table.joined(separator: ".")
      note(.unknownTable(name, suggestion: suggestion(forTable: name)), at: entry.line)
      return
    }
    let key = entry.path.joined(separator: ".")
    if tables.contains(key) {
      if entry.value != .other(TOMLReader.table) { note(.tableExpected(key), at: entry.line) }
      return
    }
    do throws(ConfigurationProblem) {
      try schema.option(named: key).set(entry.value, in: &configuration)
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
      if !tables.contains(name), !keys.contains(name) { return table }
    }
    return nil
  }

  private func suggestion(forTable name: String) -> String? {
    Spelling.nearest(to: name, among: tables.filter { !$0.isEmpty }.sorted())
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
