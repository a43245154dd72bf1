import RLCore

/// Something that runs differ in although a comparison takes it to be equal.
package struct ComparisonDifference: Sendable, Equatable {
  /// What differs: "tasks", "training steps", "seeds".
  package var subject: String
  /// Each value that occurs, and in which arms.
  package var values: [(value: String, arms: [String])]

  package static func == (left: Self, right: Self) -> Bool {
    left.subject == right.subject
      && left.values.elementsEqual(right.values) { $0.value == $1.value && $0.arms == $1.arms }
  }
}

extension ComparisonDifference: CustomStringConvertible {
  package var description: String {
    subject + " differ: "
      + values.map { "\($0.value) (\($0.arms.joined(separator: ", ")))" }.joined(separator: " · ")
  }
}

extension Comparison {
  /// What keeps the arms from being compared as they stand, to be said beside every table.
  package var differences: [ComparisonDifference] {
    var found = [
      difference("environments") { Self.known($0.state.start?.environment) }
    ]
    if found.allSatisfy({ $0 == nil }) { found.append(difference("tasks") { $0.tasks }) }
    found += [
      difference("base models") { $0.configuration?.policy.model },
      difference("training steps") { $0.stepsAsked.map(String.init) },
      difference("evaluations") { $0.evaluation },
      difference("seeds", ofArm: seeds), budgets,
    ]
    return found.compactMap { $0 }
  }

  private static func known(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }

  /// Arms that may differ so much in what they generated and are still held against each other at
  /// their own ends: a tenth.
  private static let tolerance = 1.1

  /// What the arms generated, where that is not about the same.
  private var budgets: ComparisonDifference? {
    let tokens = arms.compactMap { arm in
      Estimate(meanOf: counted(arm).compactMap { $0.spent(.tokens) }).map { (arm.name, $0.value) }
    }
    guard let least = tokens.map(\.1).min(), let most = tokens.map(\.1).max(),
      most > least * Self.tolerance
    else { return nil }
    return ComparisonDifference(
      subject: "generated tokens", values: tokens.map { ("\(Int($0.1.rounded()))", [$0.0]) })
  }

  private func seeds(_ arm: Arm) -> String? {
    let seeds = counted(arm).map(\.seed)
    guard let first = seeds.first, let last = seeds.last else { return nil }
    return last - first == seeds.count - 1 && seeds.count > 2
      ? "\(first) to \(last)" : seeds.map(String.init).joined(separator: ", ")
  }

  private func difference(
    _ subject: String, _ value: @escaping (ComparedRun) -> String?
  ) -> ComparisonDifference? {
    difference(subject) { arm in
      let values = Set(arm.runs.compactMap(value)).sorted()
      return values.isEmpty ? nil : values.joined(separator: " and ")
    }
  }

  /// `nil` where all arms that say anything say the same.
  private func difference(
    _ subject: String, ofArm value: (Arm) -> String?
  ) -> ComparisonDifference? {
    var values: [(value: String, arms: [String])] = []
    for arm in arms {
      guard let text = value(arm) else { continue }
      if let place = values.firstIndex(where: { $0.value == text }) {
        values[place].arms.append(arm.name)
      } else {
        values.append((text, [arm.name]))
      }
    }
    return values.count > 1 ? ComparisonDifference(subject: subject, values: values) : nil
  }
}

extension ComparedRun {
  /// The options that decide which tasks there are; not known without the configuration.
  fileprivate var tasks: String? {
    guard let configuration else { return nil }
    let standard = RunConfiguration(configuration.schema)
    let options = configuration.schema.options.filter { $0.section == configuration.worldTable }
    guard !options.isEmpty else { return nil }
    let unusual = options.filter {
      $0.value(in: configuration).toml != $0.value(in: standard).toml
    }
    return unusual.isEmpty
      ? "the usual ones"
      : unusual.map { "\($0.name) \($0.value(in: configuration).toml)" }
        .joined(separator: ", ")
  }

  fileprivate var evaluation: String? {
    heldOut.map { record in
      "\(record.episodes) episodes"
        + (configuration.map { " at temperature \($0.evaluation.temperature)" } ?? "")
    }
  }
}
