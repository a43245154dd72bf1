import Basics

extension ExperimentDescription {
  /// What is wrong with the arms taken together; the name of the arm to correct, where it is one.
  package var problems: [(arm: String?, problem: ExperimentProblem)] {
    guard !arms.isEmpty else { return [(nil, .noArms)] }
    var problems: [(arm: String?, problem: ExperimentProblem)] = []
    let names = arms.map(\.name)
    if arm(named: baseline) == nil {
      problems.append(
        (
          nil,
          baseline.isEmpty
            ? .noBaseline(arms: names)
            : .unknownBaseline(
              baseline, arms: names, suggestion: Spelling.nearest(to: baseline, among: names))
        ))
    }
    var byDigest: [String: String] = [:]
    var byFolder: [String: String] = [:]
    for arm in arms {
      if !ExperimentArm.isName(arm.name) { problems.append((arm.name, .armName(arm.name))) }
      var configuration = arm.configuration
      configuration.seed = 0
      if let other = byDigest.updateValue(arm.name, forKey: configuration.digest) {
        problems.append((arm.name, .twins(arm.name, of: other)))
      }
      if let other = byFolder.updateValue(arm.name, forKey: arm.name.lowercased()) {
        problems.append((arm.name, .sameFolder(arm.name, as: other)))
      }
    }
    return problems
  }
}
