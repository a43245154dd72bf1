import ConfigurationFiles
import Foundation
import LocalPolicy
import RunModel
import TinyTransformer

/// What the rows of a benchmark work on, made when the first of them asks for it.
final class Workbench {
  /// What is made meanwhile; gone at the end.
  let folder: URL
  /// How many episodes the log has that is opened.
  let episodes: Int
  /// A log that there is already.
  let log: String?
  private var steps: RecordedSteps?
  private var longLog: String?

  init(episodes: Int, log: String?) throws {
    self.episodes = episodes
    self.log = log
    folder = FileManager.default.temporaryDirectory
      .appending(path: "kolb-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What `kolb run` does if nothing is asked for.
  func configuration(threads: Int) throws -> RunConfiguration {
    var configuration = try Preset.all[0].configuration(.shipped)
    configuration.threads = threads
    return configuration
  }

  /// The model that the default run begins with.
  func model() throws -> SavedModel { try BaseModel.load(BaseModel.usual) }

  /// The same shape, four times as large.
  func largeShape() throws -> TransformerConfiguration {
    var shape = try model().parameters.configuration
    shape.hiddenSize *= 2
    shape.intermediateSize *= 2
    shape.headDimension *= 2
    return shape
  }

  /// The first training steps of the default run, as they were played and learnt from.
  func recordedSteps() throws -> RecordedSteps {
    if let steps { return steps }
    let made = try RecordedSteps(of: configuration(threads: 0))
    steps = made
    return made
  }

  /// The folder of a long run.
  func longRun() throws -> String {
    if let found = log ?? longLog { return found }
    let path = folder.appending(path: "long").path
    try LongLog(of: configuration(threads: 0), in: folder).write(to: path, episodes: episodes)
    longLog = path
    return path
  }

  /// A folder that is not there yet.
  func newFolder() -> URL { folder.appending(path: UUID().uuidString) }
}
