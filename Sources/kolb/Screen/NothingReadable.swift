import RunLog

/// A stream that is over, of which no line could be read.
struct NothingReadable: Error, CustomStringConvertible {
  let name: String
  let count: Int
  let first: [BrokenLine]

  var description: String {
    if count == 0 { return "nothing came through '\(name)'." }
    let lines = count == 1 ? "its one line is none" : "none of its \(count) lines is one"
    let why = first.first.map { " (\($0))" } ?? ""
    return "'\(name)' has no events of a run: \(lines)\(why). A log of another trainer's is known "
      + "where it comes through 'kolb open -', and what is packed goes through its program first, "
      + "such as 'gzip -dc'."
  }
}
