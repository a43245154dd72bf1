import Basics
import Foundation
import RLCore

@testable import LocalPolicy
@testable import TinyTransformer

/// A folder as Hugging Face writes it: a Llama of random weights with a small vocabulary.
final class SmallLanguageModel: Sendable {
  let url: URL

  static let template = """
    {% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}\
    {% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}
    """

  init(template: String = SmallLanguageModel.template) throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-language-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let shape = TransformerConfiguration(
      vocabularySize: 704, hiddenSize: 32, intermediateSize: 48, layerCount: 2, headCount: 4,
      keyValueHeadCount: 2, headDimension: 8, maximumPositions: 512, normalisesHeads: false)
    var file = ConfigurationFile(configuration: shape)
    file.end = 2
    try write(Array(file.document().compactText().utf8), "config.json")
    try write(Parameters(shape, seed: 1).safetensors().bytes(), "model.safetensors")
    try write(Array(template.utf8), "chat_template.jinja")
    let tokens = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("TinyTransformerTests/Parity/Fixtures/byte-pair/tokens.json")
    let fixture = try JSONField(parsing: Array(Data(contentsOf: tokens)))
    try write(Array(fixture.member("base").value.compactText().utf8), "tokenizer.json")
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  private func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: url.appendingPathComponent(name))
  }

  func policy(threads: Int? = 2) throws -> LanguagePolicy {
    try LanguagePolicy(
      LanguageModelFolder(at: url), training: .adapters(AdapterOptions(rank: 4), seed: 1),
      threads: threads)
  }
}
