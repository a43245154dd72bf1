/// What somebody asks of a run that trains.
///
/// Orders travel by a file in the run's folder, so whoever may write there can give them: every
/// dashboard, and a shell.
package enum Order: Sendable, Equatable {
  /// How far a held run goes before it waits again.
  package enum Stride: String, Sendable, CaseIterable {
    case phase
    case step
  }

  case pause
  case resume
  case step(Stride)
  /// Ends the run after the step under way, with a checkpoint.
  case stop
  /// Ends the run at once, without one.
  case abort
  /// Saves a checkpoint after the step under way.
  case checkpoint
  /// How fast it goes from now on; changes nothing of what happens.
  case pace(Pace)
  /// Changes an option from the next training step on; the value as a configuration writes it.
  case set(key: String, value: String)
  /// A remark for the log.
  case note(String)
  /// A person's reflection on an episode that somebody was asked about.
  case reflect(episode: Int, text: String)
  /// To the reflection memory, before the next training step.
  case memory(MemoryOrder)
}

/// An order and who gave it.
package struct SignedOrder: Sendable, Equatable {
  package var order: Order
  package var who: String

  package init(_ order: Order, who: String) {
    self.order = order
    self.who = who
  }
}

/// An order as it lies in a run's file of orders.
package struct GivenOrder: Sendable, Equatable {
  package var signed: SignedOrder
  /// Where its line begins in the file, in bytes: what answers it names this place.
  package var place: Int

  package init(_ signed: SignedOrder, place: Int) {
    self.signed = signed
    self.place = place
  }
}

/// What an engine that trains is doing.
package enum EngineState: String, Sendable, CaseIterable {
  case running
  /// Asked to pause, still finishing the phase that it is at.
  case pausing
  case paused
  /// Runs up to the next phase or step, then waits.
  case stepping
  case stopping
  /// A model cannot be had just now.
  case waiting
}
