import Foundation
import RunLog
import RunModel
import Testing

struct EpisodeJSONTests {
  /// The episode as any reader of JSON has it.
  private struct Document: Decodable {
    struct Attempt: Decodable {
      let attempt: String
      let task: String
      let turns: [[String: JSON]]
    }

    struct Reflection: Decodable {
      let id: Int
      let text: String
    }

    let run: String
    let episode: Int
    let attempts: [Attempt]
    let reflection: Reflection?
  }

  /// A value that is only passed over.
  private struct JSON: Decodable {
    init(from decoder: any Decoder) {}
  }

  private func document(_ texts: EpisodeTexts, run: String) throws -> Document {
    try JSONDecoder().decode(Document.self, from: Data(EpisodeJSON.text(texts, run: run).utf8))
  }

  /// Texts and numbers that are hard to write down.
  @Test func `an episode is one object that any reader of JSON takes`() throws {
    var events = RandomEvents(seed: 1)
    var episodes = 0
    while episodes < 200 {
      var texts = EpisodeTexts()
      for _ in 0..<12 { texts.apply(events.next().event) }
      guard texts.first != nil else { continue }
      episodes += 1
      let document = try document(texts, run: "a \"b\"\u{1B}[2J")
      let attempts = [texts.first, texts.second].compactMap { $0 }
      #expect(document.run == "a \"b\"\u{1B}[2J")
      #expect(document.episode == texts.first?.episode)
      #expect(document.attempts.map(\.attempt) == attempts.map(\.attempt.rawValue))
      #expect(document.attempts.map(\.task) == attempts.map(\.task))
      #expect(document.attempts.map(\.turns.count) == attempts.map(\.turns.count))
      #expect(document.reflection?.id == texts.reflection?.id)
      #expect(document.reflection?.text == texts.reflection?.text)
    }
  }
}
