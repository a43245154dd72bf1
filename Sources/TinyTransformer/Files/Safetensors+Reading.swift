import Foundation

extension Safetensors {
  /// Files up to this size are read: far more than a model that trains on a laptop needs.
  package static let maximumFileSize = 4 << 30
  /// Reads a safetensors file of `F32` tensors.
  ///
  /// - Throws: `ModelFileError`.
  package init(at url: URL) throws {
    try self.init(
      bytes: RegularFile.read(url, limit: Self.maximumFileSize), file: url.path)
  }

  /// Reads the bytes of a safetensors file, which may be hostile.
  ///
  /// Nothing is allocated on the word of the header: every tensor must lie within the bytes that
  /// are there, and together they must fill them without overlap or gap.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: the name that errors give.
  /// - Throws: `ModelFileError`.
  package init(bytes: [UInt8], file: String) throws {
    self = try ModelFileError.naming(file) {
      try bytes.withUnsafeBytes { raw in
        let header = try SafetensorsHeader(of: raw, allowing: [.single])
        return Self(
          tensors: header.entries.map { entry in
            Tensor(
              name: entry.name, shape: entry.shape,
              values: Self.floats(raw, from: header.dataStart + entry.begin, count: entry.count))
          },
          metadata: header.metadata)
      }
    }
  }

  private static func floats(
    _ bytes: UnsafeRawBufferPointer, from start: Int, count: Int
  ) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
      if let source = bytes.baseAddress, let target = buffer.baseAddress {
        TensorElement.single.read(source + start, count: count, into: target)
      }
      initialised = count
    }
  }
}
