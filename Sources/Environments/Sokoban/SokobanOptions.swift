import RLCore

extension Sokoban {
  /// What rooms are drawn, in which letters, and what is played in them.
  package struct Options: Sendable, Equatable {
    /// Smallest and largest side of a room, walls included.
    package var sizeMinimum = 6
    package var sizeMaximum = 8
    /// Range of the fewest moves that solve a room.
    package var movesMinimum = 5
    package var movesMaximum = 8
    /// Further letters that stand for floor and look like a box or a goal; officially none.
    package var marks = 2
    /// Moves of an attempt.
    package var budget = 8
    /// How attempts are put into words.
    package var wording = Wording.compact
    /// A file of rooms to train on instead of generated ones; empty for none.
    package var tasks = ""

    /// Files of words for a language model: `PromptSet.shipped`, or a folder; empty for none.
    package var prompts = ""
    /// Example turns that a language model is shown.
    package var examples = 0

    package init() {}

    /// The mix of the official task: rooms of 6 to 8 a side, solved within 8 moves, five letters.
    package static var official: Options {
      var options = Options()
      options.sizeMinimum = 6
      options.sizeMaximum = 8
      options.movesMinimum = 1
      options.movesMaximum = 8
      options.marks = 0
      return options
    }

    /// Larger rooms, more marks, and at least ten moves of twelve: nobody gets there who does not
    /// know where to.
    package static var far: Options {
      var options = Options()
      options.sizeMinimum = 7
      options.sizeMaximum = 8
      options.movesMinimum = 10
      options.movesMaximum = 12
      options.marks = 3
      options.budget = 12
      return options
    }

    /// The same, for rooms that are drawn beside those of a file whose attempts are shorter.
    var withinBudget: Self {
      var options = self
      options.movesMaximum = min(movesMaximum, budget)
      options.movesMinimum = min(movesMinimum, options.movesMaximum)
      return options
    }

    /// Sides of rooms that are drawn.
    static let sides = 5...SokobanLanguage.largestSide
    static let budgets = SokobanTask.budgets

    /// Checks each option by itself and against the others.
    ///
    /// - Throws: `SokobanError` that names the option to change.
    func check() throws(SokobanError) {
      guard Self.sides.contains(sizeMinimum), Self.sides.contains(sizeMaximum) else {
        throw .sizeOutOfRange(minimum: sizeMinimum, maximum: sizeMaximum)
      }
      guard sizeMinimum <= sizeMaximum else { throw .emptyRange("size", sizeMinimum, sizeMaximum) }
      guard Self.budgets.contains(budget) else { throw .budgetOutOfRange(budget) }
      guard movesMinimum >= 1 else { throw .movesBelowOne(movesMinimum) }
      guard movesMinimum <= movesMaximum else {
        throw .emptyRange("moves", movesMinimum, movesMaximum)
      }
      // A file's tasks take as long as they take.
      guard movesMaximum <= budget || !tasks.isEmpty else {
        throw .movesBeyondBudget(moves: movesMaximum, budget: budget)
      }
      guard SokobanCode.marks.contains(marks) else { throw .marks(marks) }
    }
  }
}

extension Sokoban.Options: DescribedOptions {
  package static let descriptions: [OptionDescription<Self>] = [
    .integers(
      "size", from: \.sizeMinimum, to: \.sizeMaximum, in: sides,
      "side of a room with its walls, or [smallest, largest]"),
    .integers(
      "moves", from: \.movesMinimum, to: \.movesMaximum, in: 1...1000,
      "fewest moves that solve it, or [smallest, largest]"),
    .integer("marks", \.marks, in: SokobanCode.marks, "letters for floor that look like things"),
    .integer("budget", \.budget, in: budgets, "turns of an attempt"),
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

/// Why no rooms can be made from options; the words name the keys of a configuration.
package enum SokobanError: UnmetOptions, Equatable {
  case sizeOutOfRange(minimum: Int, maximum: Int)
  case emptyRange(String, Int, Int)
  case budgetOutOfRange(Int)
  case movesBelowOne(Int)
  case movesBeyondBudget(moves: Int, budget: Int)
  case marks(Int)
  /// Rooms of a size that meet the options turn up too seldom, or never.
  case tooRare(size: Int, minimum: Int, maximum: Int, found: Int, drawn: Int)
  case noTasks(file: String, problems: [TaskFileProblem])

  package var description: String {
    switch self {
    case .sizeOutOfRange(let minimum, let maximum):
      "Rooms from \(minimum) to \(maximum) squares wide cannot be drawn. Set size within "
        + "\(Sokoban.Options.sides.lowerBound) to \(Sokoban.Options.sides.upperBound)."
    case .emptyRange(let name, let minimum, let maximum):
      "\(name) begins at \(minimum) but ends at \(maximum). Write the smallest first."
    case .budgetOutOfRange(let budget):
      "A budget of \(budget) moves cannot be played. Set budget within "
        + "\(Sokoban.Options.budgets.lowerBound) to \(Sokoban.Options.budgets.upperBound)."
    case .movesBelowOne(let moves):
      "moves begins at \(moves), but no room is solved at the start. Set it to 1 or more."
    case .movesBeyondBudget(let moves, let budget):
      "moves goes up to \(moves), but an attempt has only \(budget). "
        + "Lower moves or raise budget."
    case .marks(let count):
      "Rooms cannot have \(count) marks. Set marks within \(SokobanCode.marks.lowerBound) to "
        + "\(SokobanCode.marks.upperBound)."
    case .tooRare(let size, let minimum, let maximum, let found, let drawn):
      "Of \(drawn) rooms of size \(size), \(found) can be used (solved in \(minimum) to "
        + "\(maximum) moves, in no other split), which is too few to go on. Widen moves, or "
        + "raise size."
    case .noTasks(let file, let problems):
      TaskFileProblem.words(
        "\(file) has no task that can be played. Correct its rooms or name another file in "
          + "sokoban.tasks.", problems)
    }
  }
}
