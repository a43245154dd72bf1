import Basics

/// What is wrong with an experiment as a whole, beyond single options.
package enum ExperimentProblem: Error, Sendable, Equatable {
  case noArms
  case noBaseline(arms: [String])
  case unknownBaseline(String, arms: [String], suggestion: String?)
  case armName(String)
  /// Two arms that would do the same.
  case twins(String, of: String)
  /// Two arms whose folders are one where upper and lower case are not told apart.
  case sameFolder(String, as: String)
  /// An arm that sets what belongs to the grid.
  case ownedByGrid(String)
  case seeds(found: String)
  case repeatedSeed(Int)
  case unknownKey(String, suggestion: String?)
  case wrongKind(key: String, found: String, allowed: String)
  case unknownClaim(String, suggestion: String?)
  case published(String)
}

extension ExperimentProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noArms:
      "the experiment has no arm. Write a table '[arms.NAME]' for each."
    case .noBaseline(let arms):
      "no arm is named as the baseline. Write 'baseline = \"\(arms.first ?? "NAME")\"'."
    case .unknownBaseline(let name, let arms, let suggestion):
      "the baseline '\(name)' is no arm."
        + (suggestion.map { " Did you mean '\($0)'?" } ?? "")
        + " Arms: \(arms.joined(separator: ", "))."
    case .armName(let name):
      "'\(name)' cannot name an arm, because it names a folder. "
        + "Use up to 64 letters, digits, '-', '_' and '.'."
    case .twins(let name, let other):
      "the arm '\(name)' would do exactly what the arm '\(other)' does. "
        + "Take one out or change an option of it."
    case .sameFolder(let name, let other):
      "the arms '\(name)' and '\(other)' differ only in upper and lower case. Rename one."
    case .ownedByGrid(let key):
      "'\(key)' belongs to the experiment and not to an arm. "
        + (key == "seed"
          ? "Write 'seeds = 5' at the top." : "Choose how many run side by side with --jobs.")
    case .seeds(let found):
      "'seeds' is \(found). It takes a number of seeds of at least 1, or a list such as [1, 2, 3]."
    case .repeatedSeed(let seed):
      "the seed \(seed) is listed twice."
    case .unknownKey(let key, let suggestion):
      "unknown key '\(key)'."
        + (suggestion.map { " Did you mean '\($0)'?" }
          ?? " An experiment has name, title, question, baseline, seeds, claims, preset, set and "
          + "arms; an arm has title, preset, published and set.")
    case .wrongKind(let key, let found, let allowed):
      "'\(key)' is \(found). It takes \(allowed)."
    case .unknownClaim(let name, let suggestion):
      "there is no claim '\(name)'." + (suggestion.map { " Did you mean '\($0)'?" } ?? "")
        + " Claims: \(ExperimentClaim.allCases.map(\.rawValue).joined(separator: ", "))."
    case .published(let source):
      "the published value of '\(source)' is no success rate from 0 to 1."
    }
  }
}
