import Environments
import Foundation
import RLCore
import RunModel

/// What a configuration names outside of itself: servers, where their keys are, and files.
///
/// A file that somebody else wrote may name any; nothing of it is used until whoever starts the run
/// has said the same.
struct OutsideNames: Equatable {
  /// One of them.
  struct Name: Hashable {
    /// As a command line says it, such as `--policy=openai:https://host/v1`.
    let saying: String
    /// As it is remembered: what belongs to a server for that server alone, since a key that one
    /// was given is none of the others' business; a file by its whole path.
    let memory: String
    /// The whole path, where it is a file or folder.
    var file: String?
  }

  private(set) var names: [Name] = []

  /// - Parameters:
  ///   - configuration: what is to be done.
  ///   - catalogs: the worlds and policies that there are.
  init(of configuration: RunConfiguration, among catalogs: Catalogs = .shipped) {
    let reflector = configuration.reflector
    let isExternal = configuration.erl.reflector == .external
    addServer(
      configuration.policy.backend, configuration.policy.url, in: configuration, as: "policy")
    if isExternal {
      addServer(reflector.backend, reflector.url, in: configuration, as: "reflector")
    }
    addWorld(configuration.environment, among: catalogs.doors)
    var tables: Set = [
      "erl", "policy", configuration.environment, configuration.policy.backend,
    ]
    if isExternal { tables.formUnion(["reflector", reflector.backend]) }
    for option in configuration.schema.options
    where option.namesFile && tables.contains(option.section) {
      addFile(of: option, in: configuration, among: catalogs)
    }
  }

  private mutating func addServer(
    _ backend: String, _ url: String, in configuration: RunConfiguration, as option: String
  ) {
    guard !url.isEmpty else { return }
    let server = "--\(option)=\(backend):\(url)"
    add(Name(saying: server, memory: server))
    let values = configuration.values(of: backend)
    for name in ["key_variable", "key_file", "headers", "proxy", "authorities"] {
      guard case .text(let text)? = values[name], !text.isEmpty else { continue }
      let saying = "--set=\(backend).\(name)=\(text)"
      add(Name(saying: saying, memory: "\(server) \(saying)"))
    }
  }

  /// A world on a server; one that is a program is asked for by `AllowedPrograms`.
  private mutating func addWorld(_ world: String, among doors: [WorldDoor]) {
    guard doors.contains(where: { !$0.startsPrograms && $0.address(in: world) != nil }) else {
      return
    }
    add(Name(saying: "--environment=\(world)", memory: "--environment=\(world)"))
  }

  private mutating func addFile(
    of option: ConfigurationOption, in configuration: RunConfiguration, among catalogs: Catalogs
  ) {
    guard case .text(let text) = option.value(in: configuration), !text.isEmpty,
      text != PromptSet.shipped
    else { return }
    let shipped = catalogs.policies.backends.flatMap(\.shippedModels)
    if option.name == "model", shipped.contains(text) { return }
    let path = Self.whole(text)
    // What is not there is no file, but a server's name for a model, or soon an error.
    guard FileManager.default.fileExists(atPath: path) else { return }
    add(
      Name(saying: "--set=\(option.key)=\(text)", memory: "--set=\(option.key)=\(path)", file: path)
    )
  }

  private mutating func add(_ name: Name) {
    if !names.contains(name) { names.append(name) }
  }

  /// A path from the root, as files are found that are named from here.
  static func whole(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }
}

extension OutsideNames.Name {
  /// Whether words of a command line, such as `--set=erl.corrections=FILE`, name it.
  func isSaid(in said: [String]) -> Bool {
    said.contains { word in
      let word = Self.plain(word)
      guard word != saying else { return true }
      guard let file, let key = memory.split(separator: "=").dropFirst().first,
        word.hasPrefix("--set=\(key)=")
      else { return false }
      return OutsideNames.whole(String(word.dropFirst("--set=\(key)=".count))) == file
    }
  }

  /// `--set=openai.key_variable = "NAME"` without its quotes and blanks.
  private static func plain(_ word: String) -> String {
    word.split(separator: "=", omittingEmptySubsequences: false)
      .map { $0.filter { $0 != "\"" }.trimmingCharacters(in: .whitespaces) }
      .joined(separator: "=")
  }

  /// Whether it is a file that came in a folder, and nothing hidden there.
  ///
  /// Everything of a user's is below the folder of that user, so that one is no folder that
  /// something came in.
  func isInside(_ folder: String) -> Bool {
    guard let file, let real = Self.real(file), let base = Self.real(folder), base != "/",
      base != ConfigurationFolder.home.flatMap(Self.real), real.hasPrefix(base + "/")
    else { return false }
    return !real.dropFirst(base.count).contains("/.")
  }

  /// The path without links.
  private static func real(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(cString: found)
  }
}
