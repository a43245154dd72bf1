import RunModel

extension RunDirectory {
  /// Writes into the run's configuration how many training steps it is to have.
  ///
  /// Only that line changes, since people write into the file too.
  package func write(total steps: Int) throws(RunLogError) {
    var lines = try configurationText().split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    let key = RunConfiguration.totalKey
    let tables = lines.firstIndex { $0.drop { $0 == " " }.hasPrefix("[") } ?? lines.count
    let place = lines[..<tables].firstIndex { text in
      let words = text.split(separator: "=", maxSplits: 1)
      return words.count == 2 && words[0].split(separator: " ") == [Substring(key)]
    }
    let line = "\(key) = \(steps)"
    if let place {
      // What the file says of the option stays beside it.
      let comment = lines[place].firstIndex(of: "#").map { String(lines[place][$0...]) }
      lines[place] = line + (comment.map { "  " + $0 } ?? "")
    } else {
      lines.insert(line, at: 0)
    }
    try Folder.write(Array(lines.joined(separator: "\n").utf8), to: configurationPath)
  }
}
