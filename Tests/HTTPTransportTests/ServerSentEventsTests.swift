import HTTPTransport
import Testing

@Suite struct ServerSentEventsTests {
  private func events(_ pieces: [[UInt8]]) throws -> [String] {
    var reader = ServerSentEvents()
    var events: [String] = []
    for piece in pieces { events += try reader.take(piece) }
    if let last = reader.end() { events.append(last) }
    return events
  }

  private static let stream = """
    \u{FEFF}: a comment\r
    event: message\r
    data: {"text":"é 🙂"}\r
    \r
    data:two\rdata: lines\r\rid: 3
    retry: 10

    data
    data: behind an empty line

    data: [DONE]


    """

  private static let expected = [
    "{\"text\":\"é 🙂\"}", "two\nlines", "\nbehind an empty line", "[DONE]",
  ]

  @Test func aWholeStreamIsTakenApart() throws {
    #expect(try events([Array(Self.stream.utf8)]) == Self.expected)
  }

  @Test func itDoesNotMatterWhereTheLineCutsAStream() throws {
    let bytes = Array(Self.stream.utf8)
    for cut in 0...bytes.count {
      let pieces = [Array(bytes[..<cut]), Array(bytes[cut...])]
      #expect(try events(pieces) == Self.expected, "cut at \(cut)")
    }
    #expect(try events(bytes.map { [$0] }) == Self.expected)
  }

  @Test func aStreamThatEndsEarlyGivesWhatWasWholeAndTheRestOfIt() throws {
    let bytes = Array("data: one\n\ndata: two".utf8)
    #expect(try events([bytes]) == ["one", "two"])
    #expect(try events([bytes + [10]]) == ["one", "two"])
    #expect(try events([Array("data: one\n\nda".utf8)]) == ["one"])
  }

  @Test func aLineWithoutEndIsGivenUp() {
    var reader = ServerSentEvents()
    let piece = [UInt8](repeating: 65, count: 1 << 19)
    #expect(throws: TransportError.tooLarge(1 << 20)) {
      for _ in 0..<3 { _ = try reader.take(piece) }
    }
  }
}
