import Basics
import Foundation

@testable import TinyTransformer

/// Writes weights as checkpoints of the trade have them, which this program itself never does.
enum RandomWeights {
  /// - Returns: the weights as they read from the files.
  static func write(
    _ parameters: Parameters, _ element: TensorElement, shards: Int, to folder: URL
  ) throws -> Parameters {
    let entries = parameters.layout.entries
    var rounded = parameters
    rounded.values = parameters.values.map { value(bits($0, element), element) }
    var map: [JSONValue.Member] = []
    for shard in 0..<shards {
      let name = shards == 1 ? WeightFolder.single : "model-\(shard + 1).safetensors"
      let own = entries.indices.filter { $0 % shards == shard }.map { entries[$0] }
      try file(own, parameters, element).write(to: folder.appendingPathComponent(name))
      map += own.map { JSONValue.Member(name: $0.name, value: .string(name)) }
    }
    if shards > 1 {
      let index: JSONValue = ["metadata": [:], "weight_map": .object(map)]
      try Data(index.compactText().utf8)
        .write(to: folder.appendingPathComponent(WeightFolder.index))
    }
    return rounded
  }

  private static func file(
    _ entries: [ParameterLayout.Entry], _ parameters: Parameters, _ element: TensorElement
  ) -> Data {
    var (data, members): (Data, [JSONValue.Member]) = (Data(), [])
    for entry in entries {
      let begin = data.count
      for value in parameters.values[entry.range] {
        let bits = bits(value, element)
        for byte in 0..<element.byteCount {
          data.append(UInt8(truncatingIfNeeded: bits >> (8 * byte)))
        }
      }
      members.append(
        JSONValue.Member(
          name: entry.name,
          value: [
            "dtype": .string(element.rawValue),
            "shape": .array(entry.shape.map { .integer($0) }),
            "data_offsets": [.integer(begin), .integer(data.count)],
          ]))
    }
    let header = Data(JSONValue.object(members).compactText().utf8)
    var file = Data()
    for byte in 0..<8 { file.append(UInt8(truncatingIfNeeded: header.count >> (8 * byte))) }
    return file + header + data
  }

  /// The bits of a number in a kind of file, cut off where there is no room.
  private static func bits(_ value: Float, _ element: TensorElement) -> UInt32 {
    let bits = value.bitPattern
    switch element {
    case .single: return bits
    case .brain: return bits >> 16
    case .half:
      let exponent = Int(bits >> 23 & 0xFF) - 112
      let sign = bits >> 16 & 0x8000
      guard exponent > 0 else {
        return sign | UInt32(abs(value) / 0x1p-24)
      }
      return sign | UInt32(exponent) << 10 | bits >> 13 & 0x3FF
    }
  }

  private static func value(_ bits: UInt32, _ element: TensorElement) -> Float {
    switch element {
    case .single: return Float(bitPattern: bits)
    case .brain: return Float(bitPattern: bits << 16)
    case .half:
      let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Float(bits & 0x3FF))
      let size =
        exponent == 0
        ? fraction * 0x1p-24
        : (1 + fraction / 1024) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
      return bits & 0x8000 == 0 ? size : -size
    }
  }
}
