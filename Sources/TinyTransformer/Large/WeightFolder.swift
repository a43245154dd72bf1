import Basics
import Foundation

/// The tensors of a model folder as its files hold them, mapped and not copied: one file, or several
/// and an index that says where each is.
final class WeightFolder: Sendable {
  struct Tensor: Sendable {
    let shape: [Int]
    let element: TensorElement
    /// Which of the files, and where its bytes begin in it.
    fileprivate let file: Int
    fileprivate let start: Int

    var count: Int { shape.reduce(1, *) }
  }

  static let single = "model.safetensors"
  static let index = "model.safetensors.index.json"

  private let files: [MappedFile]
  private let tensors: [String: Tensor]

  /// Maps the files of a folder and checks what they say of themselves.
  ///
  /// - Throws: `ModelFileError` that names the file.
  init(at folder: URL) throws {
    let names = try Self.fileNames(in: folder)
    var (files, tensors): ([MappedFile], [String: Tensor]) = ([], [:])
    for (index, name) in names.keys.sorted().enumerated() {
      let url = folder.appendingPathComponent(name)
      let file = try MappedFile(url)
      try ModelFileError.naming(url.path) {
        let header = try SafetensorsHeader(of: file.bytes, allowing: TensorElement.allCases)
        for entry in header.entries {
          let tensor = Tensor(
            shape: entry.shape, element: entry.element, file: index,
            start: header.dataStart + entry.begin)
          guard tensors.updateValue(tensor, forKey: entry.name) == nil else {
            throw ModelFileProblem.tensorInSeveralFiles(entry.name)
          }
        }
      }
      files.append(file)
      for tensor in names[name] ?? [] where tensors[tensor]?.file != index {
        throw ModelFileError(
          file: folder.appendingPathComponent(Self.index).path,
          problem: .notInIndexedFile(tensor: tensor, file: name))
      }
    }
    self.files = files
    self.tensors = tensors
  }

  /// The files and the tensors that an index says are in each.
  private static func fileNames(in folder: URL) throws -> [String: [String]] {
    let index = folder.appendingPathComponent(index)
    guard FileManager.default.fileExists(atPath: index.path) else { return [single: []] }
    let bytes = try RegularFile.read(index, limit: SavedModel.maximumTextSize)
    return try ModelFileError.naming(index.path) {
      var names: [String: [String]] = [:]
      for (tensor, field) in try JSONField(parsing: bytes).member("weight_map").members() {
        let name = try field.string()
        guard !name.contains("/"), name.hasSuffix(".safetensors") else {
          throw ModelFileProblem.badFileName(name)
        }
        names[name, default: []].append(tensor)
      }
      return names
    }
  }

  var names: Set<String> { Set(tensors.keys) }

  subscript(name: String) -> Tensor? { tensors[name] }

  /// Over all bytes of all files.
  func digest(_ pool: WorkerPool) -> String {
    let share = 1 << 22
    let parts = files.flatMap { file in
      stride(from: 0, to: file.bytes.count, by: share).map { first in
        UnsafeRawBufferPointer(
          rebasing: file.bytes[first..<min(first + share, file.bytes.count)])
      }
    }
    nonisolated(unsafe) let shared = parts
    let digests = Slots<UInt64>(parts.count)
    pool.run(parts.count) { index, _ in
      var hash = FNV1a()
      let words = shared[index].count / 8
      for word in 0..<words {
        hash.add(
          shared[index].loadUnaligned(fromByteOffset: 8 * word, as: UInt64.self).littleEndian)
      }
      hash.add(shared[index][(8 * words)...])
      digests[index] = hash.digest
    }
    var hash = FNV1a()
    for index in parts.indices { hash.add(digests[index] ?? 0) }
    forget()
    return hash.hexadecimal
  }

  /// Lets the system have back what was read; it is read from the disk when it is looked at again.
  func forget() {
    for file in files { file.forget() }
  }

  /// Writes elements of a tensor as `Float`s.
  func read(
    _ tensor: Tensor, from first: Int, count: Int, into target: UnsafeMutablePointer<Float>
  ) {
    guard let base = files[tensor.file].bytes.baseAddress else { return }
    let start = base + tensor.start + first * tensor.element.byteCount
    tensor.element.read(start, count: count, into: target)
  }
}
