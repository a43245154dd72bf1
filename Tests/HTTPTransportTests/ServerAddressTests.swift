import HTTPTransport
import Testing

@Suite struct ServerAddressTests {
  @Test(arguments: [
    ("http://127.0.0.1:8000", "http://127.0.0.1:8000/v1"),
    ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/v1"),
    ("https://api.example.org/openai/v1//", "https://api.example.org/openai/v1"),
  ])
  func anAddressWithoutAPathGetsTheUsualOne(text: String, base: String) throws {
    #expect(try ServerAddress(text, usualPath: "/v1").base == base)
  }

  @Test(arguments: [
    "", "127.0.0.1:8000", "ftp://host/x", "http://", "http:///v1", "https://h/v1?key=1",
    "http://h/#x", "http://[::", "host",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(throws: TransportError.self) { try ServerAddress(text) }
  }

  @Test func aPasswordInAnAddressIsRefusedAndNotRepeated() throws {
    let error = #expect(throws: TransportError.self) {
      try ServerAddress("https://user:planted-secret@host/v1")
    }
    #expect(try #require(error).description.contains("planted-secret") == false)
  }

  @Test func anOriginIsSchemeHostAndPort() throws {
    #expect(try ServerAddress("https://Host/v1").origin == "https://host:443")
    #expect(try ServerAddress("http://host:80/a").origin == ServerAddress("http://host/b").origin)
    #expect(try ServerAddress("http://[::1]:8000").isLoopback)
    #expect(try ServerAddress("http://localhost").isLoopback)
    #expect(try !ServerAddress("https://example.org").isLoopback)
  }
}
