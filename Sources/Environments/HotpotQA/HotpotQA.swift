import RLCore

/// Answer questions whose answers must be looked up in several steps, with a search tool.
///
/// - Action space: text; `search: words` or `answer: words`, see `HotpotCall`.
/// - Observation: the question, then what each search found.
/// - Reward: 1 for an exact match, F1 from 0.3 on, else 0, see `AnswerScore`.
/// - Episode end: the answer, or the budget of turns.
///
/// Without a file of questions, they are asked about a generated world in which the meaning of
/// relations is hidden; see `GeneratedWorld`.
package struct HotpotQA: Environment {
  /// One item of a split and what is searched for it.
  struct Source: Sendable {
    var items: [HotpotItem]
    var retriever: any Retriever
    var rules: String
  }

  package let options: Options
  private let wording: HotpotWording
  private let training: Source
  private let heldOut: Source
  /// Worlds whose letters mean something else; empty for questions of a file.
  private let permuted: [Source]
  package let legend: [LegendEntry]
  package let notes: [String]
  package let taskFiles: [TaskFileAccount]
  /// The files of words for a language model, where there are any.
  private let prompts: PromptSet?

  /// - Throws: `HotpotError`, `TaskFileError` or `FullTextIndexError`.
  package init(options: Options = Options()) throws {
    try options.check()
    self.options = options
    // A made world speaks to the small model that learnt its words.
    let isPrompted = !options.tasks.isEmpty && !options.prompts.isEmpty
    prompts =
      isPrompted
      ? try PromptSet(from: options.prompts, world: "hotpotqa", examples: options.examples) : nil
    if options.tasks.isEmpty {
      wording = .compact(relations: options.relations)
      let code = RelationCode.fixed(options.relations)
      training = try Self.world(code, .training, WorldNames.training)
      heldOut = try Self.world(code, .heldOut, WorldNames.heldOut)
      permuted = try (0..<Self.permutedWorlds).map { number in
        var generator = SeededGenerator(seed: Self.worldSeed, purpose: "letters", number)
        return try Self.world(
          .permuted(options.relations, using: &generator), .permuted, WorldNames.heldOut)
      }
      // The line of symbols is on every screen of a run, so it says where the questions come from.
      legend = code.legend + [LegendEntry(symbol: "world:", meaning: "generated")]
      notes = [
        "a generated world of \(training.entityCount) entities, \(heldOut.entityCount) held out"
      ]
      taskFiles = []
    } else {
      wording = .plain
      let reading = try QuestionSet(options)
      training = Source(
        items: reading.training, retriever: reading.retriever, rules: Self.plainRules)
      heldOut = Source(
        items: reading.heldOut, retriever: reading.retriever, rules: Self.plainRules)
      permuted = []
      legend = []
      taskFiles = reading.taskFiles
      notes = taskFiles.map(\.summary)
    }
  }

  package var name: String { "hotpotqa" }

  package var answersAtOnce: Bool { true }

  /// Questions of a file are put in English, those of the made world in a small one.
  package var wordingVersion: String {
    if let prompts { return "prompts \(prompts.digest)" }
    return options.tasks.isEmpty ? "compact 2" : "plain 1"
  }

  package var actionForms: [String] {
    ["\(HotpotCall.searchWord) WORDS", "\(HotpotCall.answerWord) ANSWER"]
  }

  package func taskCount(in split: TaskSplit) -> Int? {
    split == .training ? training.items.count : heldOut.items.count
  }

  package func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
    let source =
      switch split {
      case .training: training
      case .heldOut: heldOut
      case .permuted: permuted.isEmpty ? heldOut : permuted[Self.wrapped(index, permuted.count)]
      }
    var task = HotpotTask(
      source.items[place(of: index, among: source.items.count, in: split, seed: seed)],
      retriever: source.retriever, wording: wording, limits: options.limits,
      trueRules: source.rules)
    task.prompts = prompts
    return task
  }

  /// Training goes through all items, then through them again in another order; the others stay in
  /// theirs.
  private func place(of index: Int, among count: Int, in split: TaskSplit, seed: UInt64) -> Int {
    let place = Self.wrapped(index, count)
    guard split == .training else { return place }
    let round = (index - place) / count
    var generator = SeededGenerator(seed: seed, purpose: "hotpotqa order", round)
    return generator.permutation(of: count)[place]
  }

  private static func wrapped(_ index: Int, _ count: Int) -> Int {
    (index % count + count) % count
  }

  /// What a large model is told by the oracle: how, not what.
  private static let plainRules =
    "Search for each thing that the question names, then for what was found. Answer with as few "
    + "words as possible, in the spelling of the text that was found."
}

// MARK: - The generated world

extension HotpotQA {
  private static let worldSeed: UInt64 = 1
  private static let permutedWorlds = 4
  private static let trainingQuestions = 1600
  private static let heldOutQuestions = 300

  private static func world(
    _ code: RelationCode, _ split: TaskSplit, _ names: [String]
  ) throws -> Source {
    var generator = SeededGenerator(seed: worldSeed, purpose: "world \(split.rawValue)")
    let world = GeneratedWorld(names: names, code: code, using: &generator)
    let items = world.items(
      split == .training ? trainingQuestions : heldOutQuestions, split: split, using: &generator)
    return Source(
      items: items, retriever: try FullTextIndex(of: items.corpus), rules: code.rulebook)
  }

  /// How often somebody succeeds who knows what to do but takes a letter at random for each kind.
  package func randomSuccess(on tasks: [any EnvironmentTask]) -> Double? {
    let hops = tasks.compactMap { ($0 as? HotpotTask)?.item.type }
    guard case .compact(let relations) = wording, !hops.isEmpty else { return nil }
    let count = Double(relations)
    let sum = hops.reduce(0) { $0 + 1 / ($1 == "bridge" ? count * (count - 1) : count) }
    return sum / Double(hops.count)
  }
}

extension GeneratedWorld {
  /// Different questions about the world, in the dataset's form.
  package func items(
    _ count: Int, split: TaskSplit, using generator: inout SeededGenerator
  ) -> [HotpotItem] {
    var items: [HotpotItem] = []
    var known: Set<String> = []
    while items.count < count {
      let item = item(for: question(using: &generator), split: split, using: &generator)
      if known.insert(item.id).inserted { items.append(item) }
    }
    return items
  }
}

extension [HotpotItem] {
  /// Every paragraph that comes with an item, each once, in order of first appearance.
  package var corpus: [Paragraph] {
    var known: Set<Paragraph> = []
    return flatMap(\.context).filter { known.insert($0).inserted }
  }
}

extension HotpotQA.Source {
  fileprivate var entityCount: Int { items.corpus.count }
}
