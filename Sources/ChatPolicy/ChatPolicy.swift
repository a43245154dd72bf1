import Basics
import HTTPTransport
import RLCore
import Synchronization

/// A chat server as a policy, which cannot be trained.
///
/// What fails and may go well later is tried again; after some failures in a row it says that the
/// server is out of reach and waits for it, where anybody listens. What it throws nobody can wait
/// for.
package final class ChatPolicy: Policy {
  /// Requests that are ever tried at the same time.
  static let mostAtOnce = 32
  /// Failures of one request, while others are answered, that show that it is the request's fault.
  private static let fewestAlone = 6

  private let server: ChatServer
  private let model: String
  private let options: ChatOptions
  private let gate: RequestGate
  private let firstWait: Double
  private let reach = Reachability()
  private let oddities = Mutex(ServerOddities())
  private let counts = Mutex(ChatUsage())

  init(_ server: ChatServer, model: String, _ options: ChatOptions, firstWait: Double) {
    self.firstWait = firstWait
    self.server = server
    self.model = model
    self.options = options
    gate = RequestGate(
      options.atOnce > 0
        ? ConcurrencySearch(fixedAt: options.atOnce) : ConcurrencySearch(upTo: Self.mostAtOnce))
  }

  package var traits: PolicyTraits {
    var traits = ChatBackend.traits
    if options.atOnce > 0 { traits.capacity = .requests(atOnce: options.atOnce) }
    traits.hasLogProbabilities = oddities.withLock { $0.hasLogProbabilities == true }
    traits.isStreaming = options.stream
    return traits
  }

  package var usage: PolicyUsage {
    let used = counts.withLock { $0 }
    return PolicyUsage(
      replies: used.replies, readTokens: used.promptTokens, writtenTokens: used.replyTokens,
      money: options.prices.cost(read: used.promptTokens, written: used.replyTokens))
  }

  package var prices: TokenPrices { options.prices }

  /// What was asked for so far, and what it came to.
  package var used: ChatUsage {
    var used = counts.withLock { $0 }
    (used.atOnce, used.isSettled) = gate.level
    return used
  }

  package func report(to listener: @escaping @Sendable (PolicyNews) -> Void) {
    reach.report(to: listener)
  }

  package func endConversations() async {}

  package func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    if requests.count == 1 { return [try await complete(requests[0])] }
    return try await withThrowingTaskGroup(of: (Int, Completion).self) { group in
      for (index, request) in requests.enumerated() {
        group.addTask { [self] in (index, try await complete(request)) }
      }
      var completions = [Completion?](repeating: nil, count: requests.count)
      for try await (index, completion) in group { completions[index] = completion }
      return completions.compactMap { $0 }
    }
  }

  /// Says once what people should know of the server.
  func remark(_ words: String) { reach.remark("\(server.address): \(words)") }

  private func complete(_ asked: SampleRequest) async throws -> Completion {
    guard asked.conversation.segments.contains(where: { !$0.text.isEmpty }) else {
      throw ChatProblem.nothingAsked
    }
    var backoff = Backoff(seed: asked.seed, first: firstWait)
    defer { if let episode = asked.episode { reach.writing(episode: episode, nil) } }
    let repliesBefore = reach.replies
    while true {
      let repliesOfNow = reach.replies
      do {
        let reply = try await gate.pass(counting: \.tokenCount) { try await ask(asked) }
        reach.replied()
        counts.withLock { $0.count(reply, to: asked) }
        return reply.completion(of: asked.length)
      } catch {
        let wait = try afterFailure(error, &backoff, from: repliesBefore, to: repliesOfNow)
        try await Task.sleep(for: .seconds(wait))
      }
    }
  }

  /// One request, made otherwise as often as a refusal teaches how.
  private func ask(_ asked: SampleRequest) async throws -> ChatReply {
    while true {
      let oddities = oddities.withLock { $0 }
      var request = ChatRequest(
        asked, model: model, mostTokens: options.replyTokens, foldsSystem: oddities.foldsSystem)
      request.wantsLogProbabilities =
        options.logProbabilities == .auto && oddities.hasLogProbabilities != false
      request.isStreamed =
        options.stream || (options.streamReflections && asked.episode != nil && reach.isHeard)
      if options.tools == .auto { request.tools = asked.tools }
      do {
        let reply = try await follow(request.json(oddities), about: asked.episode)
        for words in self.oddities.withLock({ $0.learn(from: reply, to: request) }) {
          remark(words)
        }
        return reply
      } catch ChatProblem.refused(let status, let words) {
        let lesson = self.oddities.withLock { known -> (String?, Bool) in
          // Another request may have learnt the same meanwhile.
          guard known == oddities else { return (nil, true) }
          let lesson = known.learn(from: status, words, to: request)
          return (lesson, lesson != nil)
        }
        guard lesson.1 else { throw ChatProblem.refused(status: status, words) }
        if let words = lesson.0 { remark(words) }
      }
    }
  }

  /// Makes a request and shows what comes of a reflection while it comes.
  private func follow(_ body: JSONValue, about episode: Int?) async throws -> ChatReply {
    guard let episode, body["stream"] != nil else { return try await server.complete(body) }
    let written = Mutex("")
    return try await server.complete(body) { [reach] words in
      reach.writing(
        episode: episode,
        written.withLock { written in
          written += words
          return written
        })
    }
  }

  /// Seconds to wait before a request is made again.
  ///
  /// - Throws: the error, where waiting is of no use or nobody knows of it.
  private func afterFailure(
    _ error: any Error, _ backoff: inout Backoff, from repliesBefore: Int, to repliesOfNow: Int
  ) throws -> Double {
    guard error.isPassing else { throw error }
    counts.withLock { $0.failures += 1 }
    var least: Double?
    if case ChatProblem.busy(_, _, let seconds) = error { least = seconds }
    let wait = backoff.next(atLeast: least)
    if case ChatProblem.busy = error { gate.holdBack(seconds: wait) }
    guard backoff.failures >= options.failures else { return wait }
    guard reach.isHeard else { throw error }
    if backoff.failures >= Self.fewestAlone, reach.replies - repliesBefore >= Self.fewestAlone,
      error is ChatProblem, least == nil
    {
      throw ChatProblem.keepsFailing(times: backoff.failures, "\(error)")
    }
    reach.lost("\(error)", since: repliesOfNow)
    return wait
  }
}

extension Error {
  /// Whether the same may go well a little later.
  fileprivate var isPassing: Bool {
    switch self {
    case let error as TransportError: error.isPassing
    case let error as ChatProblem: error.isPassing
    default: false
    }
  }
}

/// What was asked of a server, and what it came to.
package struct ChatUsage: Sendable, Equatable {
  /// In English, of most tokenizers.
  private static let lettersPerToken = 4

  package var replies = 0
  /// Tokens that were read; estimated from the letters where the server does not tell.
  package var promptTokens = 0
  package var replyTokens = 0
  /// Requests that failed and were made again.
  package var failures = 0
  /// Requests that may be under way, and whether that was found out already.
  package var atOnce = 1
  package var isSettled = false

  mutating func count(_ reply: ChatReply, to asked: SampleRequest) {
    replies += 1
    promptTokens += reply.promptTokens ?? Self.tokens(of: asked.conversation)
    replyTokens += reply.tokenCount
  }

  /// About how many tokens a conversation has, by its letters.
  private static func tokens(of conversation: Conversation) -> Int {
    conversation.segments.reduce(0) { $0 + $1.text.utf8.count } / lettersPerToken
  }
}
