import Basics
import Testing

@testable import OutsideWorlds

/// What is said to an OpenEnv server and read of it, without a server.
@Suite struct OpenEnvValueTests {
  private func shape(_ text: String, field: String = "") throws -> ActionShape {
    try ActionShape(AnswerFields(JSONValue(parsing: text.utf8)), field: field)
  }

  @Test func `where one member is asked for, the answer is its value`() throws {
    let text = try shape(#"{"properties":{"message":{"type":"string"}},"required":["message"]}"#)
    #expect(text.action(in: "say 5") == ["message": "say 5"])
    let whole = try shape(#"{"properties":{"guess":{"type":"integer"}},"required":["guess"]}"#)
    #expect(whole.action(in: "not 3 but -12.") == ["guess": -12])
    #expect(whole.action(in: "no number") == nil)
    let flag = try shape(#"{"properties":{"go":{"type":"boolean"}},"required":["go"]}"#)
    #expect(flag.action(in: "I think: True!") == ["go": true])
  }

  private static let several =
    #"{"properties":{"x":{"type":"integer"},"y":{"type":"integer"},"note":{"type":"string"}},"#
    + #""required":["x","y"]}"#

  @Test func `where several are, they are written as an object`() throws {
    let shape = try shape(Self.several)
    #expect(shape.forms == [#"{"x": …, "y": …}"#])
    #expect(shape.action(in: #"I go {"x": 1, "y": 2}."#) == ["x": 1, "y": 2])
    #expect(shape.action(in: "left") == nil && shape.action(in: "} {") == nil)
    #expect(try self.shape(Self.several, field: "note").action(in: "hm") == ["note": "hm"])
    #expect(throws: AnswerProblem.self) { try self.shape(Self.several, field: "z") }
  }

  @Test func `an observation is told with the names of its members where it has several`() throws {
    let observation: JSONValue = ["text": "a\u{1B}b", "left": 3, "more": nil, "list": [1, "x"]]
    #expect(
      try ObservationText(shown: []).words(of: observation)
        == "text: a\u{FFFD}b\nleft: 3\nlist: [1,\"x\"]")
    #expect(try ObservationText(shown: ["text"]).words(of: observation) == "a\u{FFFD}b")
    #expect(throws: AnswerProblem.self) {
      try ObservationText(shown: []).words(of: .string(String(repeating: "x", count: 30_000)))
    }
  }

  @Test(arguments: [0, 1, 125, 126, 65_535, 65_536])
  func `a frame says how long it is, and is masked`(length: Int) throws {
    let payload = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    let bytes = WebSocketFrame(kind: .text, payload: payload).bytes(mask: [1, 2, 3, 4])
    let short = Int(bytes[1] & 0x7F)
    let more = short == 126 ? 2 : short == 127 ? 8 : 0
    #expect(bytes[0] == 0x81 && bytes[1] & 0x80 != 0)
    let said = more == 0 ? short : bytes[2..<(2 + more)].reduce(0) { $0 << 8 | Int($1) }
    #expect(said == length)
    let body = Array(bytes[(2 + more + 4)...])
    #expect(body.enumerated().map { $1 ^ UInt8(1 + $0 & 3) } == payload)
  }

  @Test func `what no server may send is no frame`() {
    #expect(WebSocketHead(0x81, 0x05)?.length == 5)
    #expect(WebSocketHead(0x81, 0x85) == nil, "masked")
    #expect(WebSocketHead(0xC1, 0x05) == nil, "compressed, which nobody asked for")
    #expect(WebSocketHead(0x83, 0x05) == nil, "of no kind")
  }

  @Test(arguments: [
    ("localhost:8000", "localhost", 8000, ""), ("http://a.b/c/", "a.b", 80, "/c"),
    ("ws://[::1]:9", "::1", 9, ""),
  ])
  func `an address is a host, with what else it has`(
    text: String, host: String, port: Int, base: String
  ) throws {
    let address = try ServerAddress(text)
    #expect(address.host == host && address.port == port && address.base == base)
  }

  @Test(arguments: ["", "https://a.b", "http://", "ftp://x", "http://a:0", "a:99999999"])
  func `what cannot be spoken to is refused`(text: String) {
    #expect(throws: WorldFault.self) { try ServerAddress(text) }
  }
}
