import Synchronization

/// The last answer that was worked out, kept with its question.
///
/// Also whoever may not change the state finds it and leaves one: a list that asks the same for
/// each of its rows has it worked out once. Copies of a state share it, so a question names
/// everything that its answer depends on.
package final class Memo<Question: Equatable & Sendable, Answer: Sendable>: Sendable {
  private let kept = Mutex<(question: Question, answer: Answer)?>(nil)

  package init() {}

  /// What was asked last.
  package var last: (question: Question, answer: Answer)? { kept.withLock { $0 } }

  package func answer(to question: Question, _ work: () -> Answer) -> Answer {
    if let last, last.question == question { return last.answer }
    let answer = work()
    kept.withLock { $0 = (question, answer) }
    return answer
  }
}
