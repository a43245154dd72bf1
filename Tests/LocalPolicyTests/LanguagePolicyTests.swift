import Foundation
import PolicyConformance
import RLCore
import Testing

@testable import LocalPolicy
@testable import TinyTransformer

@Suite struct `A language model in this process` {
  private let model: SmallLanguageModel
  private let suite: PolicyConformance

  init() throws {
    let model = try SmallLanguageModel()
    self.model = model
    suite = PolicyConformance(opening: "Which way? <action>") { try model.policy() }
  }

  @Test func `samples as is promised`() async throws {
    try await suite.sampling()
  }

  @Test func `learns as is promised`() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-language-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await suite.learning(in: folder)
  }

  @Test func `is told from a model of words by its folder`() async throws {
    let backend = EmbeddedBackend()
    let identity = try await backend.identify(PolicySource(model: model.url.path))
    #expect(identity.wording == .plain)
    #expect(try await backend.makeTrainable(PolicySource(model: model.url.path)) is LanguagePolicy)
    let other = try SmallLanguageModel(template: "{{ messages[0].content }}")
    let otherIdentity = try await backend.identify(PolicySource(model: other.url.path))
    #expect(otherIdentity.digest != identity.digest)
  }

  // MARK: - Words and tokens

  private var text: LanguageText {
    get throws { try LanguageText(LanguageModelFolder(at: model.url)) }
  }

  private func reply(_ text: LanguageText, _ words: String, ended: Bool = true) -> Completion {
    // Byte by byte, which is not how the tokenizer would cut it.
    let tokens = words.utf8.compactMap { text.tokenizer.byteTokens[Int($0)] } + (ended ? [2] : [])
    return Completion(
      text: words, tokens: tokens, logProbabilities: tokens.map { _ in -1 },
      stopReason: ended ? .ended : .length)
  }

  @Test func `messages become one text with the marks of the template`() throws {
    let text = try text
    let conversation = Conversation(
      id: 1, [Segment(.system, "Be brief."), Segment(.world, "Up"), Segment(.world, "or down?")])
    #expect(
      text.tokenizer.decode(try text.tokens(of: conversation), leavingOutSpecial: false)
        == "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nUp\n\nor down?<|im_end|>\n"
        + "<|im_start|>assistant\n")
  }

  @Test(arguments: [true, false])
  func `what was drawn is given back as it was drawn`(ended: Bool) throws {
    let text = try text
    let drawn = reply(text, "going", ended: ended)
    let conversation = Conversation(
      id: 1, [Segment(.world, "a"), Segment(drawn), Segment(.world, "b")])
    let tokens = try text.tokens(of: conversation)
    #expect(
      text.tokenizer.decode(tokens, leavingOutSpecial: false)
        == "<|im_start|>user\na<|im_end|>\n<|im_start|>assistant\ngoing<|im_end|>\n"
        + "<|im_start|>user\nb<|im_end|>\n<|im_start|>assistant\n")
    let trajectory = try #require(try text.trajectories(of: conversation).first)
    #expect(trajectory.written.map { trajectory.tokens[$0] } == drawn.tokens)
    #expect(trajectory.logProbabilities == drawn.logProbabilities)
    #expect(
      Array(trajectory.tokens.prefix(trajectory.written[0]))
        == Array(tokens.prefix(trajectory.written[0])))
  }

  @Test func `history is read and not learnt from`() throws {
    let text = try text
    var conversation = Conversation(
      id: 1, [Segment(.world, "a"), Segment(reply(text, "one"))]
    ).asHistory
    conversation.append([Segment(.world, "b"), Segment(reply(text, "two"))])
    let trajectories = try text.trajectories(of: conversation)
    #expect(trajectories.count == 1)
    #expect(trajectories[0].written.map { trajectories[0].tokens[$0] } == reply(text, "two").tokens)
  }

  @Test func `a template that rewrites a turn makes a sequence of each`() throws {
    let forgetful = try SmallLanguageModel(
      template:
        "{% for m in messages %}{{ m.content if loop.last else m.content | upper }}.{% endfor %}>")
    let text = try LanguageText(LanguageModelFolder(at: forgetful.url))
    let conversation = Conversation(
      id: 1,
      [
        Segment(.world, "a"), Segment(reply(text, "one", ended: false)), Segment(.world, "b"),
        Segment(reply(text, "two", ended: false)),
      ])
    let trajectories = try text.trajectories(of: conversation)
    #expect(
      trajectories.map { text.tokenizer.decode($0.tokens) } == ["a.>one", "A.ONE.b.>two"])
    #expect(trajectories.map(\.written.count) == [3, 3])
  }

  @Test func `a conversation goes on from where it was`() async throws {
    let policy = try model.policy()
    var request = SampleRequest(
      conversation: Conversation(id: 1, [Segment(.world, "Which way?")]), length: .words(2),
      sampling: SamplingParameters(), seed: 3)
    let first = try await policy.sample([request])[0]
    request.conversation.append([Segment(first), Segment(.world, "And then?")])
    let second = try await policy.sample([request])[0]
    await policy.endConversations()
    #expect(try await policy.sample([request])[0] == second)
  }
}
