import RLCore

/// A task whose hidden truth is known, so that what is said about it can be judged.
package protocol TaskWithTruth: EnvironmentTask {
  /// What is true of the task, against which the claims of a text are held.
  var hiddenTruth: TaskTruth { get }
}

extension TaskWithTruth {
  package var factCount: Int? { hiddenTruth.symbolCount }

  package func claims(in text: String, after turns: [Turn]) -> [Claim] {
    ClaimReader(hiddenTruth, after: turns).claims(in: text)
  }
}
