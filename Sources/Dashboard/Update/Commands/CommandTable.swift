/// Every command that takes an argument, in the order of help; the rest are the names of the keys.
enum CommandTable {
  static let all: [TypedCommand] = [
    .view, .theme, .goto, .note, .bookmark, .filter, .axis, .open, .begin, .step, .pace, .resume,
    .stop, .abort, .detach, .mouse, .explain, .save, .write, .export, .plot, .layout, .scale,
    .smoothing, .set, .checkpoint, .whatif,
    .memory, .q,
  ]

  static func command(named name: String) -> TypedCommand? {
    all.first { $0.name == name }
  }
}
