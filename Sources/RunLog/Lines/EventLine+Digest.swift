import Basics
import RLCore
import RunModel

extension EventLine {
  /// Reads of a line what the state of a run takes from it.
  ///
  /// Equal to the digest of the event that `decode` gives, without the words in between.
  ///
  /// - Parameters:
  ///   - line: the bytes of a line, with or without its newline; any bytes are safe.
  ///   - legend: what the symbols stand for at that place of the log.
  /// - Returns: the digest, which has no place yet.
  /// - Throws: what is wrong with a line that is no event, as `decode` does.
  package static func digest(
    _ line: UnsafeRawBufferPointer, legend: [LegendEntry]
  ) throws(JSONProblem) -> PlacedDigest {
    if line.starts(with: attemptBegin) {
      return try digest(of: line, AttemptDigestLine.self) { .attempt($0) }
    }
    let logged = try decode(line)
    return PlacedDigest(
      EventDigest(logged.event, legend: legend), time: logged.time, offset: nil)
  }

  /// How the commonest line begins in every log of ours.
  private static let attemptBegin = Array(#"{"event":"attempt","#.utf8)

  private static func digest<Keys: FieldLine>(
    of bytes: UnsafeRawBufferPointer, _ line: Keys.Type, _ digest: (Keys.Record) -> EventDigest
  ) throws(JSONProblem) -> PlacedDigest {
    var envelope = EventEnvelope<Keys>()
    var json = try FieldReader.read(&envelope, from: JSONReader(bytes))
    try json.end()
    guard let record = envelope.line.record, json.unknownWord == nil else {
      let kind = "\(envelope.kind) with '\(json.unknownWord ?? "")'"
      return PlacedDigest(.other(.unknown(kind: kind)), time: envelope.time, offset: nil)
    }
    return PlacedDigest(digest(record), time: envelope.time, offset: nil)
  }
}
