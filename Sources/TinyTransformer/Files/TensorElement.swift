/// How the elements of a tensor are written in a file.
enum TensorElement: String, CaseIterable, Sendable {
  case single = "F32"
  case brain = "BF16"
  case half = "F16"

  var byteCount: Int { self == .single ? 4 : 2 }

  /// What `config.json` calls them.
  static let names = ["float32", "bfloat16", "float16"]

  /// Writes elements as `Float`s, which hold each of the three exactly.
  ///
  /// - `source`: little-endian, of any alignment.
  func read(_ source: UnsafeRawPointer, count: Int, into target: UnsafeMutablePointer<Float>) {
    switch self {
    case .single:
      UnsafeMutableRawPointer(target).copyMemory(from: source, byteCount: 4 * count)
    case .brain:
      for index in 0..<count {
        let bits = source.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
        target[index] = Float(bitPattern: UInt32(UInt16(littleEndian: bits)) << 16)
      }
    case .half:
      for index in 0..<count {
        let bits = source.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
        target[index] = Self.value(ofHalf: UInt32(UInt16(littleEndian: bits)))
      }
    }
  }

  /// A half has five bits of exponent and ten of fraction.
  @inline(__always)
  private static func value(ofHalf bits: UInt32) -> Float {
    let (sign, exponent, fraction) = ((bits & 0x8000) &<< 16, bits >> 10 & 0x1F, bits & 0x3FF)
    switch exponent {
    case 0:
      let size = Float(fraction) * 0x1p-24
      return sign == 0 ? size : -size
    case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction &<< 13)
    default: return Float(bitPattern: sign | (exponent + 112) &<< 23 | fraction &<< 13)
    }
  }
}
