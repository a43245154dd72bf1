import RunModel

/// What W&B writes of a run on its own machine, offline or not.
struct WandBFormat: LogFormat {
  let name = "wandb"
  let summary = "W&B's .wandb files; a folder 'wandb' has a run in each of its folders"
  let gives = ["a curve for each name of the history", "project, name, model and how it ended"]
  let absent = [
    AbsentFact("episodes, attempts and reflections", "the file holds numbers by names"),
    AbsentFact("tables, images and texts", "they lie in files of their own, without steps"),
    AbsentFact("load of the machine", "it is about the machine, not about the run"),
  ]
  let suitedView = "scalars"

  func recognises(_ head: FileHead) -> Bool {
    // The name is enough where the beginning is damaged.
    head.bytes.starts(with: Array(":W&B".utf8)) || head.name.hasSuffix(".wandb")
  }

  func files(in place: LogPlace) -> [ForeignFile] {
    place.paths { $0.hasSuffix(".wandb") || !place.chosen.isEmpty }.prefix(1).map {
      ForeignFile($0, .levelLog) { WandBParser() }
    }
  }

  func runs(in place: LogPlace) -> [String] {
    let folders = place.names().filter { $0.contains("run-") }.map { place.join("", $0) }
    let below =
      place.names().contains("wandb") ? runs(in: LogPlace(folder: place.path + "/wandb")) : []
    return folders.filter { !files(in: LogPlace(folder: $0)).isEmpty } + below
  }
}
