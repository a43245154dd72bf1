import Dashboard
import Foundation
import RLCore
import RunLog
import RunModel
import Synchronization

/// Asks a run's world what it makes of a text, while somebody types it.
///
/// Worlds may read files first, so it is done beside the thread that reads keys; of many texts that
/// are asked about in a row only the last one is read.
final class ReflectionReader: Sendable {
  fileprivate struct Question: Sendable {
    var text: String
    /// The place of the episode's prompt among the training tasks.
    var index: Int
    /// Of the attempt that is reflected on.
    var turns: [Turn]
  }

  private struct State {
    var asked: Question?
    var isReading = false
    var answer: Understanding?
  }

  private let state = Mutex(State())
  private let world: World
  private let wake: @Sendable () -> Void

  /// - Parameters:
  ///   - configuration: of the run.
  ///   - folder: of the run, where it has one.
  ///   - wake: is told that there is an answer, on another thread.
  init(
    _ configuration: RunConfiguration, in folder: String? = nil,
    wake: @escaping @Sendable () -> Void
  ) {
    world = World(configuration, in: folder)
    self.wake = wake
  }

  /// - Parameters:
  ///   - text: what was typed so far.
  ///   - group: the prompt of the episode, counted from 1.
  ///   - turns: of its first attempt, which tell what happened.
  func ask(_ text: String, group: Int, after turns: [Turn] = []) {
    let isIdle = state.withLock { state in
      state.asked = Question(text: text, index: group - 1, turns: turns)
      defer { state.isReading = true }
      return !state.isReading
    }
    if isIdle { Task.detached { await self.read() } }
  }

  func take() -> Understanding? {
    state.withLock { state in
      defer { state.answer = nil }
      return state.answer
    }
  }

  private func read() async {
    while let question = next() {
      // A world that cannot be made is one that nothing can be said of.
      guard let answer = try? await world.read(question) else { continue }
      state.withLock { $0.answer = answer }
      wake()
    }
  }

  private func next() -> Question? {
    state.withLock { state in
      defer { state.asked = nil }
      if state.asked == nil { state.isReading = false }
      return state.asked
    }
  }
}

/// A world that is made when it is asked first.
private actor World {
  private let configuration: RunConfiguration
  private let folder: String?
  private var environment: (any Environment)?

  init(_ configuration: RunConfiguration, in folder: String?) {
    self.configuration = configuration
    self.folder = folder
  }

  func read(_ question: ReflectionReader.Question) async throws -> Understanding {
    let text = question.text
    let environment = try await made()
    let task = try await environment.task(
      at: max(0, question.index), in: .training, seed: configuration.seedBits)
    let parsed = task.parse(reflection: text)
    // Where any words are taken as they are, there are no forms to keep to.
    let isFree = task.parse(reflection: "any words at all").isWellFormed
    let claims = task.claims(in: text, after: question.turns)
    func words(_ isMeant: (Claim) -> Bool) -> [String] {
      claims.filter(isMeant).map { $0.words(in: text) }
    }
    return Understanding(
      text: text, advice: parsed.advice, isWellFormed: parsed.isWellFormed,
      forms: isFree ? [] : task.reflectionForms,
      unread: isFree || parsed.advice.isEmpty
        ? []
        : Self.unread(Self.sentences(text)) { task.parse(reflection: $0).advice },
      leaks: words { $0.leak?.isRoute == true },
      // What the marks of a finished reflection count as false, and no other.
      untrue: words { $0.verdict == .wrong && !$0.isGuess && $0.kind != .leak })
  }

  /// What of sentences says nothing to the world: whole ones, and parts of others without which
  /// they would say the same.
  private static func unread(_ sentences: [String], advice: (String) -> String) -> [String] {
    sentences.flatMap { sentence -> [String] in
      let all = advice(sentence)
      guard !all.isEmpty else { return [sentence] }
      let parts = sentence.replacing(" and ", with: ", ").split(separator: ", ").map(String.init)
      guard parts.count > 1 else { return [] }
      return parts.indices.filter { place in
        var rest = parts
        rest.remove(at: place)
        return parts[place].contains(" ") && advice(rest.joined(separator: ", ")) == all
      }.map { parts[$0] }
    }
  }

  /// Sentences and lines, with their marks.
  private static func sentences(_ text: String) -> [String] {
    var sentences = [""]
    var mayEnd = false
    for character in text {
      if character.isNewline || (mayEnd && character.isWhitespace) {
        sentences.append("")
      } else {
        sentences[sentences.count - 1].append(character)
      }
      mayEnd = ".!?;".contains(character)
    }
    return sentences.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private func made() async throws -> any Environment {
    if let environment { return environment }
    // The run may be anybody's, and typing asks no server and reads no file that it names.
    try NamedPlaces.check(configuration, from: "the run", in: folder, NamedPlaces.Word())
    let request = PartsRequest(configuration)
    let made = try await request.makeEnvironment(
      for: try await request.identifyModel(), indexFolder: NSTemporaryDirectory())
    environment = made
    return made
  }
}
