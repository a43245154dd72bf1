import RunModel

/// Event files of TensorBoard, as its own writers, PyTorch's and TensorFlow's write them.
struct TensorBoardFormat: LogFormat {
  let name = "tensorboard"
  let summary = "TensorBoard's event files; a folder with some is a run, one above them several"
  let gives = [
    "a curve for each tag, over steps and seconds", "texts, as notes in the log, long ones cut",
  ]
  let absent = [
    AbsentFact("episodes, attempts and reflections", "event files hold numbers by tags"),
    AbsentFact("images, sounds, histograms and graphs", "a terminal shows curves and texts"),
  ]
  let suitedView = "scalars"
  let joinsFiles = true
  let nesting = RunNesting.nestedFolders

  func recognises(_ head: FileHead) -> Bool {
    // The first record of every file names the version, behind its time; where that is damaged, the
    // name of the file is enough.
    let isNamed =
      head.bytes.count > 24 && head.bytes[21] == 0x1A
      && head.bytes[23...].starts(with: Array("brain.Event:".utf8))
    return isNamed || head.name.contains("events.out.tfevents")
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    let isNamed: (String) -> Bool = { $0.contains("tfevents") || !place.chosen.isEmpty }
    return place.paths(isNamed).sorted().map {
      ForeignFile($0, .tensorBoard) { TensorBoardParser() }
    }
  }

  private static let deepest = 4

  func runs(in place: LogPlace) -> [String] { runs(under: place.path, depth: 0) }

  private func runs(under path: String, depth: Int) -> [String] {
    guard depth < Self.deepest else { return [] }
    let place = LogPlace(folder: path)
    let own = files(in: place).isEmpty ? [] : [path]
    let below = place.names().filter { !$0.contains("tfevents") }.map { place.join("", $0) }
    return own + below.filter(LogPlace.isFolder).flatMap { runs(under: $0, depth: depth + 1) }
  }
}
