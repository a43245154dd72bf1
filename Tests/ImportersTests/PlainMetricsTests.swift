import Importers
import RunLog
import RunModel
import Testing

@Suite struct `Plain numbers` {
  @Test func `of a table are curves by their columns`() throws {
    let folder = try LogFolder()
    try folder.write("step,\"loss, total\",note\n0,1.5,a\n10,0.5,\n20,nan,b\n", to: "progress.csv")
    let scalars = try folder.reading().state.scalars
    #expect(scalars.names == ["loss, total"])
    let points = try #require(scalars["loss, total"]?.points)
    #expect(points.map(\.step) == [0, 10, 20])
    #expect(points.map(\.value)[..<2] == [1.5, 0.5])
    #expect(points[2].value.isNaN)
  }

  @Test func `are counted by rows where no column is a step`() throws {
    let folder = try LogFolder()
    try folder.write("a;b\n1;2\n3;4\n", to: "metrics.csv")
    let scalars = try folder.reading().state.scalars
    #expect(scalars["b"]?.points.map(\.step) == [0, 1])
  }

  @Test func `of nested objects have their names joined, and their clock is no curve`() throws {
    let folder = try LogFolder()
    let lines = [
      #"{"step":1,"time":1700000000.5,"loss":{"policy":0.25,"ok":true},"name":"x"}"#,
      #"{"step":2,"time":1700000010.5,"loss":{"policy":0.125}}"#,
    ]
    try folder.write(lines.joined(separator: "\n"), to: "metrics.jsonl")
    let state = try folder.reading().state
    #expect(state.scalars.names == ["loss/policy", "loss/ok"])
    #expect(state.scalars["loss/policy"]?.points.map(\.elapsed) == [0, 10])
    #expect(state.elapsed == 10)
  }

  @Test func `are read though they are written as texts, and names of digits are none`() throws {
    let folder = try LogFolder()
    let lines = (1...3).map {
      #"{"step":"\#($0 * 10)","loss":"0.\#($0)","lr":"1e-05","v":"-inf","id":"0x1f","at":"1:2"}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "metrics.jsonl")
    let scalars = try folder.reading().state.scalars
    #expect(scalars.names == ["loss", "lr", "v"])
    #expect(scalars["loss"]?.points.map(\.step) == [10, 20, 30])
    #expect(scalars["loss"]?.points.map(\.value) == [0.1, 0.2, 0.3])
    #expect(scalars["v"]?.points.first?.value == -.infinity)
  }

  @Test func `of a table with semicolons may have decimal commas`() throws {
    let folder = try LogFolder()
    try folder.write("step;loss\n1;0,25\n2;1,5e-3\n3;\n", to: "progress.csv")
    let reading = try folder.reading()
    #expect(reading.state.scalars["loss"]?.points.map(\.value) == [0.25, 0.0015])
    #expect(reading.broken.count == 1)
  }

  @Test func `whose step cannot be one are counted, not given another step`() throws {
    let folder = try LogFolder()
    let steps = ["99999999999999999999", "3", "4.5", "5.0"]
    try folder.write(
      steps.map { "{\"step\":\($0),\"v\":\($0)}\n" }.joined(), to: "metrics.jsonl")
    let reading = try folder.reading()
    #expect(reading.state.scalars.names == ["v"])
    #expect(reading.state.scalars["v"]?.points.map(\.step) == [3, 5])
    #expect(reading.broken.count == 2)
    #expect("\(reading.broken[1])".contains("its step 4.5 is no whole number"))
  }

  @Test func `behind a first line of megabytes are known by the next ones`() throws {
    let folder = try LogFolder()
    let text = String(repeating: "x", count: 5 << 20)
    let lines = [#"{"step":1,"text":"\#(text)","v":1}"#, #"{"step":2,"v":2}"#, ""]
    try folder.write(lines.joined(separator: "\n"), to: "metrics.jsonl")
    #expect(try folder.reading().state.scalars["v"]?.points.map(\.value) == [1, 2])
    let bytes = Array(lines.joined(separator: "\n").utf8)
    #expect(!LogFinder.isEnough(Array(bytes.prefix(5 << 20))))
    #expect(try LogFinder().format(ofInput: bytes) == "metrics")
  }

  @Test func `that a resumed trainer logs again count as it logged them last`() throws {
    let folder = try LogFolder()
    let steps = [(1, 1.0), (2, 2), (3, 3), (2, 20), (3, 30), (4, 40)]
    try folder.write(
      steps.map { "{\"step\":\($0.0),\"v\":\($0.1)}\n" }.joined(), to: "metrics.jsonl")
    let scalars = try folder.reading().state.scalars
    #expect(scalars["v"]?.points.map(\.value) == [1, 20, 30, 40])
    #expect(scalars.replaced == 2)
  }

  @Test func `begin anew when their file is shortened or exchanged`() throws {
    let folder = try LogFolder()
    try folder.write("{\"step\":1,\"v\":1}\n{\"step\":2,\"v\":2}\n", to: "metrics.jsonl")
    var reading = try folder.reading()
    try folder.write("{\"step\":1,\"v\":5}\n", to: "metrics.jsonl")
    try reading.goOn()
    #expect(reading.restarts == 1)
    #expect(reading.metrics.map { $0.values[0].value } == [5])
    try folder.remove("metrics.jsonl")
    try reading.goOn()
    #expect(reading.metrics.count == 1, "what was read of a file that is gone stays")
    try folder.write("{\"step\":7,\"v\":6}\n{\"step\":8,\"v\":6}\n", to: "metrics.jsonl")
    try reading.goOn()
    #expect(reading.metrics.map(\.step) == [7, 8])
  }

  @Test func `are no log where nothing is a number`() throws {
    let folder = try LogFolder()
    try folder.write("a,b\nc,d\n", to: "metrics.csv")
    try folder.write("{\"a\":\"b\"}\n", to: "metrics.jsonl")
    #expect(throws: FormatProblem.notRecognised(path: folder.path)) {
      try LogFinder().logs(at: folder.path)
    }
  }

  @Test func `say of a format that there is not which one was meant`() {
    #expect(throws: FormatProblem.unknownFormat("metric", nearest: "metrics")) {
      try LogFinder(format: "metric")
    }
  }
}
