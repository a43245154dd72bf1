extension RunConfiguration {
  /// The table of the world's own options: of a world outside, that of the way to it.
  package var worldTable: String {
    String(settings.environment.prefix { $0 != ":" })
  }

  /// The world's name in the names of runs and folders: of letters, digits, dots and dashes, and
  /// short, whatever stands behind the colon of a world outside.
  package var worldName: String {
    let environment = settings.environment
    guard let colon = environment.firstIndex(of: ":") else { return environment }
    let address = environment[environment.index(after: colon)...].filter { !"'\"".contains($0) }
    // Of a command the last word without its folders tells most: `exec:python3 a/lake.py`.
    let word = address.split(whereSeparator: \.isWhitespace).last ?? "world"
    let name = word.split(separator: "/").last ?? word
    let safe = name.unicodeScalars.map { scalar -> Character in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isPlain || scalar == "." || scalar == "_" ? Character(scalar) : "-"
    }
    return "\(worldTable)-\(String(safe.prefix(24)))"
  }
}
