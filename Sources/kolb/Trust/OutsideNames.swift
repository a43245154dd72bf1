import RLCore
import RunModel

/// What a configuration names outside this machine's own files: servers, and where their keys are.
///
/// A file that somebody else wrote may name any; nothing of it is used until whoever starts the run
/// has said the same.
struct OutsideNames: Equatable {
  /// As a command line says them, such as `--policy=openai:https://host/v1`.
  private(set) var sayings: [String] = []

  init(of configuration: RunConfiguration) {
    add(configuration.policy.backend, configuration.policy.url, in: configuration, as: "policy")
    if configuration.erl.reflector == .external {
      let reflector = configuration.reflector
      add(reflector.backend, reflector.url, in: configuration, as: "reflector")
    }
  }

  private mutating func add(
    _ backend: String, _ url: String, in configuration: RunConfiguration, as option: String
  ) {
    guard !url.isEmpty else { return }
    say("--\(option)=\(backend):\(url)")
    let values = configuration.values(of: backend)
    for name in ["key_variable", "key_file", "headers", "proxy", "authorities"] {
      guard case .text(let text)? = values[name], !text.isEmpty else { continue }
      say("--set=\(backend).\(name)=\(text)")
    }
  }

  private mutating func say(_ saying: String) {
    if !sayings.contains(saying) { sayings.append(saying) }
  }
}

/// What a configuration names and nobody has said.
struct UnsaidNames: Error, Equatable, CustomStringConvertible {
  /// Where the configuration came from.
  let source: String
  let sayings: [String]

  var description: String {
    "'\(source)' has it that a server is asked which you have not named, and a configuration may "
      + "be anybody's. Nothing was sent. If you want it, say so: add --trust, or "
      + sayings.map { "'\($0)'" }.joined(separator: " ")
  }
}
