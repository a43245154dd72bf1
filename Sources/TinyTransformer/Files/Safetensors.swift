/// The content of a safetensors file: named arrays of `Float`.
///
/// ```
/// 8 bytes   length of the header, little-endian
/// header    {"name":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}, …} and spaces to fill up
/// data      the elements, little-endian, row-major, without gaps, in the order of the offsets
/// ```
///
/// Source: https://github.com/huggingface/safetensors, section "Format".
package struct Safetensors: Equatable, Sendable {
  package struct Tensor: Equatable, Sendable {
    package let name: String
    package let shape: [Int]
    /// Row-major, as many as the product of `shape`.
    package let values: [Float]

    package init(name: String, shape: [Int], values: [Float]) {
      precondition(values.count == shape.reduce(1, *), "\(name): \(values.count) for \(shape)")
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// Free text about the file; `transformers` asks for `format: pt`.
  package var metadata: [String: String]

  /// In the order of their names' bytes, as the reference implementation writes them.
  package let tensors: [Tensor]

  /// Tensors in any order, of which no two have the same name.
  package init(tensors: [Tensor], metadata: [String: String] = ["format": "pt"]) {
    self.tensors = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.metadata = metadata
    let neighbours = zip(self.tensors, self.tensors.dropFirst())
    let areDistinct = neighbours.allSatisfy { !$0.name.utf8.elementsEqual($1.name.utf8) }
    precondition(areDistinct, "a tensor's name is repeated")
  }

  package subscript(name: String) -> Tensor? {
    tensors.first { $0.name == name }
  }

  static let metadataKey = "__metadata__"
  static let elementType = "F32"
}
