import Foundation
import Testing

@testable import TinyTransformer

@Suite struct `Model folders` {
  private let temporary = try? TemporaryFolder()

  private func checkpoint(seed: UInt64 = 1, previousToken: Bool = false) throws -> Checkpoint {
    let configuration = TransformerConfiguration(
      vocabularySize: 8, hiddenSize: 8, intermediateSize: 12, layerCount: 2, headCount: 2,
      maximumPositions: 16, previousTokenEmbedding: previousToken)
    let parameters = try Parameters(configuration, seed: seed)
    let buffers = (0..<2).map { buffer in
      parameters.values.indices.map { Float($0) + Float(buffer) / 2 }
    }
    return Checkpoint(
      model: SavedModel(
        parameters: parameters, tokenizer: try WordTokenizer(words: ["up", "down"])),
      optimizer: OptimizerState(stepCount: 120, buffers: buffers),
      state: Array(#"{"step": 120, "offset": 4711}"#.utf8))
  }

  private func folder(_ name: String = "step-000120") throws -> URL {
    try #require(temporary).url.appendingPathComponent(name)
  }

  @Test(arguments: [false, true])
  func `give a checkpoint back as it was`(previousToken: Bool) throws {
    let checkpoint = try checkpoint(previousToken: previousToken)
    try checkpoint.write(to: folder())
    #expect(try Checkpoint(at: folder(), optimizerBuffers: 2) == checkpoint)
    #expect(try SavedModel(at: folder()) == checkpoint.model)
  }

  @Test func `hold the same bytes each time`() throws {
    for name in ["a", "b"] { try checkpoint().write(to: folder(name)) }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder("a").path).sorted()
    #expect(
      names == [
        "config.json", "digests.txt", "model.safetensors", "optimizer.safetensors",
        "state.json", "tokenizer.json", "tokenizer_config.json",
      ])
    for name in names {
      let bytes = try Data(contentsOf: folder("a").appendingPathComponent(name))
      #expect(try bytes == Data(contentsOf: folder("b").appendingPathComponent(name)), "\(name)")
    }
  }

  @Test func `replace an older folder and leave nothing beside them`() throws {
    try checkpoint(seed: 1).write(to: folder())
    try Data("x".utf8).write(to: folder().appendingPathComponent("stray"))
    try checkpoint(seed: 2).write(to: folder())
    #expect(try Checkpoint(at: folder(), optimizerBuffers: 2) == checkpoint(seed: 2))
    #expect(try temporary?.fileNames == ["step-000120"])
    #expect(!FileManager.default.fileExists(atPath: try folder().path + "/stray"))
  }

  @Test func `are written over what a crash left`() throws {
    let left = try folder("step-000120.partial")
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
    try Data("half".utf8).write(to: left.appendingPathComponent("model.safetensors"))
    try checkpoint().write(to: folder())
    #expect(try temporary?.fileNames == ["step-000120"])
  }

  @Test func `stay as they were when writing fails`() throws {
    try checkpoint().write(to: folder())
    var broken = try checkpoint(seed: 2)
    broken.model.tokenizer = try WordTokenizer(words: (0..<5).map { "word\($0)" })
    let error = #expect(throws: ModelFileError.self) { try broken.write(to: folder()) }
    #expect(error?.problem == .vocabularyTooLarge(words: 9, embeddings: 8))
    #expect(try Checkpoint(at: folder(), optimizerBuffers: 2) == checkpoint())
    #expect(throws: ModelFileError.self) {
      try checkpoint().write(to: folder().appendingPathComponent("config.json/below-a-file"))
    }
  }

  @Test func `that were never finished are refused`() throws {
    let partial = try folder("step-000120.partial")
    try checkpoint().write(to: folder())
    try FileManager.default.moveItem(at: folder(), to: partial)
    let error = #expect(throws: ModelFileError.self) {
      try Checkpoint(at: partial, optimizerBuffers: 2)
    }
    #expect(error == ModelFileError(file: partial.path, problem: .unfinishedFolder))
  }

  @Test func `that lack files are refused with all their names`() throws {
    try checkpoint().write(to: folder())
    for name in ["model.safetensors", "state.json"] {
      try FileManager.default.removeItem(at: folder().appendingPathComponent(name))
    }
    let error = #expect(throws: ModelFileError.self) {
      try Checkpoint(at: folder(), optimizerBuffers: 2)
    }
    #expect(error?.problem == .missingFiles(["model.safetensors"]))
    #expect(throws: ModelFileError.self) {
      try Checkpoint(at: folder("elsewhere"), optimizerBuffers: 2)
    }
  }

  @Test(arguments: ["model.safetensors", "optimizer.safetensors", "state.json"])
  func `with a flipped bit are refused`(name: String) throws {
    try checkpoint().write(to: folder())
    let file = try folder().appendingPathComponent(name)
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: file)
    let error = #expect(throws: ModelFileError.self) {
      try Checkpoint(at: folder(), optimizerBuffers: 2)
    }
    #expect(error == ModelFileError(file: file.path, problem: .damaged))
  }

  @Test func `never hang on a pipe`() throws {
    try checkpoint().write(to: folder())
    let weights = try folder().appendingPathComponent("model.safetensors")
    try FileManager.default.removeItem(at: weights)
    try #require(mkfifo(weights.path, 0o600) == 0)
    let error = #expect(throws: ModelFileError.self) {
      try Checkpoint(at: folder(), optimizerBuffers: 2)
    }
    #expect(error == ModelFileError(file: weights.path, problem: .notARegularFile))
  }

  @Test func `whose weights do not fit the configuration are refused by name`() throws {
    let model = try checkpoint().model
    let whole = model.parameters.safetensors().tensors
    func problem(_ tensors: [Safetensors.Tensor]) throws -> ModelFileProblem? {
      try model.write(to: folder())
      let weights = try folder().appendingPathComponent("model.safetensors")
      try Data(Safetensors(tensors: tensors).bytes()).write(to: weights)
      let error = #expect(throws: ModelFileError.self) { try SavedModel(at: folder()) }
      #expect(error?.file == weights.path)
      return error?.problem
    }
    let extra = Safetensors.Tensor(name: "lm_head.weight", shape: [1], values: [0])
    let last = try #require(whole.last)
    let long = Safetensors.Tensor(
      name: last.name, shape: [9], values: Array(repeating: 1, count: 9))
    let sick = Safetensors.Tensor(
      name: last.name, shape: last.shape, values: last.values.dropLast() + [.nan])
    #expect(try problem(whole.dropLast()) == .missingTensors(["model.norm.weight"]))
    #expect(try problem(whole + [extra]) == .unexpectedTensors(["lm_head.weight"]))
    #expect(
      try problem(whole.dropLast() + [long])
        == .wrongShape(tensor: "model.norm.weight", found: [9], expected: [8]))
    #expect(
      try problem(whole.dropLast() + [sick]) == .notFinite(tensor: "model.norm.weight", index: 7))
  }

  @Test func `whose optimizer is another one are refused`() throws {
    try checkpoint().write(to: folder())
    func problem(optimizerBuffers: Int) throws -> ModelFileProblem? {
      let error = #expect(throws: ModelFileError.self) {
        try Checkpoint(at: folder(), optimizerBuffers: optimizerBuffers)
      }
      #expect(error?.file.hasSuffix("optimizer.safetensors") == true)
      return error?.problem
    }
    #expect(try problem(optimizerBuffers: 3) == .missingTensors(["buffer.2"]))
    #expect(try problem(optimizerBuffers: 1) == .unexpectedTensors(["buffer.1"]))

    var short = try checkpoint()
    short.optimizer.buffers[1].removeLast()
    try short.write(to: folder())
    let count = short.model.parameters.layout.count
    #expect(
      try problem(optimizerBuffers: 2)
        == .wrongShape(tensor: "buffer.1", found: [count - 1], expected: [count]))

    let weights = try folder().appendingPathComponent("model.safetensors")
    let optimizer = try folder().appendingPathComponent("optimizer.safetensors")
    try Data(contentsOf: weights).write(to: optimizer)
    #expect(try problem(optimizerBuffers: 2) == .missingKey("__metadata__.step_count"))
  }

  @Test func `may repeat the tied embedding as output head`() throws {
    let model = try checkpoint().model
    try model.write(to: folder())
    let whole = model.parameters.safetensors()
    let embedding = try #require(whole["model.embed_tokens.weight"])
    let head = Safetensors.Tensor(
      name: "lm_head.weight", shape: embedding.shape, values: embedding.values)
    try Data(Safetensors(tensors: whole.tensors + [head]).bytes())
      .write(to: folder().appendingPathComponent("model.safetensors"))
    #expect(try SavedModel(at: folder()) == model)
  }

  @Test func `whose files disagree about special tokens are refused`() throws {
    try checkpoint().write(to: folder())
    let file = try folder().appendingPathComponent("config.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("\"eos_token_id\": 2", with: "\"eos_token_id\": 3").utf8).write(
      to: file)
    let error = #expect(throws: ModelFileError.self) { try SavedModel(at: folder()) }
    #expect(error?.file == file.path)
    #expect(error?.description.contains("'eos_token_id' is 3, but only 2") == true)
  }
}

@Suite struct `Errors about model files` {
  @Test func `show names of a file without letting them act on the terminal`() {
    let name = "a\u{1B}[2J\u{202E}\n" + String(repeating: "x", count: 1000)
    let text = "\(ModelFileError(file: "f", problem: .missingTensors([name])))"
    #expect(text.hasPrefix(#"f: lacks the tensors 'a\u{1b}[2J\u{202e}\u{a}xxx"#))
    #expect(text.count < 200)
  }

  @Test func `list a few of many names`() {
    let text = quotedList((0..<20).map { "t\($0)" })
    #expect(text == "'t0', 't1', 't2', 't3' and 16 more")
  }
}
