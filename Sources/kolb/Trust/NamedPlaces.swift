import Foundation
import RunModel

/// What was named on a command line of this user once, which a file may name from then on.
struct NamedPlaces {
  private static let usual = StateFolder.url.appendingPathComponent("named-places")

  let file: URL

  init(file: URL = NamedPlaces.usual) {
    self.file = file
  }

  /// Makes sure that everything outside that a configuration names was named by whoever starts the
  /// run, now or before, and remembers it.
  ///
  /// - Parameters:
  ///   - configuration: what is to be done.
  ///   - source: where it came from, in words.
  ///   - said: the words of the command line that name places.
  ///   - trusts: whether all of it is to be believed.
  /// - Throws: `UnsaidNames`.
  func check(
    _ configuration: RunConfiguration, from source: String, said: [String], trusts: Bool
  ) throws {
    let names = OutsideNames(of: configuration).sayings
    guard !names.isEmpty else { return }
    let known = Set(remembered)
    let said = Set(said.map(Self.unquoted))
    let unsaid = names.filter { !said.contains($0) && !known.contains($0) }
    guard trusts || unsaid.isEmpty else { throw UnsaidNames(source: source, sayings: unsaid) }
    // Where it cannot be remembered, it is asked for again.
    for name in names where !known.contains(name) { try? StateFolder.append(name, to: file) }
  }

  private var remembered: [String] {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map(String.init)
  }

  /// `--set=openai.key_variable="NAME"` without its quotes.
  private static func unquoted(_ word: String) -> String {
    word.replacingOccurrences(of: "\"", with: "")
  }
}
