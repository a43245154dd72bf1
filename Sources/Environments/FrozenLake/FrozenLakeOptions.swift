import RLCore

extension FrozenLake {
  /// What boards are drawn, in which letters, and what is played on them.
  package struct Options: Sendable, Equatable {
    /// Smallest and largest side of a board, within 2 to 9.
    package var sizeMinimum = 5
    package var sizeMaximum = 5
    /// Range of the share of frozen tiles that a board is drawn with; equal bounds fix it.
    package var frozenMinimum = 0.6
    package var frozenMaximum = 0.85
    /// Range of the shortest path from start to goal, in moves.
    package var distanceMinimum = 4
    package var distanceMaximum = 7
    /// 4 writes each kind with one letter, as officially; 6 gives holes and safe tiles two each.
    package var letters = 6
    /// Moves of an attempt.
    package var budget = 8
    package var slippery = false
    /// Whether an attempt that has no advice is told the true rules in its place.
    package var rules = Rules.hidden
    package var reward = Reward.sparse
    /// How many different boards are trained on, one after another and then again; 0 draws a new
    /// one each time.
    package var maps = 0
    /// How attempts are put into words.
    package var wording = Wording.compact
    /// A file of tasks to train on instead of generated ones; empty for none.
    package var tasks = ""
    /// Files of words for a language model: `PromptSet.shipped`, or a folder; empty for none.
    package var prompts = ""
    /// Example turns that a language model is shown.
    package var examples = 0

    package enum Rules: String, Sendable, CaseIterable {
      /// What the letters mean must be found out (the paper).
      case hidden
      case told
    }

    package enum Reward: String, Sendable, CaseIterable {
      /// 1 at the goal, else 0 (the paper).
      case sparse
      /// An attempt that fails earns up to a half by how near to the goal it came.
      case shaped
    }

    package init() {}

    /// The mix of the official task: all sizes, every distance that the budget allows, four letters.
    package static var official: Options {
      var options = Options()
      options.sizeMinimum = 2
      options.sizeMaximum = 9
      options.distanceMinimum = 1
      options.distanceMaximum = 8
      options.letters = 4
      return options
    }

    /// Checks each option by itself and against the others.
    ///
    /// - Throws: `FrozenLakeError` that names the option to change.
    func checkedAlphabet() throws(FrozenLakeError) -> LetterCode.Alphabet {
      guard Self.sides.contains(sizeMinimum), Self.sides.contains(sizeMaximum) else {
        throw .sizeOutOfRange(minimum: sizeMinimum, maximum: sizeMaximum)
      }
      guard sizeMinimum <= sizeMaximum else {
        throw .emptyRange("size", "\(sizeMinimum)", "\(sizeMaximum)")
      }
      guard (0...1).contains(frozenMinimum), (0...1).contains(frozenMaximum) else {
        throw .shareOutOfRange(minimum: frozenMinimum, maximum: frozenMaximum)
      }
      guard frozenMinimum <= frozenMaximum else {
        throw .emptyRange("frozen", "\(frozenMinimum)", "\(frozenMaximum)")
      }
      guard Self.budgets.contains(budget) else { throw .budgetOutOfRange(budget) }
      guard distanceMinimum >= 1 else { throw .distanceBelowOne(distanceMinimum) }
      guard distanceMinimum <= distanceMaximum else {
        throw .emptyRange("distance", "\(distanceMinimum)", "\(distanceMaximum)")
      }
      // A file's tasks are as far as they are.
      guard distanceMaximum <= budget || !tasks.isEmpty else {
        throw .distanceBeyondBudget(distance: distanceMaximum, budget: budget)
      }
      guard let alphabet = LetterCode.Alphabet(rawValue: letters) else {
        throw .letters(letters)
      }
      return alphabet
    }

    /// The same, for boards that are drawn beside those of a file whose attempts are shorter.
    var withinBudget: Self {
      var options = self
      options.distanceMaximum = min(distanceMaximum, budget)
      options.distanceMinimum = min(distanceMinimum, options.distanceMaximum)
      return options
    }

    /// Sides of boards that are drawn.
    static let sides = 2...GridSquare.largestSide
    static let budgets = FrozenLakeTask.budgets
  }
}

extension FrozenLake.Options: DescribedOptions {
  package static let descriptions: [OptionDescription<Self>] = [
    .integers(
      "size", from: \.sizeMinimum, to: \.sizeMaximum, in: sides,
      "side of a board, or [smallest, largest]"),
    .numbers(
      "frozen", from: \.frozenMinimum, to: \.frozenMaximum, in: 0...1,
      "share of safe tiles, or [smallest, largest]"),
    .integers(
      "distance", from: \.distanceMinimum, to: \.distanceMaximum, in: 1...80,
      "shortest path in moves, or [smallest, largest]"),
    .integer("letters", \.letters, in: 4...26, "letters for tiles; 4 is one a kind"),
    .integer("budget", \.budget, in: budgets, "turns of an attempt"),
    .flag("slippery", \.slippery, "whether the ice may carry the agent sideways"),
    .word("rules", \.rules, "whether first attempts are told what letters mean").addedLater(),
    .word("reward", \.reward, "shaped: a failure earns by how near it came").addedLater(),
    .integer("maps", \.maps, in: 0...100_000, "boards trained on, again and again; 0: always new")
      .addedLater(),
    .text("tasks", \.tasks, mayBeEmpty: true, "file of tasks; empty generates them")
      .namingFile(),
    .text(
      "prompts", \.prompts, mayBeEmpty: true,
      "words for a language model: \"shipped\", or a folder; empty: plain ones"
    ).addedLater().namingFile(),
    .integer("examples", \.examples, in: 0...100, "example turns that it is shown of these")
      .addedLater(),
  ]
}

/// Why no lake can be made from options; the words name the keys of a configuration.
package enum FrozenLakeError: UnmetOptions, Equatable {
  case sizeOutOfRange(minimum: Int, maximum: Int)
  case shareOutOfRange(minimum: Double, maximum: Double)
  case emptyRange(String, String, String)
  case budgetOutOfRange(Int)
  case distanceBelowOne(Int)
  case distanceBeyondBudget(distance: Int, budget: Int)
  case letters(Int)
  /// Boards of a size that meet the options turn up too seldom, or never.
  case tooRare(size: Int, minimum: Int, maximum: Int, found: Int, drawn: Int)
  case noTasks(file: String, problems: [TaskFileProblem])

  package var description: String {
    switch self {
    case .sizeOutOfRange(let minimum, let maximum):
      "Boards from \(minimum) to \(maximum) squares wide cannot be made. "
        + "Set frozenlake.size within \(FrozenLake.Options.sides.lowerBound) to "
        + "\(FrozenLake.Options.sides.upperBound)."
    case .shareOutOfRange(let minimum, let maximum):
      "The share of frozen tiles cannot be from \(minimum) to \(maximum). "
        + "Set frozenlake.frozen within 0 to 1."
    case .emptyRange(let name, let minimum, let maximum):
      "frozenlake.\(name) is [\(minimum), \(maximum)]. Write the smallest first, then the largest."
    case .budgetOutOfRange(let budget):
      "A budget of \(budget) moves cannot be played. Set frozenlake.budget within "
        + "\(FrozenLake.Options.budgets.lowerBound) to \(FrozenLake.Options.budgets.upperBound)."
    case .distanceBelowOne(let distance):
      "frozenlake.distance begins at \(distance), but the start is never the goal. "
        + "Let it begin at 1 or more."
    case .distanceBeyondBudget(let distance, let budget):
      "frozenlake.distance goes up to \(distance), but an attempt has only \(budget) moves. "
        + "Lower it or raise frozenlake.budget."
    case .letters(let count):
      "Boards cannot be written in \(count) letters. Set frozenlake.letters to 4 or 6."
    case .tooRare(let size, let minimum, let maximum, let found, let drawn):
      "Of \(drawn) boards of size \(size), \(found) can be used (a shortest path of \(minimum) to "
        + "\(maximum) moves, in no other split), which is too few to go on. Widen "
        + "frozenlake.distance or frozenlake.frozen, or raise frozenlake.size."
    case .noTasks(let file, let problems):
      TaskFileProblem.words(
        "\(file) has no task that can be played. Correct its rows or name another file in "
          + "frozenlake.tasks.", problems)
    }
  }
}
