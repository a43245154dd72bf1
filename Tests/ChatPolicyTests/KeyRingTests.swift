import Foundation
import HTTPTransport
import Testing

@testable import ChatPolicy

@Suite struct KeyRingTests {
  private let secret = "planted-sk-0123456789"
  private let openAI: ServerAddress
  private let other: ServerAddress

  init() throws {
    openAI = try ServerAddress("https://api.openai.com/v1")
    other = try ServerAddress("https://other.example/v1")
  }

  private func options(variable: String = "", file: String = "") -> ChatOptions {
    var options = ChatOptions()
    options.keyVariable = variable
    options.keyFile = file
    return options
  }

  /// A file of keys with a mode.
  private func file(_ text: String, mode: Int = 0o600) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID())").path
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
    try #require(
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: attributes))
    return path
  }

  @Test func theUsualVariableIsForItsOwnHostOnly() throws {
    let ring = KeyRing(environment: ["OPENAI_API_KEY": secret])
    let key = try #require(try ring.key(for: openAI, options()))
    #expect(key.headers(for: openAI) == ["Authorization": "Bearer \(secret)"])
    #expect(key.headers(for: other).isEmpty)
    #expect(try ring.key(for: other, options()) == nil)
  }

  @Test func aVariableThatIsNamedMustBeThere() throws {
    let ring = KeyRing(environment: ["MINE": secret, "EMPTY": ""])
    #expect(try ring.key(for: other, options(variable: "MINE")) != nil)
    #expect(throws: KeyProblem.noVariable("EMPTY")) {
      try ring.key(for: other, options(variable: "EMPTY"))
    }
  }

  @Test func aFileGivesEachHostItsOwnKey() throws {
    let path = try file("# keys\nother.example \(secret)\nsecond.example another-key\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ring = KeyRing(environment: [:])
    let key = try #require(try ring.key(for: other, options(file: path)))
    #expect(key.headers(for: other) == ["Authorization": "Bearer \(secret)"])
    #expect(throws: KeyProblem.noKey(file: path, host: "api.openai.com")) {
      try ring.key(for: openAI, options(file: path))
    }
  }

  @Test func aFileThatOthersCanReadIsRefused() throws {
    let path = try file("other.example \(secret)", mode: 0o644)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(throws: KeyProblem.notPrivate(path, mode: 0o644)) {
      try KeyRing(environment: [:]).key(for: other, options(file: path))
    }
  }

  @Test func noProblemRepeatsWhatStandsInAFile() throws {
    let path = try file("other.example \(secret) and more\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: KeyProblem.badLine(path, line: 1)) {
      try KeyRing(environment: [:]).key(for: other, options(file: path))
    }
    #expect(try #require(error).description.contains(secret) == false)
  }

  @Test func aKeyIsNotSentInTheClear() throws {
    let ring = KeyRing(environment: ["MINE": secret])
    let far = try ServerAddress("http://other.example/v1")
    #expect(throws: KeyProblem.notEncrypted("other.example")) {
      try ring.key(for: far, options(variable: "MINE"))
    }
    let near = try ServerAddress("http://127.0.0.1:8000/v1")
    #expect(try ring.key(for: near, options(variable: "MINE")) != nil)
  }

  @Test func aKeyIsNowhereInWhatIsPrinted() throws {
    let ring = KeyRing(environment: ["MINE": secret])
    let key = try #require(try ring.key(for: other, options(variable: "MINE")))
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped, "\(Optional(key) as Any)"] {
      #expect(!text.contains(secret))
    }
    #expect(key.takenOut(of: "Bad key \(secret)!") == "Bad key (the key)!")
  }

  @Test(arguments: ["two words", "line\nbreak", "näh", ""])
  func whatCannotBeAKeyIsRefused(text: String) {
    #expect(throws: KeyProblem.self) { try APIKey(text, host: "h", origin: "a test") }
  }
}
