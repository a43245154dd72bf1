import Basics
import ChatTemplates
import Foundation

@testable import TinyTransformer

/// The files of a model.
extension Grammar {
  static let ofModels: [Grammar] = [
    safetensors, largeWeights, configurationOfModel, words, bytePairs, chatTemplate,
  ]

  private static let weights = Safetensors(tensors: [
    .init(name: "a", shape: [2, 3], values: [0, 1, 2, 3, 4, .nan]),
    .init(name: "b.weight", shape: [1], values: [7]), .init(name: "none", shape: [0], values: []),
  ])

  private static let headerWords = [
    "\"dtype\":\"F32\"", "\"BF16\"", "\"shape\":[", "\"data_offsets\":[0,24]", "\"__metadata__\":{",
    "\"a\":{", "[9223372036854775807,9223372036854775807]",
  ]

  private static let safetensors = Grammar(
    "safetensors", seeds: [weights.bytes()], words: headerWords
  ) { _ = try Safetensors(bytes: $0, file: "model.safetensors") }

  private static let largeWeights = Grammar(
    "header of weights", seeds: [weights.bytes()], words: headerWords
  ) { bytes in
    try bytes.withUnsafeBytes { raw in
      let header = try SafetensorsHeader(of: raw, allowing: TensorElement.allCases)
      // What is promised to lie in the file must.
      for entry in header.entries where header.dataStart + entry.end > raw.count { throw Unlike() }
    }
  }

  private static let configurationOfModel = Grammar(
    "config.json",
    texts: [
      #"{"model_type":"qwen3","vocab_size":9,"hidden_size":8,"intermediate_size":16,"#
        + #""num_hidden_layers":2,"num_attention_heads":2,"num_key_value_heads":1,"head_dim":4,"#
        + #""rms_norm_eps":1e-6,"rope_theta":10000.0,"max_position_embeddings":64,"#
        + #""hidden_act":"silu","tie_word_embeddings":true}"#
    ],
    words: [
      "\"rope_scaling\":{\"type\":\"linear\",\"factor\":2}", "\"llama\"", "\"eos_token_id\":[1,2]",
      "\"layer_types\":[\"full_attention\"]", "\"num_attention_heads\":", "\"head_dim\":",
    ]
  ) { _ = try ConfigurationFile(parsing: $0, file: "config.json") }

  private static let words = Grammar(
    "tokenizer of words", texts: wordDocument.map { [$0.compactText()] } ?? [],
    words: ["\"vocab\":{", "\"added_tokens\":[", "\"WordLevel\"", "\"[UNK]\":0", "\"id\":"]
  ) { bytes in
    let tokenizer = try WordTokenizer(parsing: bytes, file: "tokenizer.json")
    _ = tokenizer.decode(tokenizer.encode("go to B , not C"))
  }

  private static let wordDocument = try? WordTokenizer(words: ["go", "to", "B", ",", "C"])
    .document()

  private static let bytePairs = Grammar(
    "tokenizer of byte pairs", seeds: bytePairDocuments,
    words: [
      "\"merges\":[", "\"vocab\":{", "\"type\":\"Split\"", "\"Regex\":\"(a|b)+\"", "\\\\p{L}+",
      "(?i:'s|'t)", "(a*)*b", "\"added_tokens\":[{", "\"ByteLevel\"", "[^\\\\r\\\\n]",
      "{1,99999999}",
    ]
  ) { bytes in
    let tokenizer = try BytePairTokenizer(parsing: bytes, file: "tokenizer.json")
    let tokens = tokenizer.encode(sentence)
    _ = tokenizer.decode(tokens)
  }

  private static let sentence =
    "don't 1234 CamelCase/\n→é aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \u{0}<|end|>"

  private static let chatTemplate = Grammar(
    "chat template", seeds: templates("ChatTemplatesTests/Parity/Templates"),
    words: [
      "{% for m in messages %}", "{% endfor %}", "{{ m.role }}", "{% set x = [1] * 9 %}",
      "{%- if x -%}",
      "range(1000000000)", "| tojson", "* 1000000000", "{% macro f() %}{{ f() }}{% endmacro %}",
      "m['content'][::-1]", "loop.index0", "namespace(a=1)", "{% generation %}", "x[-1:]",
      "'a' * 99",
    ]
  ) { bytes in
    let template = try ChatTemplate(text(bytes), file: "chat_template.jinja")
    _ = try template.render(
      [.init(role: "user", content: "hi\n"), .init(role: "assistant", content: "é")],
      asksForReply: true, variables: ["bos_token": "<s>"])
  }

  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// One small tokenizer for each way of cutting texts that the parity tests know.
  private static let bytePairDocuments: [[UInt8]] = {
    let file = tests.appending(path: "TinyTransformerTests/Parity/Fixtures/byte-pair/tokens.json")
    guard let bytes = try? Array(Data(contentsOf: file)),
      let document = try? JSONValue(parsing: bytes, as: .python)
    else { return [] }
    let base = document["base"]?.members ?? []
    return (document["variants"]?.members ?? []).map { variant in
      let members = base.map { member in
        JSONValue.Member(
          name: member.name, value: variant.value["replace"]?[member.name] ?? member.value)
      }
      return Array(JSONValue.object(members).compactText().utf8)
    }
  }()

  /// The chat templates of a folder that other tests have.
  private static func templates(_ folder: String) -> [[UInt8]] {
    let url = tests.appending(path: folder)
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: url.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".jinja") }
      .compactMap { try? Array(Data(contentsOf: url.appending(path: $0))) }
  }
}
