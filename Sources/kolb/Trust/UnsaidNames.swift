/// What a configuration names outside of itself and nobody here has said.
struct UnsaidNames: Error, Equatable, CustomStringConvertible {
  /// Where the configuration came from.
  let source: String
  let names: [OutsideNames.Name]
  /// Whether the command takes the same words that name them.
  let takesSayings: Bool

  var description: String {
    "'\(source)' has it that \(deeds), and a configuration may be anybody's. \(undone) If you "
      + "want it, say so: add --trust"
      + (takesSayings ? ", or " + sayings.joined(separator: " ") : "; it names \(list)") + "."
  }

  private var deeds: String {
    switch (namesServers, namesFiles) {
    case (true, true):
      "a server is asked and a file outside its folder is read, which you have not named"
    case (false, true): "a file outside its folder is read which you have not named"
    default: "a server is asked which you have not named"
    }
  }

  private var undone: String {
    switch (namesServers, namesFiles) {
    case (true, true): "Nothing was sent, and nothing was read."
    case (false, true): "It was not read."
    default: "Nothing was sent."
    }
  }

  private var namesFiles: Bool { names.contains { $0.file != nil } }
  private var namesServers: Bool { names.contains { $0.file == nil } }
  private var sayings: [String] { names.map { "'\($0.saying)'" } }
  private var list: String { sayings.joined(separator: ", ") }
}
