import Foundation
import RunModel
import Synchronization

/// What was named on a command line of this user once, which a file may name from then on.
enum NamedPlaces {
  /// What was named in this process, whether it could be remembered or not.
  private static let allowed = Mutex<Set<String>>([])

  /// The file that remembers it.
  static var file: URL { StateFolder.url.appendingPathComponent("named-places") }

  /// Who says what may be used.
  struct Word {
    /// The words of the command line that name places.
    var said: [String] = []
    /// Whether everything is to be believed.
    var trusts = false
    /// Whether the command takes such words.
    var takesSayings = false

    init(said: [String] = [], trusts: Bool = false, takesSayings: Bool = false) {
      (self.said, self.trusts, self.takesSayings) = (said, trusts, takesSayings)
    }
  }

  /// Makes sure that everything outside that a configuration names was named by whoever starts the
  /// run, now or before, and remembers it.
  ///
  /// - Parameters:
  ///   - configuration: what is to be done.
  ///   - source: where it came from, in words.
  ///   - folder: what it came in; files that are in there came with it.
  ///   - word: what was said.
  ///   - catalogs: the worlds and policies that there are.
  /// - Throws: `UnsaidNames`.
  static func check(
    _ configuration: RunConfiguration, from source: String, in folder: String? = nil, _ word: Word,
    among catalogs: Catalogs = .shipped
  ) throws(UnsaidNames) {
    let names = OutsideNames(of: configuration, among: catalogs).names
    guard !names.isEmpty else { return }
    let known = allowed.withLock { $0 }
    guard names.contains(where: { !known.contains($0.memory) }) else { return }
    let remembered = Set(remembered)
    let unsaid = names.filter { name in
      !known.contains(name.memory) && !remembered.contains(name.memory)
        && !name.isSaid(in: word.said) && !(folder.map { name.isInside($0) } ?? false)
    }
    guard word.trusts || unsaid.isEmpty else {
      throw UnsaidNames(source: source, names: unsaid, takesSayings: word.takesSayings)
    }
    believe(configuration, among: catalogs)
    // Where it cannot be remembered, it is asked for again.
    for name in names where !remembered.contains(name.memory) {
      try? StateFolder.append(name.memory, to: file)
    }
  }

  /// Takes all that a configuration names for named, as long as this process lives.
  static func believe(_ configuration: RunConfiguration, among catalogs: Catalogs) {
    let names = OutsideNames(of: configuration, among: catalogs).names
    allowed.withLock { $0.formUnion(names.map(\.memory)) }
  }

  private static var remembered: [String] {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map(String.init)
  }
}
