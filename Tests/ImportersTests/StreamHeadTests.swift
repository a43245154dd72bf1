import Importers
import Testing

/// Logs that come through a pipe, where no name says what they are.
@Suite struct `The beginning of a stream` {
  /// The first file of a log is what somebody would send; numbers beside it are plain numbers.
  private static let streams = SampleLog.all.flatMap { log in
    log.files.filter { file in
      let name = file.name.split(separator: "/").last ?? ""
      return !["metrics.jsonl", "checkpoints.jsonl", "aggregated_results.jsonl"].contains(name)
        && !name.contains("batch_summary")
    }.prefix(3).map { Stream(format: log.format, name: $0.name, bytes: $0.bytes) }
  }

  struct Stream: Sendable, CustomTestStringConvertible {
    var format: String
    var name: String
    var bytes: [UInt8]
    var testDescription: String { "\(format) \(name)" }
  }

  @Test(arguments: streams)
  func `tells its format, and never another one before that`(stream: Stream) throws {
    let finder = try LogFinder()
    let head = Array(stream.bytes.prefix(256 << 10))
    #expect(try finder.format(ofInput: head) == stream.format)
    for part in 0...40 {
      let found = try finder.format(ofInput: Array(head.prefix(head.count * part / 40)))
      #expect(found == nil || found == stream.format, "after \(head.count * part / 40) bytes")
    }
  }

  @Test(arguments: [
    (#"{"step": 1, "loss": 0.5}"#, "metrics"), ("step,loss\n1,0.5", "metrics"),
    (#"{"progress/batch": 1, "env/all/reward/total": 0.5}"#, "tinker"),
    (#"{"input": "1+1?", "output": "2", "score": 1, "step": 7}"#, "verl"),
    (#"{"prompt": "1+1?", "response": "2", "reward": 1}"#, "samples"),
    (#"{"prompt": "1+1?", "completion": "2", "r": 1, "advantage": 0.5}"#, "trl"),
    (#"{"example_id": 1, "prompt": "1+1?", "completion": "2", "reward": 1}"#, "verifiers"),
    (#"[{"name": "env_0", "memory": ["a"], "is_success": false}]"#, "reflexion"),
  ])
  func `is known by one record, though others of a text stand before it`(
    record: String, format: String
  ) throws {
    let finder = try LogFinder()
    #expect(try finder.format(ofInput: Array((record + "\n").utf8)) == format)
    guard record.hasPrefix("{") else { return }
    let text = (0..<90).map { "loading shard \($0)\n" }.joined()
    #expect(try finder.format(ofInput: Array((text + record + "\n").utf8)) == format)
  }

  @Test(arguments: ["", "\n", "{\"ste", "step,loss\n", "epoch one of two\nis slow\n", "[1, 2]\n"])
  func `says nothing where it tells nothing yet`(text: String) throws {
    #expect(try LogFinder().format(ofInput: Array(text.utf8)) == nil)
  }

  @Test func `that is a table of Parquet says what makes a log of it`() throws {
    let error = #expect(throws: FormatProblem.self) {
      try LogFinder().format(ofInput: Array("PAR1\u{15}\u{4}".utf8))
    }
    #expect("\(try #require(error))".contains("to_json"))
  }
}
