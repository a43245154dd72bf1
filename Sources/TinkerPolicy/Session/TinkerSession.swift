import Basics
import HTTPTransport
import Synchronization

/// A session with a training server and the one model that is trained in it.
///
/// The server forgets a model whose session is silent for minutes, so a beat goes out every few
/// seconds; a model that is not unloaded blocks its place until then.
final class TinkerSession: Sendable {
  let connection: TinkerConnection
  let base: String
  let model: String
  private let session: String
  private let count = Mutex(0)
  private let beat: Task<Void, Never>

  private static let beatSeconds = 10.0
  /// How often a place is asked for: longer than SkyRL keeps that of a silent session.
  private static let mostTries = 40
  /// Of a snapshot or checkpoint, of what servers take.
  private static let longestName = 60
  private static let prefix = "/api/v1/"

  /// Opens a session and makes a model in it, as soon as the server has a place for one.
  ///
  /// A model whose program died keeps its place for minutes, so it is waited that long.
  ///
  /// - Throws: `TinkerProblem`, `TransportError`.
  static func open(
    _ connection: TinkerConnection, base: String, rank: Int, seed: Int
  ) async throws -> TinkerSession {
    defer { connection.reach.found(.place) }
    for attempt in 1... {
      do {
        return try await TinkerSession(connection, base: base, rank: rank, seed: seed)
      } catch let problem as TinkerProblem where problem.isFull && attempt < mostTries {
        connection.reach.lost(
          .place,
          "The training server has no place for another model. One whose program died keeps its own "
            + "for some minutes (SkyRL: up to 6), and this run waits for it. \(problem)")
        try await Task.sleep(for: .seconds(connection.firstWait * 20))
      }
    }
    throw TinkerProblem.garbled("no model")
  }

  /// Opens a session and makes a model in it.
  private init(_ connection: TinkerConnection, base: String, rank: Int, seed: Int) async throws {
    self.connection = connection
    self.base = base
    let opened = try await Self.post(
      connection, "create_session",
      ["tags": ["kolb"], "user_metadata": nil, "sdk_version": "0.25.0", "type": "create_session"])
    guard let session = opened["session_id"]?.text else {
      throw TinkerProblem.garbled("a session without a name")
    }
    self.session = session
    // SkyRL never gives up a session that had no beat at all, and never frees its model's place.
    await Self.beat(session, connection)
    let beat = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(Self.beatSeconds))
        await Self.beat(session, connection)
      }
    }
    self.beat = beat
    do {
      let made = try await Self.future(
        connection,
        try await Self.post(
          connection, "create_model",
          [
            "session_id": .string(session), "model_seq_id": 0, "base_model": .string(base),
            "lora_config": ["rank": .integer(rank), "seed": .integer(seed)],
            "type": "create_model",
          ]))
      guard case .json(let result) = made, let model = result["model_id"]?.text else {
        throw TinkerProblem.garbled("a model without a name")
      }
      self.model = model
    } catch {
      // Whatever was made after all is given up by a server that hears no beat.
      beat.cancel()
      throw error
    }
  }

  deinit { beat.cancel() }

  private static func beat(_ session: String, _ connection: TinkerConnection) async {
    _ = try? await connection.ask(
      prefix + "session_heartbeat",
      .json(["session_id": .string(session), "type": "session_heartbeat"]), tries: 1)
  }

  /// The next number of what changes the model.
  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }

  /// Makes the trained weights ready to be sampled under a name that no other has.
  func publish(_ name: String) async throws -> String {
    try await path(of: "save_weights_for_sampler", name)
  }

  /// Keeps weights and optimizer on the server.
  func save(_ name: String) async throws -> String {
    try await path(of: "save_weights", name)
  }

  /// Takes up what was kept; servers allow it only as the first request of a model.
  func load(_ path: String) async throws {
    _ = try await result(
      of: "load_weights",
      ["path": .string(path), "optimizer": true, "seq_id": .integer(next())])
  }

  /// Draws from a snapshot, or from a model that nobody trains, for which there need be no session.
  static func sample(
    _ connection: TinkerConnection, _ body: JSONValue
  ) async throws -> SampleResult {
    let promise = try await post(connection, "asample", body)
    switch try await future(connection, promise) {
    case .json(let document): return try SampleResult(json: document)
    case .protobuf(let bytes): return try SampleResult(protobuf: bytes[...])
    }
  }

  /// The models that a server says it has; none where it says nothing.
  static func models(of connection: TinkerConnection) async throws -> [String] {
    do {
      let answer = try await connection.ask(prefix + "get_server_capabilities", nil, tries: 3)
      guard case .json(let document) = answer else { return [] }
      return (document["supported_models"]?.elements ?? []).compactMap { $0["model_name"]?.text }
    } catch TinkerProblem.gone {
      return []
    }
  }

  func forwardBackward(_ request: ForwardBackwardRequest) async throws -> ForwardBackwardResult {
    let answer = try await connection.ask(
      Self.prefix + "forward_backward", .protobuf(request.protobuf))
    guard case .json(let promise) = answer else {
      throw TinkerProblem.garbled("a promise that is no JSON")
    }
    switch try await Self.future(connection, promise) {
    case .json(let document): return try ForwardBackwardResult(json: document)
    case .protobuf(let bytes): return try ForwardBackwardResult(protobuf: bytes[...])
    }
  }

  /// - Returns: what the server measured, by name.
  func optimizerStep(_ parameters: JSONValue) async throws -> [String: Double] {
    let result = try await result(
      of: "optim_step", ["seq_id": .integer(next()), "adam_params": parameters])
    var metrics: [String: Double] = [:]
    for member in result["metrics"]?.members ?? [] { metrics[member.name] = member.value.real }
    return metrics
  }

  /// Gives the model's place on the server free; one that is away has done so itself, or will.
  func unload() async throws {
    beat.cancel()
    _ = try await result(of: "unload_model", [:], tries: 2)
  }

  private func path(of kind: String, _ name: String) async throws -> String {
    var name = name
    while true {
      do {
        let answer = try await result(
          of: kind, ["path": .string(name), "seq_id": .integer(next())])
        guard let path = answer["path"]?.text else {
          throw TinkerProblem.garbled("'\(kind)' without a path")
        }
        return path
      } catch TinkerProblem.refused(409, let words)
        where TinkerProblem.isOfTakenName(words) && name.count < Self.longestName
      {
        // By this same request, whose answer was lost on the way: a name is taken once.
        name += "-again"
      }
    }
  }

  private func result(
    of kind: String, _ more: KeyValuePairs<String, JSONValue>, tries: Int? = nil
  ) async throws -> JSONValue {
    let body = JSONValue.object(
      [.init(name: "model_id", value: .string(model))]
        + more.map { .init(name: $0.key, value: $0.value) }
        + [.init(name: "type", value: .string(kind))])
    let promise = try await Self.post(connection, kind, body, tries: tries)
    let answer = try await Self.future(connection, promise, tries: tries)
    guard case .json(let document) = answer else {
      throw TinkerProblem.garbled("'\(kind)' is answered by no JSON")
    }
    return document
  }

  private static func post(
    _ connection: TinkerConnection, _ kind: String, _ body: JSONValue, tries: Int? = nil
  ) async throws -> JSONValue {
    let answer = try await connection.ask(prefix + kind, .json(body), tries: tries)
    guard case .json(let document) = answer else {
      throw TinkerProblem.garbled("'\(kind)' is answered by no JSON")
    }
    return document
  }

  /// Waits for what was promised, as long as the server says that it is not ready.
  private static func future(
    _ connection: TinkerConnection, _ promise: JSONValue, tries: Int? = nil
  ) async throws -> TinkerConnection.Answer {
    guard let name = promise["request_id"]?.text else {
      throw TinkerProblem.garbled("a promise without a name")
    }
    while true {
      try Task.checkCancellation()
      do {
        let answer = try await connection.ask(
          prefix + "retrieve_future", .json(["request_id": .string(name)]), tries: tries)
        guard case .json(let document) = answer else { return answer }
        if document["type"]?.text == "try_again" { continue }
        if let error = document["error"] {
          let words = error.text ?? error.compactText()
          throw TinkerProblem.isOfLostModel(words) ? TinkerProblem.gone(words) : .failed(words)
        }
        return answer
      } catch TinkerProblem.refused(408, _) {
        continue
      }
    }
  }
}
