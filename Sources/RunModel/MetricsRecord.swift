/// Numbers that a trainer gave names of its own, all of one step.
package struct MetricsRecord: Sendable, Equatable {
  package var step: Int
  /// In the order in which they were written.
  package var values: [Scalar]

  package init(step: Int, values: [Scalar]) {
    self.step = step
    self.values = values
  }
}

/// A number with its name, such as "actor/kl_loss".
package struct Scalar: Sendable, Equatable {
  package var name: String
  /// Not a number where the trainer had none.
  package var value: Double

  package init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// What a log of somebody else's cannot tell, and why.
package struct AbsentFact: Sendable, Equatable {
  package var fact: String
  package var why: String

  package init(_ fact: String, _ why: String) {
    self.fact = fact
    self.why = why
  }

  /// Whether it is about something alone or among others: "reflections and second attempts" is
  /// about reflections, and "truth of reflections" is not.
  func isAbout(_ subject: String) -> Bool {
    fact.split(separator: ", ").flatMap { $0.split(separator: " and ") }
      .contains { $0 == subject }
  }
}

extension RunStart {
  /// Why the log can tell nothing of a subject; `nil` if it can.
  package func why(no subject: String) -> String? {
    absent?.first { $0.isAbout(subject) }?.why
  }
}
