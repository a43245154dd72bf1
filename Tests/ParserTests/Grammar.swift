import Testing

/// A reader of bytes from outside, with good inputs and the words that these are made of.
struct Grammar: Sendable, CustomTestStringConvertible {
  let name: String
  let seeds: [[UInt8]]
  /// What a change puts in; what breaks any reader is added.
  let words: [String]
  /// Reads an input as the program does; what is wrong with it is thrown.
  let read: @Sendable ([UInt8]) throws -> Void

  var testDescription: String { name }

  init(
    _ name: String, seeds: [[UInt8]], words: [String] = [],
    read: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    (self.name, self.seeds, self.words, self.read) = (name, seeds, words, read)
  }

  init(
    _ name: String, texts: [String], words: [String] = [],
    read: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.init(name, seeds: texts.map { Array($0.utf8) }, words: words, read: read)
  }

  static let all: [Grammar] = ofLogs + ofSettings + ofTasks + ofModels + ofServers + ofTerminals
}

extension Grammar {
  /// The text of bytes as files are read: what is no UTF-8 becomes U+FFFD.
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
