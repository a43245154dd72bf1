import Foundation
import RunLog
import RunModel
import Testing

/// Logs that earlier versions wrote.
///
/// They are never made again: what they hold must stay readable.
@Suite struct `Old logs` {
  @Test(arguments: ["every-kind", "endings"])
  func `open, and fold to what they folded to`(name: String) throws {
    let state = try Self.fold(Self.log(name))
    let account = try String(decoding: Self.bytes(Self.folder + "/\(name).txt"), as: UTF8.self)
    let lines = StateAccount.of(state).split(separator: "\n")
    let expected = account.split(separator: "\n")
    for (line, old) in zip(lines, expected) { #expect(line == old) }
    #expect(lines.count == expected.count && expected.count > 20)
  }

  @Test(arguments: ["every-kind", "endings"])
  func `are written again to the byte`(name: String) throws {
    #expect(try Self.changed(Self.log(name)) == [])
  }

  /// The beginnings of runs from when reflections were rulebooks of two words a letter.
  @Test(arguments: ["frozenlake-erl", "frozenlake-rlvr", "sokoban-erl", "hotpotqa-erl"])
  func `from before the worlds spoke in sentences open, and are written again`(
    name: String
  ) throws {
    let log = Self.log("rulebooks/\(name)")
    let state = try Self.fold(log)
    #expect(state.unknownEvents == 0 && state.episodes.records.count > 20)
    let written = state.episodes.records.compactMap(\.reflection)
    #expect(written.isEmpty == name.hasSuffix("rlvr"))
    #expect(written.allSatisfy { $0.parsed == false || $0.rules.claims > 0 })
    #expect(try Self.changed(log) == [])
  }

  @Test func `have between them every kind of event`() throws {
    let lines = try ["every-kind", "endings"].flatMap { try Self.lines(Self.log($0)) }
    let kinds = Set(lines.map { $0.prefix { $0 != UInt8(ascii: ",") } })
    // All but failed episodes, which no old log has.
    #expect(kinds.count == 12)
  }

  /// All of them take too long without optimisation; the longest have every kind that the others
  /// have.
  @Test(arguments: [
    "frozenlake-erl", "frozenlake-rlvr", "hotpotqa-erl", "paper-frozenlake/runs/oracle/seed-1",
  ])
  func `that ship are written again to the byte`(run: String) throws {
    #expect(try Self.changed("\(Self.samples)/\(run)/events.jsonl") == [])
  }

  // MARK: - Files

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Logs"
  private static let samples = URL(filePath: #filePath)
    .appending(path: "../../../sample-runs").standardizedFileURL.path

  private static func log(_ name: String) -> String { "\(folder)/\(name).jsonl" }

  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path)))
  }

  private static func lines(_ path: String) throws -> [ArraySlice<UInt8>] {
    let lines = try bytes(path).split(separator: UInt8(ascii: "\n"))
    try #require(lines.count > 5, "\(path)")
    return lines
  }

  /// The lines that come out differently.
  private static func changed(_ path: String) throws -> [String] {
    try lines(path).filter { line in
      try EventLine.encode(EventLine.decode(Array(line))) != Array(line)
    }.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func fold(_ path: String) throws -> RunState {
    var reader = try EventSource(path).reader()
    let batch = try readAll(&reader)
    #expect(batch.broken.isEmpty)
    var state = RunState()
    for event in batch.events { state.apply(event.event, offset: event.offset) }
    return state
  }
}
