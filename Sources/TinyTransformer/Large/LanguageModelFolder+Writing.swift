import Basics
import Foundation

/// A checkpoint with other weights: the same shape, the same words.
extension LanguageModelFolder {
  /// What else stands in such a folder; whatever is missing in one is missing in the other.
  private static let companions = [
    "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
    "vocab.json", "merges.txt", "generation_config.json", "chat_template.jinja",
  ]

  /// Writes a folder of 32-bit weights beside copies of this one's other files.
  ///
  /// - Parameters:
  ///   - model: what became of this folder's model.
  ///   - target: a folder that is not there yet.
  /// - Throws: `ModelFileError`; nothing is left behind then.
  package func write(_ model: LargeModel, to target: URL) throws {
    guard !FileManager.default.fileExists(atPath: target.path) else {
      throw ModelFileError(
        file: target.path, problem: .cannotWrite(reason: "there is something of that name"))
    }
    var files = try Self.companions.compactMap { name -> AtomicFolder.File? in
      let file = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      let bytes = try RegularFile.read(file, limit: SavedModel.maximumTextSize)
      return AtomicFolder.File(name: name, bytes: bytes)
    }
    files.append(AtomicFolder.File(name: "config.json", bytes: try configurationOfFloats()))
    files.append(AtomicFolder.File(name: WeightFolder.single, bytes: model.mergedTensors.bytes()))
    try AtomicFolder.write(files, to: target)
  }

  /// `config.json`, which says of what kind the weights are.
  private func configurationOfFloats() throws -> [UInt8] {
    let file = folder.appendingPathComponent("config.json")
    let bytes = try RegularFile.read(file, limit: SavedModel.maximumTextSize)
    return try ModelFileError.naming(file.path) {
      let members = try JSONField(parsing: bytes).members()
      let changed = members.map { name, field in
        JSONValue.Member(
          name: name, value: ["dtype", "torch_dtype"].contains(name) ? "float32" : field.value)
      }
      return Array(JSONValue.object(changed).indentedText().utf8)
    }
  }
}
