import Foundation

@testable import TinyTransformer

/// A random model that `transformers` saved, and what PyTorch computed from it.
///
/// `Parity/parity.py make-fixtures` writes them.
struct ParityFixture {
  static let names = ["grouped-heads", "odd-sizes", "previous-token"]

  let parameters: Parameters
  let expected: Safetensors

  init(_ name: String) throws {
    let folder = Self.folder.appendingPathComponent("Fixtures/\(name)")
    let configuration = try ConfigurationFile(
      parsing: Array(Data(contentsOf: folder.appendingPathComponent("config.json"))), file: name)
    parameters = try Parameters(
      configuration.configuration,
      Safetensors(at: folder.appendingPathComponent("model.safetensors")))
    expected = try Safetensors(at: folder.appendingPathComponent("expected.safetensors"))
  }

  /// The folder of `parity.py`.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Parity")

  /// Values under a name; empty if there are none, which no comparison accepts.
  func values(_ name: String) -> [Float] { expected[name]?.values ?? [] }

  /// The token sequences, which lie one after another in the file.
  var sequences: [[Int32]] {
    var rest = values("tokens").map { Int32($0) }[...]
    return values("lengths").map { length in
      defer { rest = rest.dropFirst(Int(length)) }
      return Array(rest.prefix(Int(length)))
    }
  }
}
