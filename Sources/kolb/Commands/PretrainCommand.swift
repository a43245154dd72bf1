import ArgumentParser
import ERLTraining
import Environments
import Foundation
import LocalPolicy
import Pretraining
import RLCore
import TinyTransformer

/// `kolb pretrain`: makes a base model from nothing.
struct PretrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pretrain", abstract: "Make a shipped base model again, from nothing.",
    discussion: """
      Interrupted with Ctrl-C it keeps what it has, and the same command goes on from there.
      """)

  @Argument(help: "The base model: one of \(names).")
  var name: String

  @Option(help: ArgumentHelp("Folder to write the model to.", valueName: "folder"))
  var out: String?

  @Option(help: "Seed of the weights and of the lessons.")
  var seed: UInt64 = 1

  @Option(help: "Batches to read instead of the recipe's number.")
  var batches: Int?

  @Option(help: "Compute threads; one a core if not given.")
  var threads: Int?

  func run() throws {
    guard let maker = PretrainingRecipe.makers.first(where: { $0.name == name }) else {
      throw WrongUsage(
        description: "There is no recipe '\(name)'. Use one of: \(Self.names).")
    }
    Interrupt.listen()
    var recipe = try maker.make()
    recipe.seed = seed
    if let batches { recipe.batches = max(batches, 1) }
    let folder = URL(fileURLWithPath: out ?? "\(name)-base")
    let unfinished = URL(fileURLWithPath: folder.path + ".unfinished")
    let pretrainer = try Pretrainer(recipe: recipe, threads: threads)
    if FileManager.default.fileExists(atPath: unfinished.path) {
      try pretrainer.resume(from: unfinished)
      StandardError.write("going on from batch \(pretrainer.progress.batch)")
    }
    try read(pretrainer, keepingAt: unfinished)
    let success = try PretrainedSuccess.measure(
      pretrainer.saved, playing: recipe.environment(), threads: threads)
    let reflections = try PretrainedReflections.measure(
      pretrainer.saved, playing: recipe.environment(), threads: threads)
    StandardError.write("\(success.summary)\n\(reflections.summary)")
    try pretrainer.saved.write(to: folder)
    let card = ModelCard(
      recipe: recipe, progress: pretrainer.progress, seconds: pretrainer.progress.seconds,
      success: success, reflections: reflections)
    try Data(card.text.utf8).write(to: folder.appendingPathComponent("README.md"))
    try? FileManager.default.removeItem(at: unfinished)
    StandardError.write("wrote \(folder.path)")
  }

  private static let names = PretrainingRecipe.makers.map(\.name).joined(separator: ", ")

  /// Reads to the end, with a line of progress now and then.
  private func read(_ pretrainer: Pretrainer, keepingAt folder: URL) throws {
    let begin = Date()
    let before = pretrainer.progress
    var shown = begin
    var kept = begin
    var last = begin
    while !pretrainer.isFinished {
      try pretrainer.readBatch()
      let now = Date()
      pretrainer.spend(now.timeIntervalSince(last))
      last = now
      if now.timeIntervalSince(shown) >= 5 || pretrainer.isFinished {
        shown = now
        report(pretrainer.progress, since: before, seconds: now.timeIntervalSince(begin))
      }
      if Interrupt.isRequested || now.timeIntervalSince(kept) >= 60 {
        kept = now
        try pretrainer.save(to: folder)
        if Interrupt.isRequested {
          StandardError.write(
            "stopped; the same command goes on from batch "
              + "\(pretrainer.progress.batch)")
          throw Interruption()
        }
      }
    }
  }

  private func report(
    _ progress: PretrainingProgress, since before: PretrainingProgress, seconds: Double
  ) {
    let rate = Double(progress.tokens - before.tokens) / max(seconds, 1e-3)
    let pace = Double(progress.batch - before.batch) / max(seconds, 1e-3)
    let left = Double(progress.batches - progress.batch) / max(pace, 1e-6)
    let share = 100 * progress.batch / max(progress.batches, 1)
    StandardError.write(
      "batch \(progress.batch)/\(progress.batches)  \(share) %  "
        + "loss \(String(format: "%.3f", progress.loss))  "
        + "\(Words.count(Double(progress.tokens))) tokens  \(Words.count(rate)) tok/s  "
        + "\(Words.duration(left)) left")
  }
}
