import HTTPTransport
import Testing

@testable import ChatPolicy

/// What a server repeats of what it was sent.
@Suite struct `Repeated secrets` {
  private static let secret = "planted-sk-0123456789"

  private func filter(_ secret: String = Self.secret) throws -> SecretFilter {
    let address = try ServerAddress("https://other.example/v1")
    return SecretFilter(
      key: try APIKey(secret, host: "other.example", origin: "a test"),
      headers: try HeaderVariables(
        "X-Team=TEAM", for: address, environment: ["TEAM": "a team with a long name"]))
  }

  @Test(arguments: 1...24)
  func `are not shown, however they are cut into pieces`(size: Int) throws {
    let text = "Well: planted-sk-\(Self.secret), planted by a team with a long name. planted-sk"
    var filter = try filter()
    var shown = ""
    var rest = text[...]
    while !rest.isEmpty {
      shown += filter.take(String(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    #expect(!shown.contains("0123456789") && !shown.contains("long name"))
    #expect(shown.hasPrefix("Well: planted-sk-(the key), planted by (a header). "))
  }

  @Test func `are taken out of replies, with marks on them and as JSON writes them`() throws {
    let filter = try filter("planted/\"sk\\0123456789")
    for text in [
      "planted/\"sk\\0123456789", "planted/\"sk\\0123456789\u{301}", "planted/\\\"sk\\\\0123456789",
      "planted\\/\\\"sk\\\\0123456789",
    ] {
      #expect(!Array(filter.clean("Bearer \(text)!").utf8).contains(UInt8(ascii: "9")), "\(text)")
    }
    var reply = ChatReply()
    reply.text = "the key is planted/\"sk\\0123456789"
    reply.pieces = [.init(text: "the key is planted", logProbability: -1)]
    #expect(reply.without(filter).text == "the key is (the key)")
    #expect(reply.without(filter).pieces.isEmpty)
  }

  @Test func `that are words like any other stay in what models say`() throws {
    #expect(try filter("EMPTY").clean("The room is EMPTY.") == "The room is EMPTY.")
  }
}
