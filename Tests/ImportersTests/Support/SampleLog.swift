import Foundation
import Testing

/// A small log of each format.
struct SampleLog: Sendable, CustomTestStringConvertible {
  struct File: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  let format: String
  let files: [File]
  /// Whether it grows by what is appended; a document is written anew instead.
  var isFollowed = true

  var testDescription: String { format }

  static let followed = all.filter(\.isFollowed)

  static let all: [SampleLog] = [
    SampleLog(format: "verl", files: [verl(step: 1), verl(step: 2), verl(step: 10)]),
    SampleLog(
      format: "metrics",
      files: [
        file(
          "progress.csv",
          (0..<30).reduce("step,loss,a b\n") { $0 + "\($1 * 2),\(1.0 / Double($1 + 1)),\($1)\n" })
      ]),
  ]

  private static func verl(step: Int) -> File {
    file(
      "\(step).jsonl",
      (0..<6).map { sample in
        #"{"input": "user\nWas ist \#(sample / 2)+1? 🎲", "output": "Ich \"denke\" \#(sample)", "#
          + #""gts": "\#(sample / 2 + 1)", "score": \#(Double(sample % 3) / 2), "step": \#(step)}"#
          + "\n"
      }.joined())
  }

  private static func file(_ name: String, _ text: String) -> File {
    File(name: name, bytes: Array(text.utf8))
  }

  /// The folder with everything.
  func whole() throws -> LogFolder {
    let folder = try LogFolder()
    for file in files { try folder.write(file.bytes, to: file.name) }
    return folder
  }

  /// Bytes of all files after which a cut is tried: all of few, some of many.
  var cuts: [Int] {
    let count = files.reduce(0) { $0 + $1.bytes.count }
    return Array(stride(from: 0, through: count, by: max(1, count / 120)))
  }

  /// The folder when so many bytes had been written, one file after another.
  func upTo(_ cut: Int) throws -> LogFolder {
    let folder = try LogFolder()
    var left = cut
    for file in files where left > 0 {
      try folder.write(file.bytes.prefix(left), to: file.name)
      left -= file.bytes.count
    }
    return folder
  }
}
