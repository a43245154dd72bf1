import Basics
import Foundation

/// A model and its tokenizer, as a folder that Hugging Face `transformers` opens.
///
/// ```
/// FOLDER/
///   config.json            the shape of the model
///   model.safetensors      its weights
///   tokenizer.json         its words
///   tokenizer_config.json  the roles of the special tokens; written for others, not read
/// ```
package struct SavedModel: Equatable, Sendable {
  package var parameters: Parameters
  package var tokenizer: WordTokenizer

  package init(parameters: Parameters, tokenizer: WordTokenizer) {
    self.parameters = parameters
    self.tokenizer = tokenizer
  }

  /// Opens a model folder.
  ///
  /// - Throws: `ModelFileError` that names the file.
  package init(at folder: URL) throws {
    try ModelFolder.require(Self.fileNames, in: folder)
    try self.init(named: { folder.appendingPathComponent($0).path }) { name in
      let limit = name == FileName.weights ? Safetensors.maximumFileSize : Self.maximumTextSize
      return try RegularFile.read(folder.appendingPathComponent(name), limit: limit)
    }
  }

  /// A model from the bytes of its files, wherever they are kept.
  ///
  /// - Parameters:
  ///   - path: what errors call a file.
  ///   - bytes: the file of a name.
  /// - Throws: `ModelFileError` that names the file, and what `bytes` throws.
  package init(
    named path: (_ name: String) -> String, bytes: (_ name: String) throws -> [UInt8]
  ) throws {
    let tokenizerPath = path(FileName.tokenizer)
    let tokenizer = try WordTokenizer(parsing: bytes(FileName.tokenizer), file: tokenizerPath)

    let configurationPath = path(FileName.configuration)
    let configuration = try ConfigurationFile(
      parsing: bytes(FileName.configuration), file: configurationPath)
    try ModelFileError.naming(configurationPath) {
      try configuration.requireSpecialTokens(of: tokenizer)
    }
    try ModelFileError.naming(tokenizerPath) {
      try configuration.requireEmbeddings(for: tokenizer)
    }

    let weightsPath = path(FileName.weights)
    let weights = try Safetensors(bytes: bytes(FileName.weights), file: weightsPath)
    self.parameters = try ModelFileError.naming(weightsPath) {
      try Parameters(configuration.configuration, weights)
    }
    self.tokenizer = tokenizer
  }

  /// Writes the folder whole or not at all, and replaces one of the same name.
  ///
  /// - Throws: `ModelFileError`.
  package func write(to folder: URL) throws {
    try AtomicFolder.write(files(for: folder), to: folder)
  }

  // MARK: Parts that a checkpoint shares

  enum FileName {
    static let configuration = "config.json"
    static let weights = "model.safetensors"
    static let tokenizer = "tokenizer.json"
    static let tokenizerConfiguration = "tokenizer_config.json"
  }

  static let fileNames = [FileName.configuration, FileName.weights, FileName.tokenizer]

  /// Limit on the size of the JSON files.
  static let maximumTextSize = 64 << 20

  /// The files of the folder, the same bytes for the same model.
  ///
  /// - Throws: `ModelFileError` if the tokenizer has more words than the model has embeddings.
  func files(for folder: URL) throws -> [AtomicFolder.File] {
    let configuration = ConfigurationFile(
      configuration: parameters.configuration, beginning: tokenizer[.beginning],
      end: tokenizer[.end], padding: tokenizer[.padding])
    try ModelFileError.naming(folder.appendingPathComponent(FileName.tokenizer).path) {
      try configuration.requireEmbeddings(for: tokenizer)
    }
    func text(_ name: String, _ document: JSONValue) -> AtomicFolder.File {
      AtomicFolder.File(name: name, bytes: Array(document.indentedText().utf8))
    }
    return [
      text(FileName.configuration, configuration.document()),
      AtomicFolder.File(name: FileName.weights, bytes: parameters.safetensors().bytes()),
      text(FileName.tokenizer, tokenizer.document()),
      text(
        FileName.tokenizerConfiguration,
        WordTokenizer.configurationDocument(
          maximumLength: parameters.configuration.maximumPositions)),
    ]
  }
}

extension ConfigurationFile {
  /// Both files name the special tokens; a model fed with the wrong ones fails without a word.
  fileprivate func requireSpecialTokens(of tokenizer: WordTokenizer) throws(ModelFileProblem) {
    let pairs: [(String, Int32?, WordTokenizer.Special)] = [
      ("bos_token_id", beginning, .beginning), ("eos_token_id", end, .end),
      ("pad_token_id", padding, .padding),
    ]
    for (key, id, special) in pairs {
      guard let id, id != tokenizer[special] else { continue }
      throw .unsupportedValue(
        key: key, found: "\(id)", supported: "\(tokenizer[special]), as in tokenizer.json,")
    }
  }

  fileprivate func requireEmbeddings(for tokenizer: WordTokenizer) throws(ModelFileProblem) {
    let words = tokenizer.vocabulary.count
    guard words <= configuration.vocabularySize else {
      throw .vocabularyTooLarge(words: words, embeddings: configuration.vocabularySize)
    }
  }
}
