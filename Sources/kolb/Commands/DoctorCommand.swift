import ArgumentParser
import ChatPolicy
import Foundation
import RLCore

/// `kolb doctor`: finds out what a chat server can and cannot do.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Find out what a chat server can and cannot do.",
    discussion: """
      A dozen short questions are asked, of some 300 tokens in all. Its key is found as in a run: \
      by the variable or the file that is named here, or OPENAI_API_KEY for OpenAI's own host.
      """)

  @Argument(
    help: ArgumentHelp("The server, such as http://127.0.0.1:8000/v1.", valueName: "url"))
  var url: String

  @Option(help: "The model; the only one of the server if not given.")
  var model: String?

  @Option(help: ArgumentHelp("The environment variable with the key.", valueName: "name"))
  var keyVariable: String?

  @Option(help: ArgumentHelp("A file of mode 600 with keys.", valueName: "file"))
  var keyFile: String?

  func run() throws {
    var options = OptionValues()
    if let keyVariable { options["key_variable"] = .text(keyVariable) }
    if let keyFile { options["key_file"] = .text(keyFile) }
    let prefix = "openai:"
    let source = PolicySource(
      model: model ?? "", url: url.hasPrefix(prefix) ? String(url.dropFirst(prefix.count)) : url,
      options: options)
    try blocking {
      try await ServerExamination.examine(source, by: ChatBackend()) { finding in
        print(Self.line(for: finding).safeForTerminals)
        // Each takes seconds to find out.
        fflush(nil)
      }
    }
    print("")
    print("As a policy (kolb run --policy openai:URL): plays and reflects; it is not trained.")
    print("As a reflector (kolb run --reflector openai:URL): its words teach another model.")
  }

  private static func line(for finding: ServerFinding) -> String {
    let width = 30
    let name = finding.name.padding(toLength: width, withPad: " ", startingAt: 0)
    let verdict = finding.verdict.rawValue.padding(toLength: 5, withPad: " ", startingAt: 0)
    return "\(name)\(verdict)\(finding.words)"
  }
}
