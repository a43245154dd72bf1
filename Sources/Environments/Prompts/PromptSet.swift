import Basics
import RLCore

/// The words for language models in one world, out of files that people can read, copy and change.
///
/// `shipped` stands for those of the program; a folder may hold some of them, and the others are
/// then the shipped ones.
package struct PromptSet: Sendable, Equatable {
  /// What an option says for the files of the program.
  package static let shipped = "shipped"

  private let texts: [PromptFile: String]
  private let examples: [PromptExample]
  /// Tells these words from any others.
  package let digest: String

  /// - Parameters:
  ///   - place: `shipped`, or a folder.
  ///   - world: whose words.
  ///   - examples: example turns that are shown at most.
  /// - Throws: `PromptProblem` that names the file and its line.
  package init(
    from place: String, world: String, examples: Int
  ) throws(PromptProblem) {
    var texts: [PromptFile: String] = [:]
    var hash = FNV1a()
    var turns: [PromptExample] = []
    for file in PromptFile.allCases {
      let (text, path) = try Self.read(file, of: world, from: place)
      try file.check(text, of: path)
      if file == .examples { turns = try PromptExample.all(in: text, of: path) }
      texts[file] = text
      hash.add(text.utf8)
    }
    hash.add(UInt64(bitPattern: Int64(examples)))
    self.texts = texts
    self.examples = Array(turns.prefix(examples))
    digest = hash.hexadecimal
  }

  /// A file's words with its places filled.
  func text(_ file: PromptFile, _ values: [String: String] = [:]) -> String {
    PromptFile.filled(texts[file] ?? "", values)
  }

  /// What an attempt begins with: what stands above everything, examples, and the first turn.
  ///
  /// - Parameters:
  ///   - advice: what is known beforehand; empty or `nil` for nothing.
  ///   - values: what the places of the files stand for.
  /// - Returns: segments up to where the policy has the word.
  func opening(advice: String?, _ values: [String: String]) -> [Segment] {
    let notes = advice.flatMap { $0.isEmpty ? nil : text(.advice, ["notes": $0]) } ?? ""
    var system = values
    system["advice"] = notes
    return [Segment(.system, text(.system, system))]
      + examples.flatMap { $0.segments(values) }
      + [Segment(.world, text(.turn, values))]
  }

  /// The words of a file and where they are from.
  private static func read(
    _ file: PromptFile, of world: String, from place: String
  ) throws(PromptProblem) -> (text: String, path: String) {
    let name = file.rawValue + ".txt"
    if place != shipped {
      let path = place + "/" + name
      if let text = try PromptFolder.text(at: path) { return (text, path) }
    }
    let shipped = ShippedPrompts.files(of: world).first { $0.name == name }
    return (shipped?.text ?? "", "\(world)/\(name)")
  }
}
