import Foundation
import Testing

/// Training steps of the program against PyTorch, which takes each once more from the log alone:
/// `KOLB_PYTHON=PYTHON swift test --filter TrainingStepParityTests`.
@Suite(.serialized, .enabled(if: PythonWithTorch.isThere, "\(PythonWithTorch.skipReason)"))
struct TrainingStepParityTests {
  /// What is trained, so that each part of the step decides something in one of them.
  struct Reading: Sendable, CustomTestStringConvertible {
    var name: String
    var preset = "frozenlake"
    var options: [String] = []

    var testDescription: String { name }
  }

  static let readings = [
    Reading(name: "the default"),
    Reading(
      name: "one slot, a divergence from the base, and decay",
      options: ["erl.memory=slot", "optimizer.kl=0.05", "optimizer.weight_decay=0.1"]),
    Reading(
      name: "several retries, no gate", options: ["erl.retries=3", "erl.gate=false"]),
    Reading(
      name: "several retries on the raw history",
      options: ["erl.retries=2", "erl.reflector=none"]),
    Reading(name: "raw history", options: ["erl.reflector=none"]),
    Reading(name: "another's reflections", options: ["erl.reflector=placebo"]),
    Reading(
      name: "pooled advantages, no gate",
      options: [
        "erl.advantages=pooled", "erl.singleton=zero", "erl.gate=false",
        "frozenlake.reward=shaped",
      ]),
    Reading(
      name: "distilled by reward, two passes that reach the clip",
      options: [
        "erl.train.distillation=reward", "erl.train.distillation_weight=0.5",
        "frozenlake.reward=shaped", "optimizer.epochs=2", "optimizer.learning_rate=0.003",
      ]),
    Reading(
      name: "nothing distilled, small gradients",
      options: ["erl.train.distillation=off", "optimizer.gradient_clip=0.1"]),
    Reading(
      name: "failures kept, reflections twice, gradients of any size",
      options: [
        "erl.train.first=false", "erl.train.keep_failed=true", "erl.train.repeat_reflections=true",
        "optimizer.gradient_clip=0",
      ]),
    Reading(
      name: "rows alone in their group, temperature 1",
      options: [
        "erl.group_size=2", "frozenlake.rules=told", "policy.temperature=1", "prompts_per_step=8",
      ]),
    Reading(
      name: "a frozen reflector, unlikely tokens cut off",
      options: ["erl.reflector=frozen", "policy.top_p=0.9", "policy.top_k=5"]),
    Reading(name: "RLVR", preset: "frozenlake-rlvr", options: ["rlvr.group_size=8"]),
    Reading(name: "rooms", preset: "sokoban"),
    Reading(name: "questions", preset: "hotpotqa"),
  ]

  @Test(.timeLimit(.minutes(2)), arguments: readings)
  func `PyTorch moves the weights as the program does`(reading: Reading) throws {
    let check = try Self.check(Self.trained(reading))
    // The differences are what one wants to see of it.
    print("\(reading.name):\n\(check.output)", terminator: "")
    #expect(check.status == 0, "\(check.output)")
  }

  @Test(.timeLimit(.minutes(2)))
  func `a weight that is off by a ten-thousandth is found`() throws {
    let run = try Self.trained(Reading(name: "the default"))
    let file = run.checkpoint(3).appendingPathComponent("model.safetensors")
    let bytes = try Data(contentsOf: file)
    let last = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let changed = (Float(bitPattern: last) + 1e-4).bitPattern
    let little = (0..<4).map { UInt8(truncatingIfNeeded: changed >> (8 * $0)) }
    try (bytes.dropLast(4) + little).write(to: file)

    let check = try Self.check(run)
    #expect(check.status == 1)
    #expect(check.output.contains("step 3 DIFFERS in weights"), "\(check.output)")
    #expect(!check.output.contains("step 2 DIFFERS"), "\(check.output)")
  }

  /// Three steps, each with a checkpoint; the first has none before it.
  private static func trained(
    _ reading: Reading, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> RecordedRun {
    let run = try RecordedRun()
    let options = ["prompts_per_step=4", "checkpoint_every=1", "evaluation.every=0"]
    let program = try Program(
      ["run", reading.preset, "--headless", "--out=\(run.path)", "--threads=1", "--steps=3"]
        + (options + reading.options).map { "--set=\($0)" })
    try #require(program.code == 0, "\(program.errors)", sourceLocation: sourceLocation)
    return run
  }

  private static func check(_ run: RecordedRun) throws -> (status: Int32, output: String) {
    try PythonWithTorch.run([script.path, run.path])
  }

  private static let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("ERLTrainingTests/Parity/training_step.py")
}
