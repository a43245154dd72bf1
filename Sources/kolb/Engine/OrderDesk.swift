import ConfigurationFiles
import ERLTraining
import Foundation
import RLCore
import RunLog
import RunModel

/// Carries out the orders that are given to a run, and writes down that it did.
struct OrderDesk: Sendable {
  let control: TrainingControl
  let journal: LogJournal
  let run: RunDirectory
  /// What the run was asked to do.
  let configuration: RunConfiguration
  let person: HumanReflector

  func obey(_ given: GivenOrder) {
    let who = given.signed.who
    let note = { (action: ControlAction, who: String) in
      self.note(action, by: who, order: given.place)
    }
    switch given.signed.order {
    case .pause:
      control.pause()
      note(.pause, who)
    case .resume:
      note(.resume, who)
      control.resume()
    case .step(let stride):
      note(.step(stride), who)
      control.step(stride == .phase ? .onePhase : .restOfStep)
    case .stop:
      // Whoever stops the run does not wait for somebody's reflection.
      control.stop(by: who)
      person.giveUp()
    case .abort: abort(who)
    case .checkpoint:
      note(.checkpoint, who)
      control.saveCheckpoint()
    // Nothing of what happens depends on it, so the log has no word of it.
    case .pace(let pace): control.set(pace)
    case .set(let key, let value):
      do {
        try set(key, to: value, who, order: given.place)
      } catch {
        note(.refused("\(error)"), who)
      }
    case .note(let text): note(.note(text), who)
    case .reflect(let episode, let text):
      if let problem = reflect(on: episode, text) { note(.refused(problem), who) }
    case .memory(let order): control.add(.memory(order, who: who, order: given.place))
    }
  }

  /// Says in the log that lines were written which are no orders.
  func refuse(_ refused: [OrderBatch.Refusal]) {
    guard let first = refused.first else { return }
    let count = refused.count == 1 ? "a line" : "\(refused.count) lines"
    note(
      .refused(
        "\(count) in the file of orders, the first line \(first.line): \(first.problem)"),
      by: "the engine")
  }

  private func set(_ key: String, to value: String, _ who: String, order: Int) throws {
    let change = try LiveChange(
      key: key, value: value, who: who, order: order, in: configuration)
    if key == RunConfiguration.totalKey { try take(total: change.value) }
    control.add(.set(change))
  }

  /// Keeps how many steps the run is to have, for whoever resumes it.
  private func take(total: OptionValue) throws {
    guard case .integer(let steps) = total, steps > journal.lastStep else {
      throw LiveChangeError.stepsDone(journal.lastStep)
    }
    try run.write(total: steps)
  }

  /// Hands in a person's reflection; returns why it is not taken, if it is not.
  private func reflect(on episode: Int, _ text: String) -> String? {
    guard text.contains(where: { !$0.isWhitespace }) else {
      return "a reflection on episode \(episode) needs some words"
    }
    return person.take(text, about: episode)
      ? nil : "nobody is asked about episode \(episode) any more"
  }

  /// Ends the program at once, in the middle of whatever it does.
  private func abort(_ who: String) -> Never {
    // Nobody waits for what would stand before it.
    journal.discardHeld()
    note(.abort, by: who)
    // Without the handlers of `exit`, which would take apart what other threads still use.
    _exit(ExitStatus.failed)
  }

  private func note(_ action: ControlAction, by who: String, order: Int? = nil) {
    // Where the log cannot be written, training ends with the reason.
    try? journal.record(
      .control(ControlRecord(step: journal.lastStep, action: action, who: who, order: order)))
  }
}

/// Why an option is not changed while a run goes on.
enum LiveChangeError: Error, CustomStringConvertible {
  case fixed(String)
  case noReflector(String)
  case stepsDone(Int)

  var description: String {
    switch self {
    case .fixed(let key):
      "'\(key)' cannot change while the run goes on; begin another with --set \(key)=…"
    case .stepsDone(let step):
      "the run is past step \(step) already, so 'steps' must be more than that"
    case .noReflector(let name):
      "'erl.reflector' can be \"\(name)\" only in a run that began with it."
    }
  }
}

extension LiveChange {
  /// Reads a change of a run's option.
  ///
  /// - Throws: `ConfigurationError` or `LiveChangeError` that says why it cannot be.
  init(
    key: String, value: String, who: String, order: Int? = nil, in configuration: RunConfiguration
  ) throws {
    var trial = configuration
    try trial.apply(setting: "\(key)=\(value)")
    let option = try configuration.schema.option(named: key)
    guard option.isChangeable else { throw LiveChangeError.fixed(key) }
    let reflector = trial.erl.reflector
    if [.frozen, .external].contains(reflector), configuration.erl.reflector != reflector {
      throw LiveChangeError.noReflector(reflector.rawValue)
    }
    self.init(key: key, value: option.value(in: trial), who: who, order: order)
  }
}
