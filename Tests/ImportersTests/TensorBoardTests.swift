import Importers
import RunLog
import RunModel
import Testing

@Suite struct `Event files of TensorBoard` {
  @Test func `give a curve for each tag, with its steps and seconds`() throws {
    let log = try #require(SampleLog.all.first { $0.format == "tensorboard" })
    let folder = try log.whole()
    let reading = try folder.reading()
    #expect(reading.broken.isEmpty)
    let scalars = reading.state.scalars
    #expect(scalars.names == ["train/loss", "eval/reward"])
    let loss = try #require(scalars["train/loss"]?.points)
    #expect(loss.map(\.step) == (0..<40).map { $0 * 10 })
    #expect(abs(loss[3].value - 0.25) < 1e-6)
    #expect(loss[3].elapsed == 3)
    #expect(scalars["eval/reward"]?.points.count == 10)
  }

  @Test func `have their texts in the log`() throws {
    let log = try #require(SampleLog.all.first { $0.format == "tensorboard" })
    let folder = try log.whole()
    let notes = try folder.reading().state.controls
    #expect(notes.count == 1)
    #expect(notes.first?.detail.contains("the model said **hello**") == true)
  }

  @Test func `are read where TensorFlow 2 wrote tensors`() throws {
    let log = try #require(SampleLog.all.filter { $0.format == "tensorboard" }.last)
    let folder = try log.whole()
    let points = try #require(try folder.reading().state.scalars["loss"]?.points)
    #expect(points.map(\.value) == (0..<20).map { Double($0) * 0.5 })
  }

  @Test func `with a damaged record lose that record alone`() throws {
    let log = try #require(SampleLog.all.first { $0.format == "tensorboard" })
    let folder = try LogFolder()
    var bytes = log.files[0].bytes
    // Within the payload of the second record, behind the one that names the version.
    bytes[60] ^= 0xFF
    try folder.write(bytes, to: log.files[0].name)
    let reading = try folder.reading()
    #expect(reading.broken.count == 1)
    #expect(reading.broken[0].description.hasSuffix("line 2: the checksum does not match"))
    #expect(reading.metrics.count == 49)
  }

  @Test func `in several folders are several runs`() throws {
    let log = try #require(SampleLog.all.first { $0.format == "tensorboard" })
    let folder = try LogFolder()
    for name in ["a/train", "a/eval", "b"] {
      try folder.write(log.files[0].bytes, to: "\(name)/events.out.tfevents.1.x")
    }
    #expect(try LogFinder().logs(at: folder.path).map(\.log.name) == ["eval", "train", "b"])
  }
}
