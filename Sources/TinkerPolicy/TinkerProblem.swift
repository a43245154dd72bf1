/// What can go wrong with a training server.
package enum TinkerProblem: Error, Equatable, CustomStringConvertible {
  /// An answer that is no message of the protocol; how, in words.
  case garbled(String)
  /// The server refused; its status and words.
  case refused(status: Int, String)
  /// A request was taken and failed.
  case failed(String)
  /// What was asked for is not known there any more.
  case gone(String)
  /// The answer does not fit the question; how, in words.
  case lie(String)
  case noModel(String)
  case temperature(Float)
  case noCheckpoint(folder: String)
  case longRow(Int)

  package var description: String {
    switch self {
    case .garbled(let words): "The training server's answer cannot be read: \(words)."
    case .refused(let status, let words): "The training server refused (\(status)): \(words)"
    case .failed(let words): "The training server failed: \(words)"
    case .gone(let words):
      "The training server has lost what was asked for (\(words)). It may have been started anew: "
        + "'kolb resume' goes on from the last checkpoint that it kept."
    case .lie(let words): "The training server's answer does not fit what was asked: \(words)."
    case .noModel(let name):
      "The training server needs a model: name one as it knows it, with --model. "
        + (name.isEmpty ? "" : "It has \(name).")
    case .temperature(let value):
      "A training server's losses are those of temperature 1, and policy.temperature is \(value). "
        + "Set it to 1."
    case .noCheckpoint(let folder): "'\(folder)' holds no checkpoint of a training server."
    case .longRow(let count): "A row of \(count) tokens has nothing to learn."
    }
  }
}

/// What servers say in words only.
extension TinkerProblem {
  /// Of a model that the server had before it was started anew, or until its session was over.
  static func isOfLostModel(_ words: String) -> Bool {
    words.contains("Model ") && (words.contains("not loaded") || words.contains("not found"))
  }

  static func isOfTakenName(_ words: String) -> Bool { words.contains("already exists") }

  /// Whether the server has as many models as it can.
  var isFull: Bool {
    switch self {
    case .refused(_, let words), .failed(let words):
      words.contains("Maximum number of") && words.contains("adapters")
    default: false
    }
  }
}
