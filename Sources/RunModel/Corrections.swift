import Basics

/// What somebody had to say of an answer that a model gave them.
package struct Correction: Sendable, Equatable {
  /// The task that was answered, by the name that logs give it; empty where that is not known.
  package var task: String
  /// What the model was asked, word for word; empty where only the task is known.
  package var prompt: String
  /// What it answered.
  package var answer: String
  /// What should be learnt.
  package var lesson: String

  package init(task: String = "", prompt: String = "", answer: String = "", lesson: String) {
    self.task = task
    self.prompt = prompt
    self.answer = answer
    self.lesson = lesson
  }

  /// The longest lesson, in characters; a reflection is a few sentences.
  private static let longest = 4000

  /// Reads `{"task": …, "prompt": …, "answer": …, "lesson": …}`.
  ///
  /// - Throws: `CorrectionProblem` with the key that is wrong.
  package init(_ document: JSONValue) throws(CorrectionProblem) {
    guard case .object(let members) = document else { throw .noObject }
    self.init(lesson: "")
    for member in members {
      guard case .string(let text) = member.value else { throw .noText(member.name) }
      switch member.name {
      case "task": task = text
      case "prompt": prompt = text
      case "answer": answer = text
      case "lesson": lesson = text
      default: throw .unknown(member.name)
      }
    }
    guard lesson.contains(where: { !$0.isWhitespace }) else { throw .noLesson }
    guard lesson.count <= Self.longest else { throw .tooLong(Self.longest) }
    guard !task.isEmpty || !prompt.isEmpty else { throw .aboutNothing }
  }

  /// The correction as a line of a file.
  package var line: String {
    let members = [("task", task), ("prompt", prompt), ("answer", answer), ("lesson", lesson)]
      .filter { !$0.1.isEmpty }
    return JSONValue.object(members.map { .init(name: $0.0, value: .string($0.1)) }).compactText()
  }
}

/// What is wrong with a correction.
package enum CorrectionProblem: Error, Equatable, CustomStringConvertible {
  case noObject
  case noText(String)
  case unknown(String)
  case noLesson
  case tooLong(Int)
  case aboutNothing

  package var description: String {
    switch self {
    case .noObject: "A correction is an object: {\"task\": …, \"lesson\": …}."
    case .noText(let key): "'\(key)' must be a text."
    case .unknown(let key):
      "There is no key '\(key)' in a correction. Use 'task', 'prompt', 'answer' and 'lesson'."
    case .noLesson: "A correction needs a 'lesson': what should be learnt."
    case .tooLong(let most): "The lesson has more than \(most) characters."
    case .aboutNothing:
      "A correction needs the 'task' or the 'prompt' that it is about, or it is never used."
    }
  }
}

/// The corrections of a file, found by what they are about.
package struct Corrections: Sendable, Equatable {
  package private(set) var all: [Correction] = []
  /// Lines that are no corrections, counted from 1, and why.
  package private(set) var refused: [(line: Int, reason: String)] = []
  private var byTask: [String: [Int]] = [:]
  private var byPrompt: [String: [Int]] = [:]

  package init(_ corrections: [Correction] = []) {
    for correction in corrections { add(correction) }
  }

  /// Reads a file of lines; what is no correction is kept with its reason.
  package init(reading text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard line.contains(where: { !$0.isWhitespace }) else { continue }
      do {
        add(try Correction(try JSONValue(parsing: line.utf8, as: .python)))
      } catch {
        refused.append((index + 1, "\(error)"))
      }
    }
  }

  /// What was said of a task, in the order of the file; first by its name, then by its words.
  package func about(task: String, prompt: String) -> [Correction] {
    (byTask[task] ?? byPrompt[Self.plain(prompt)] ?? []).map { all[$0] }
  }

  private mutating func add(_ correction: Correction) {
    if !correction.task.isEmpty { byTask[correction.task, default: []].append(all.count) }
    if !correction.prompt.isEmpty {
      byPrompt[Self.plain(correction.prompt), default: []].append(all.count)
    }
    all.append(correction)
  }

  /// Words without the spaces between them, which clients and templates change.
  private static func plain(_ prompt: String) -> String {
    prompt.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package static func == (one: Corrections, other: Corrections) -> Bool {
    one.all == other.all && one.refused.elementsEqual(other.refused, by: ==)
  }
}
