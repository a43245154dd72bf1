import Foundation

/// The rows of a recorded file, which are known to be whole.
enum JSONRows {
  static func read<Row: Decodable>(_ type: Row.Type, from path: String) throws -> [Row] {
    try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(type, from: Data($0)) }
  }
}
