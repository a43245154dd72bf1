import Basics
import Foundation
import Testing

@testable import ChatPolicy

/// What a real server was asked once, and answered.
struct RecordedExchange {
  static let servers = ["transformers-serve", "llama-cpp-python"]

  let status: Int
  let type: String
  let response: String

  /// - Throws: where the recording cannot be read.
  init(_ name: String, of server: String, beside path: String = #filePath) throws {
    let file = URL(fileURLWithPath: path).deletingLastPathComponent()
      .appending(path: "Exchanges/\(server).json")
    let all = try JSONValue(parsing: Array(Data(contentsOf: file)))
    let exchange = try #require(all[name], "\(server) was asked for \(name)")
    status = try #require(exchange["status"]?.count)
    type = try #require(exchange["type"]?.text)
    response = try #require(exchange["response"]?.text)
  }

  var bytes: [UInt8] { Array(response.utf8) }
}
