import RLCore
import RunLog
import RunModel

/// Whether a run can go on here as it would have where it began.
struct ResumeCheck {
  let beginning: LogBeginning
  /// Whether there is a checkpoint to go on from; without one all is written again.
  let hasCheckpoint: Bool
  /// Whether another build of the program may go on.
  let takesAnyBuild: Bool

  init(_ run: RunDirectory, takesAnyBuild: Bool) throws {
    beginning = try run.beginning()
    hasCheckpoint = try !run.checkpointFolders().isEmpty
    self.takesAnyBuild = takesAnyBuild
  }

  /// - Throws: `ResumeProblem` that says what has changed since the run began; a run that did not
  ///   write a fact down is not held to it.
  func check(
    model: ModelIdentity, wording: String, reflector: ModelIdentity? = nil
  ) throws {
    guard case .start(let start) = beginning else {
      if beginning == .unreadable, hasCheckpoint, !takesAnyBuild {
        throw ResumeProblem.unknownBeginning
      }
      return
    }
    if let then = start.modelDigest, then != model.digest {
      throw ResumeProblem.anotherModel(model.name)
    }
    if let then = start.reflectorDigest, let reflector, then != reflector.digest {
      throw ResumeProblem.anotherReflector(reflector.name)
    }
    if let then = start.wording, then != wording {
      throw ResumeProblem.anotherWording(then: then, now: wording)
    }
    if let then = start.build, then != ProgramBuild.identity, !takesAnyBuild {
      throw ResumeProblem.anotherBuild
    }
  }
}

/// Why a run cannot go on exactly.
enum ResumeProblem: Error, Equatable, CustomStringConvertible {
  case anotherModel(String)
  case anotherReflector(String)
  case anotherWording(then: String, now: String)
  case anotherBuild
  case unknownBeginning

  var description: String {
    switch self {
    case .anotherModel(let name):
      "The model '\(name)' has changed since the run began with it, so its weights of then cannot "
        + "be had. Name the old one in policy.model, or begin another run."
    case .anotherReflector(let name):
      "The model '\(name)', which reflects, has changed since the run began with it. Name the old "
        + "one in reflector.model, or begin another run."
    case .anotherWording(let then, let now):
      "The world spoke in the wording '\(then)' when the run began, and speaks in '\(now)' now, "
        + "which its model did not learn from. Begin another run."
    case .anotherBuild:
      "The run was made by another build of kolb, and this one may not go on to the bit as that "
        + "would have. To go on all the same, add --any-build."
    case .unknownBeginning:
      "The first line of the run's log cannot be read, so it is not known with which model, words "
        + "and build of kolb it began. To go on all the same, add --any-build."
    }
  }
}
