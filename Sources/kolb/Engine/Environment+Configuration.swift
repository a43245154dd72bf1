import Environments
import RLCore
import RunModel

extension RunConfiguration {
  /// The environment that the configuration asks for.
  ///
  /// - Parameter folder: where search indexes of files are kept.
  /// - Returns: the environment, with its files read.
  /// - Throws: an error of the environment that names the option to change.
  func makeEnvironment(keepingIndexesIn folder: String) throws -> any Environment {
    switch environment {
    case "frozenlake": return try FrozenLake(options: FrozenLake.Options(frozenLake))
    case "sokoban": return try Sokoban(options: Sokoban.Options(sokoban))
    case "hotpotqa":
      return try HotpotQA(options: HotpotQA.Options(hotpotQA, keepingIndexesIn: folder))
    default:
      throw EngineError.unknownEnvironment(
        environment, known: EnvironmentCatalog.shipped.entries.map(\.name))
    }
  }

  /// One line on the readings that matter.
  var summary: String {
    guard algorithm == .erl else { return "first attempts only · \(rlvr.groupSize) a prompt" }
    let reflector =
      switch erl.reflector {
      case .own: "self-reflection"
      case .frozen: "frozen reflector"
      case .oracle: "oracle reflector"
      case .none: "raw history"
      case .placebo: "reflections of other tasks"
      case .blind: "blind retry"
      case .human: "a person reflects"
      case .external:
        "reflections by \(self.reflector.model.isEmpty ? policy.model : self.reflector.model)"
      }
    let memory =
      switch erl.memory {
      case .slot: "slot memory"
      case .bank(let size): "bank of \(size)"
      case .perWorker: "memory per worker"
      case .none: "no memory"
      }
    var parts = [reflector, memory, erl.gate ? "gate < \(erl.threshold.formatted())" : "no gate"]
    if erl.distillation == .off { parts.append("no distillation") }
    return parts.joined(separator: " · ")
  }
}

extension Double {
  /// Without a fraction where there is none.
  fileprivate func formatted() -> String {
    self == rounded() && magnitude < 1e9 ? String(Int(self)) : String(self)
  }
}

extension FrozenLake.Options {
  init(_ options: FrozenLakeOptions) {
    self.init()
    sizeMinimum = options.sizeMinimum
    sizeMaximum = options.sizeMaximum
    frozenMinimum = options.frozenMinimum
    frozenMaximum = options.frozenMaximum
    distanceMinimum = options.distanceMinimum
    distanceMaximum = options.distanceMaximum
    letters = options.letters
    budget = options.budget
    slippery = options.slippery
    isToldRules = options.rules == .told
    isRewardShaped = options.reward == .shaped
    tasks = options.tasks
  }
}

extension Sokoban.Options {
  init(_ options: SokobanOptions) {
    self.init()
    sizeMinimum = options.sizeMinimum
    sizeMaximum = options.sizeMaximum
    movesMinimum = options.movesMinimum
    movesMaximum = options.movesMaximum
    marks = options.marks
    budget = options.budget
    tasks = options.tasks
  }
}

extension HotpotQA.Options {
  init(_ options: HotpotQAOptions, keepingIndexesIn folder: String) {
    self.init()
    tasks = options.tasks
    corpus = options.corpus
    topK = options.topK
    snippetLength = options.snippetLength
    budget = options.budget
    relations = options.relations
    index = folder
  }
}
