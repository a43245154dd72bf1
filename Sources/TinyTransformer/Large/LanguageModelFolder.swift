import Basics
import Foundation

/// A checkpoint of the trade: a folder that Hugging Face `transformers` wrote.
///
/// ```
/// FOLDER/
///   config.json                   the shape of a Llama or Qwen3
///   model.safetensors             its weights, or several files and model.safetensors.index.json
///   tokenizer.json                byte-level byte pairs
///   chat_template.jinja           how messages become text; else in tokenizer_config.json
///   generation_config.json        which tokens end a reply, if it is there
/// ```
package struct LanguageModelFolder: Sendable {
  package let folder: URL
  package let configuration: TransformerConfiguration
  package let tokenizer: BytePairTokenizer
  /// The source of the chat template and the file that it stands in; nil where there is none.
  package let chatTemplate: (source: String, file: String)?
  /// What the template calls the special tokens, such as `bos_token`.
  package let specialTokens: [String: String]
  /// The tokens that end a reply.
  package let ends: Set<Int32>
  private let weights: WeightFolder

  /// Whether a folder holds such a checkpoint, rather than a model of words.
  package static func isAt(_ folder: URL) -> Bool {
    guard
      let bytes = try? RegularFile.read(
        folder.appendingPathComponent("tokenizer.json"), limit: SavedModel.maximumTextSize),
      let document = try? JSONField(parsing: bytes)
    else { return false }
    return (try? BytePairTokenizer.isIn(document)) ?? false
  }

  /// Opens a folder; weights are mapped, and read where they are used.
  ///
  /// - Throws: `ModelFileError` that names the file.
  package init(at folder: URL) throws {
    try ModelFolder.require(["config.json", "tokenizer.json"], in: folder)
    func text(_ name: String) throws -> [UInt8]? {
      let file = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      return try RegularFile.read(file, limit: SavedModel.maximumTextSize)
    }
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    self.folder = folder
    let configuration = try ConfigurationFile(
      parsing: try text("config.json") ?? [], file: path("config.json"))
    tokenizer = try BytePairTokenizer(
      parsing: try text("tokenizer.json") ?? [], file: path("tokenizer.json"))
    guard tokenizer.tokenCount <= configuration.configuration.vocabularySize else {
      throw ModelFileError(
        file: path("tokenizer.json"),
        problem: .vocabularyTooLarge(
          words: tokenizer.tokenCount, embeddings: configuration.configuration.vocabularySize))
    }
    let words = try TokenizerConfiguration(
      parsing: text("tokenizer_config.json"), file: path("tokenizer_config.json"))
    specialTokens = words.specialTokens
    if let bytes = try text("chat_template.jinja") {
      chatTemplate = (String(decoding: bytes, as: UTF8.self), path("chat_template.jinja"))
    } else {
      chatTemplate = words.chatTemplate.map { ($0, path("tokenizer_config.json")) }
    }
    let generation = try GenerationConfiguration(
      parsing: text("generation_config.json"), file: path("generation_config.json"))
    var ends = Set(([configuration.end].compactMap { $0 } + configuration.otherEnds))
    ends.formUnion(generation.ends)
    if let end = words.specialTokens["eos_token"].flatMap(tokenizer.token(named:)) {
      ends.insert(end)
    }
    self.ends = ends
    self.configuration = configuration.configuration
    weights = try WeightFolder(at: folder)
  }

  /// Tells the model from any other: by its weights and, behind a hyphen, by its words and the
  /// template that messages are put into.
  package func digest(_ pool: WorkerPool) -> String {
    var words = FNV1a()
    for (id, word) in tokenizer.vocabulary.sorted(by: { $0.key < $1.key }) {
      words.add(UInt64(id))
      words.add(word.utf8)
    }
    words.add((chatTemplate?.source ?? "").utf8)
    return weights.digest(pool) + "-" + words.hexadecimal
  }

  /// A model that computes with the folder's weights.
  ///
  /// - Parameters:
  ///   - training: what learns.
  ///   - pool: the threads.
  /// - Returns: a model whose weights are packed, so that the files may go.
  /// - Throws: `ModelFileError`.
  package func model(training: LargeModel.Training, pool: WorkerPool) throws -> LargeModel {
    try ModelFileError.naming(folder.path) {
      try LargeModel(configuration, weights, training: training, pool: pool)
    }
  }
}

/// What is needed of `tokenizer_config.json`.
private struct TokenizerConfiguration {
  private(set) var specialTokens: [String: String] = [:]
  private(set) var chatTemplate: String?

  init(parsing bytes: [UInt8]?, file: String) throws {
    guard let bytes else { return }
    try ModelFileError.naming(file) {
      let document = try JSONField(parsing: bytes)
      for role in ["bos_token", "eos_token", "pad_token", "unk_token"] {
        guard let field = try document.optionalMember(role) else { continue }
        // Version 4 of `transformers` wrote an object around the words.
        if case .object = field.value {
          specialTokens[role] = try field.member("content").string()
        } else {
          specialTokens[role] = try field.string()
        }
      }
      guard let template = try document.optionalMember("chat_template") else { return }
      guard case .array = template.value else {
        chatTemplate = try template.string()
        return
      }
      for named in try template.elements() where try named.member("name").string() == "default" {
        chatTemplate = try named.member("template").string()
      }
    }
  }
}

/// What is needed of `generation_config.json`.
private struct GenerationConfiguration {
  private(set) var ends: [Int32] = []

  init(parsing bytes: [UInt8]?, file: String) throws {
    guard let bytes else { return }
    try ModelFileError.naming(file) {
      guard let field = try JSONField(parsing: bytes).optionalMember("eos_token_id") else { return }
      let fields = if case .array = field.value { try field.elements() } else { [field] }
      ends = try fields.map { Int32(try $0.integer(in: 0...1 << 24)) }
    }
  }
}
