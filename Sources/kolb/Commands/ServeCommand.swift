import ArgumentParser
import Basics
import Foundation
import LocalPolicy
import RLCore
import RunLog
import RunModel
import Serving

/// `kolb serve`: a checkpoint on a port, for any client of OpenAI's interface.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Offer a model on a port, and keep what people say of its answers.",
    discussion: """
      Clients ask at http://HOST:PORT/v1 as they ask OpenAI's servers. What should have been \
      learnt is posted to /v1/corrections, {"task" or "prompt": …, "answer": …, "lesson": …}, and \
      'kolb run --reflector people:FILE' takes it up where that task fails.
      """)

  @Argument(
    help: ArgumentHelp(
      "A run, whose last checkpoint answers, or a model: a folder, or one that ships.",
      valueName: "run|model"))
  var model: String

  @Option(help: "The address to listen at; others than this machine's need a key.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0 takes any that is free.")
  var port: UInt16 = 8080

  @Option(
    help: ArgumentHelp(
      "The environment variable that holds the key which clients must know.", valueName: "name"))
  var keyVariable: String?

  @Option(help: ArgumentHelp("Where corrections are kept, a line each.", valueName: "file"))
  var corrections = "corrections.jsonl"

  @Option(help: "Compute threads; 0 takes one a core.")
  var threads = 0

  func run() throws {
    let key = try key()
    let file = CorrectionFile(path: corrections)
    try blocking {
      let served = try await served()
      let server = try ModelServer(
        served, at: ModelServer.Place(host: host, port: port), key: key
      ) { document in
        let correction: Correction
        do {
          correction = try Correction(document)
        } catch {
          throw RefusedDocument("\(error)")
        }
        try file.append(correction)
        return ["kept": true]
      }
      try await server.run { port in
        StandardError.write(
          "\(served.name) answers at http://\(host):\(port)/v1 until Ctrl-C; corrections go to "
            + file.path)
      }
    }
  }

  /// What is asked, and the name that clients know it by.
  private func served() async throws -> ServedModel {
    let threads = threads > 0 ? threads : nil
    if let run = try? RunDirectory(opening: model) {
      let trained = try await TrainedModel(of: run, threads: threads)
      return ServedModel(name: trained.name, policy: trained.policy)
    }
    let policy = try await EmbeddedBackend().makePolicy(
      PolicySource(model: model, threads: threads))
    return ServedModel(name: URL(fileURLWithPath: model).lastPathComponent, policy: policy)
  }

  private func key() throws -> String? {
    guard let keyVariable else { return nil }
    guard let key = ProcessInfo.processInfo.environment[keyVariable], !key.isEmpty else {
      throw ValidationError("The environment has no variable '\(keyVariable)'.")
    }
    return key
  }
}
