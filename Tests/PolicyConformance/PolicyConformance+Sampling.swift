import RLCore
import Testing

extension PolicyConformance {
  /// What is promised of sampling.
  ///
  /// - Throws: what the policy throws, and what a broken promise makes of a requirement.
  package func sampling() async throws {
    try await answersCountAndOrder()
    try await theCompanyDoesNotMatter()
    try await lengthsAreKept()
    try await probabilitiesAreThoseOfTheTokens()
    try await aConversationGoesOnWhereItWas()
    try await greedyTakesTheLikeliest()
    try await endedConversationsCanBeginAgain()
  }

  /// One answer a request, in their order: each is the one that its seed gives alone.
  private func answersCountAndOrder() async throws {
    let requests = (0..<9).map { request($0, words: 1 + $0 % 3) }
    let policy = try await make()
    let together = try await answers(requests, by: policy)
    #expect(together.count == requests.count)
    guard policy.traits.isDeterministic else { return }
    for (request, answer) in zip(requests, together) {
      let alone = try await self.answer(request, by: make())
      #expect(alone == answer)
    }
    #expect(Set(together.map(\.text)).count > 1, "other seeds give other answers")
    let none = try await answers([], by: policy)
    #expect(none.isEmpty)
  }

  /// To the bit: alone, among others, and in any order.
  private func theCompanyDoesNotMatter() async throws {
    let wanted = request(100)
    guard try await make().traits.isDeterministic else { return }
    let alone = try await answer(wanted, by: make())
    let others = (0..<12).map { request($0, words: 5) }
    let among = try await answers(others + [wanted], by: make()).last
    let first = try await answers([wanted] + others, by: make()).first
    #expect(among == alone)
    #expect(first == alone)
  }

  private func lengthsAreKept() async throws {
    let policy = try await make()
    for (id, length) in [ReplyLength.word, .words(4), .text(upTo: 6), .line].enumerated() {
      var request = request(id)
      request.length = length
      let answer = try await answer(request, by: policy)
      let words = answer.text.split(separator: " ").count
      switch length {
      case .words(let most): #expect(words <= most)
      // About so many.
      case .text(let most): #expect(words <= 2 * most)
      case .line: #expect(!answer.text.contains("\n"))
      }
      #expect(answer.tokenCount > 0 || answer.stopReason == .ended)
    }
  }

  private func probabilitiesAreThoseOfTheTokens() async throws {
    let policy = try await make()
    guard policy.traits.hasLogProbabilities else { return }
    for answer in try await answers((0..<5).map { request($0) }, by: policy) {
      #expect(answer.pieces.count == answer.logProbabilities.count)
      // Not every server tells its tokens; whoever learns must.
      if !answer.tokens.isEmpty || policy is any TrainablePolicy {
        #expect(answer.tokens.count == answer.logProbabilities.count)
        #expect(answer.tokenCount == answer.tokens.count)
      }
      #expect(answer.logProbabilities.allSatisfy { $0 <= 0 && $0.isFinite })
      // By scalars, because a piece may begin with a mark that belongs to the blank before it.
      let written = answer.pieces.joined(separator: " ").unicodeScalars.filter { $0 != " " }
      #expect(written.elementsEqual(answer.text.unicodeScalars.filter { $0 != " " }))
    }
  }

  /// Continued turn by turn it is the same as read whole, within what floats forgive.
  private func aConversationGoesOnWhereItWas() async throws {
    let policy = try await make()
    let first = request(1)
    var next = first
    next.seed = 8
    next.conversation.append([
      Segment(try await answer(first, by: policy)), Segment(.world, opening),
    ])
    let continued = try await answer(next, by: policy)
    let fresh = try await answer(next, by: make())
    guard policy.traits.isDeterministic else { return }
    #expect(continued.text == fresh.text)
    for (left, right) in zip(continued.logProbabilities, fresh.logProbabilities) {
      #expect(abs(left - right) < 1e-4)
    }
    // Another beginning under the same name is another conversation.
    var other = request(1, seed: 8)
    other.conversation = Conversation(id: 1, [Segment(.world, opening + " " + opening)])
    let rewritten = try await answer(other, by: policy)
    let anew = try await answer(other, by: make())
    #expect(rewritten.text == anew.text)
  }

  private func greedyTakesTheLikeliest() async throws {
    let policy = try await make()
    let greedy = (0..<4).map { request($0, words: 4, temperature: 0) }
    let texts = Set(try await answers(greedy, by: policy).map(\.text))
    if policy.traits.isDeterministic { #expect(texts.count == 1, "no seed matters") }
  }

  private func endedConversationsCanBeginAgain() async throws {
    let policy = try await make()
    let before = try await answer(request(3), by: policy)
    await policy.endConversations()
    let after = try await answer(request(3), by: policy)
    if policy.traits.isDeterministic { #expect(before == after) }
  }
}
