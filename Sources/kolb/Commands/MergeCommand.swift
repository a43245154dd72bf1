import ArgumentParser
import Foundation
import LocalPolicy
import RunLog

/// `kolb merge`: a checkpoint of the trade again, from a run that trained one.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Write a run's language model as a folder that other programs open.",
    discussion: """
      The last checkpoint of a run that trained a language model in this process holds adapters in \
      PEFT's form, or all weights. This puts them into the weights that training began with, and \
      writes 32-bit safetensors beside the files of the model's vocabulary.
      """)

  @Argument(help: ArgumentHelp("A run that trains a language model.", valueName: "run"))
  var trained: String

  @Option(help: ArgumentHelp("The new folder.", valueName: "folder"))
  var to: String

  func run() throws {
    let directory = try RunDirectory(opening: trained)
    let name = try blocking { [to] in
      let model = try await TrainedModel(of: directory)
      guard let policy = model.policy as? LanguagePolicy else {
        throw NothingToMerge(run: directory.path, checkpoint: model.folder)
      }
      try await policy.merge(into: URL(fileURLWithPath: to))
      return model.name
    }
    print("\(name) is in '\(to)'".safeForTerminals)
  }
}

/// A run whose checkpoints are whole.
struct NothingToMerge: Error, CustomStringConvertible {
  let run: String
  let checkpoint: String

  var description: String {
    "'\(run)' trains no language model in this process, so there are no adapters to merge. Its model "
      + "is whole in '\(checkpoint)'."
  }
}
