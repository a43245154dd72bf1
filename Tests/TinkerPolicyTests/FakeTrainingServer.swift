import Basics
import Foundation
import HTTPTransport
import Synchronization
import TinyTransformer

@testable import TinkerPolicy

/// A training server in this process: the protocol as SkyRL 0.4.0 speaks it, over a small
/// transformer, so that what the policy promises can be held against what really happens to weights.
///
/// It sums losses over all tokens, and a promise is ready when it is asked for the second time.
final class FakeTrainingServer: Transport, Sendable {
  /// What goes wrong with an answer before it leaves.
  typealias Damage = @Sendable (_ path: String, HTTPReply) -> HTTPReply

  private let state: Mutex<State>
  private let damage: Damage

  init(_ base: SavedModel, damage: @escaping Damage = { $1 }) {
    state = Mutex(State(base))
    self.damage = damage
  }

  /// Has nobody answer so many requests.
  func goAway(for requests: Int) { state.withLock { $0.away = requests } }

  /// Paths that were asked for, in order.
  var asked: [String] { state.withLock { $0.asked } }
  /// Models that were not unloaded.
  var loaded: Int { state.withLock { $0.models.count } }

  func open(_ request: HTTPRequest) async throws -> HTTPStream {
    let path = String(request.url.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" })
    let reply = try state.withLock { state -> HTTPReply in
      if state.away > 0 {
        state.away -= 1
        throw TransportError.refused("the server")
      }
      state.asked.append(path)
      do {
        return try state.answer(path, request.body, request.headers["Content-Type"] ?? "")
      } catch {
        return Self.reply(.object([.init(name: "detail", value: .string("\(error)"))]), status: 400)
      }
    }
    let (head, body) = { ($0.head, $0.body) }(damage(path, reply))
    let (pieces, continuation) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
    continuation.yield(body)
    continuation.finish()
    return HTTPStream(head, pieces)
  }

  static func reply(_ document: JSONValue, status: Int = 200) -> HTTPReply {
    HTTPReply(
      HTTPHead(status: status, headers: ["content-type": "application/json"]),
      Array(document.compactText().utf8))
  }
}

/// One model in training.
private struct TrainedModel {
  let transformer: Transformer
  var optimizer: AdamW
  /// Results by the number of the request, so that one that comes twice counts once.
  var done: [Int: String] = [:]
}

extension FakeTrainingServer {
  private struct Refusal: Error, CustomStringConvertible { var description: String }

  fileprivate struct State: @unchecked Sendable {
    let base: SavedModel
    var asked: [String] = []
    var away = 0
    var models: [String: TrainedModel] = [:]
    private var snapshots: [String: Parameters] = [:]
    private var kept: [String: (Parameters, OptimizerState)] = [:]
    private var futures: [String: HTTPReply] = [:]
    private var shown: Set<String> = []
    private var count = 0

    init(_ base: SavedModel) { self.base = base }

    mutating func answer(_ path: String, _ body: [UInt8], _ kind: String) throws -> HTTPReply {
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      if name == "forward_backward" {
        guard kind == "application/x-protobuf" else {
          return FakeTrainingServer.reply(["detail": "requires protobuf"], status: 415)
        }
        return try forwardBackward(try RequestReading.request(body))
      }
      let document = try JSONValue(parsing: body)
      switch name {
      case "create_session": return FakeTrainingServer.reply(["session_id": "session_1"])
      case "session_heartbeat": return FakeTrainingServer.reply(["type": "session_heartbeat"])
      case "retrieve_future": return try future(document)
      case "create_model": return promise(["model_id": .string(makeModel())])
      case "asample": return try sample(document)
      case "save_weights_for_sampler": return try publish(document)
      case "save_weights": return try keep(document)
      case "load_weights": return try load(document)
      case "optim_step": return try step(document)
      case "unload_model":
        models[try model(document)] = nil
        return promise(["status": "unloaded"])
      default: return FakeTrainingServer.reply(["detail": "Not Found"], status: 404)
      }
    }

    private mutating func makeModel() -> String {
      count += 1
      let transformer = Transformer(base.parameters, pool: WorkerPool(threads: 1))
      models["model_\(count)"] = TrainedModel(
        transformer: transformer,
        optimizer: AdamW(parameterCount: base.parameters.values.count))
      return "model_\(count)"
    }

    private mutating func promise(_ result: JSONValue) -> HTTPReply {
      promise(FakeTrainingServer.reply(result))
    }

    private mutating func promise(_ reply: HTTPReply) -> HTTPReply {
      count += 1
      futures["\(count)"] = reply
      return FakeTrainingServer.reply(["request_id": .string("\(count)"), "status": "pending"])
    }

    private mutating func future(_ document: JSONValue) throws -> HTTPReply {
      guard let name = document["request_id"]?.text, let reply = futures[name] else {
        return FakeTrainingServer.reply(["detail": "Future not found"], status: 404)
      }
      guard shown.contains(name) else {
        shown.insert(name)
        return FakeTrainingServer.reply(["type": "try_again", "queue_state": "active"])
      }
      return reply
    }

    private func model(_ document: JSONValue) throws -> String {
      guard let name = document["model_id"]?.text, models[name] != nil else {
        throw Refusal(description: "Model not found")
      }
      return name
    }

    private mutating func publish(_ document: JSONValue) throws -> HTTPReply {
      let name = try model(document)
      let path = "tinker://\(name)/\(document["path"]?.text ?? "")"
      guard snapshots[path] == nil else {
        return FakeTrainingServer.reply(["detail": "already exists"], status: 409)
      }
      snapshots[path] = models[name]?.transformer.parameters
      return promise(["path": .string(path)])
    }

    private mutating func keep(_ document: JSONValue) throws -> HTTPReply {
      let name = try model(document)
      let path = "tinker://\(name)/weights/\(document["path"]?.text ?? "")"
      if let model = models[name] {
        kept[path] = (model.transformer.parameters, model.optimizer.state)
      }
      return promise(["path": .string(path)])
    }

    private mutating func load(_ document: JSONValue) throws -> HTTPReply {
      let name = try model(document)
      guard document["seq_id"]?.whole == 1 else { throw Refusal(description: "not permitted") }
      guard let path = document["path"]?.text, let (parameters, optimizer) = kept[path] else {
        throw Refusal(description: "no such checkpoint")
      }
      models[name]?.transformer.parameters = parameters
      models[name]?.optimizer.state = optimizer
      return promise(["type": "load_weights"])
    }

    private mutating func step(_ document: JSONValue) throws -> HTTPReply {
      let name = try model(document)
      guard let model = models[name], let asked = document["adam_params"] else {
        throw Refusal(description: "no parameters")
      }
      var optimizer = model.optimizer
      optimizer.options.beta1 = Float(asked["beta1"]?.real ?? 0)
      optimizer.options.beta2 = Float(asked["beta2"]?.real ?? 0)
      let clip = Float(asked["grad_clip_norm"]?.real ?? 0)
      let norm = GradientClipping.clip(
        &model.transformer.gradients, to: clip > 0 ? clip : .infinity)
      optimizer.step(
        &model.transformer.parameters, gradients: model.transformer.gradients,
        learningRate: Float(asked["learning_rate"]?.real ?? 0))
      model.transformer.zeroGradients()
      models[name]?.optimizer = optimizer
      return promise(["metrics": ["skyrl.ai/grad_norm": .number(Double(norm))]])
    }

    private mutating func sample(_ document: JSONValue) throws -> HTTPReply {
      let parameters = document["model_path"]?.text.flatMap { snapshots[$0] } ?? base.parameters
      let transformer = Transformer(parameters, pool: WorkerPool(threads: 1))
      let tokens = (document["prompt"]?["chunks"]?.elements?.first?["tokens"]?.elements ?? [])
        .compactMap { $0.whole.map(Int32.init) }
      let asked = document["sampling_params"]
      let batch = GenerationBatch(transformer)
      let row = batch.addRow()
      try batch.append([(row, tokens)])
      let drawn = try batch.generate([
        GenerationRequest(
          row: row, maximumTokens: asked?["max_tokens"]?.whole ?? 1,
          stop: Set((asked?["stop"]?.elements ?? []).compactMap { $0.whole.map(Int32.init) }),
          seed: UInt64(asked?["seed"]?.whole ?? 0),
          options: SamplingOptions(
            temperature: Float(asked?["temperature"]?.real ?? 1),
            topP: Float(asked?["top_p"]?.real ?? 1)))
      ])[0]
      var message = ProtobufWriter()
      message.message(1) { sequence in
        sequence.number(1, drawn.stopReason == .stopToken ? 0 : 1)
        sequence.block(2, PackedNumbers.bytes(drawn.tokens))
        sequence.block(3, PackedNumbers.bytes(drawn.logProbabilities))
      }
      if document["prompt_logprobs"] == .boolean(true) {
        let own = try transformer.logProbabilities(of: [TokenSequence(tokens: tokens)])[0]
        message.block(2, PackedNumbers.bytes([.nan] + own))
      }
      return promise(Self.binary(message.bytes))
    }

    private mutating func forwardBackward(_ request: ForwardBackwardRequest) throws -> HTTPReply {
      guard let model = models[request.model] else { throw Refusal(description: "Model not found") }
      if let known = model.done[request.sequence] {
        return FakeTrainingServer.reply(["request_id": .string(known)])
      }
      let rows = request.data.map { TokenSequence(tokens: $0.tokens + [$0.targets.last ?? 0]) }
      let values =
        request.isForwardOnly
        ? try model.transformer.logProbabilities(of: rows)
        : try model.transformer.accumulateGradients(of: rows) { prediction in
          request.data[prediction.sequence].gradient(
            at: prediction.wantedIndex, prediction.logProbability, request)
        }.logProbabilities
      let reply = promise(Self.binary(Self.result(values)))
      models[request.model]?.done[request.sequence] = "\(count)"
      return reply
    }

    private static func binary(_ bytes: [UInt8]) -> HTTPReply {
      HTTPReply(
        HTTPHead(status: 200, headers: ["content-type": "application/x-protobuf"]), bytes)
    }

    private static func result(_ values: [[Float]]) -> [UInt8] {
      var ends: [Int64] = [0]
      for row in values { ends.append((ends.last ?? 0) + Int64(row.count * 4)) }
      var message = ProtobufWriter()
      message.text(1, "scalar")
      message.message(2) { record in
        record.message(2) { entry in
          entry.text(1, "logprobs")
          entry.message(2) { tensor in
            tensor.block(1, PackedNumbers.bytes(values.flatMap { $0 }))
            tensor.block(2, PackedNumbers.bytes(ends))
          }
        }
        record.number(3, values.count)
      }
      return message.bytes
    }
  }
}

extension ForwardBackwardRequest.Datum {
  /// What a token adds to the sum, as the formulas of the protocol have it.
  fileprivate func gradient(
    at place: Int, _ logProbability: Float, _ request: ForwardBackwardRequest
  ) -> TokenGradient {
    func input(_ name: String) -> Float { inputs.first { $0.name == name }?.values[place] ?? 0 }
    switch request.loss {
    case .crossEntropy:
      let weight = input("weights")
      return TokenGradient(loss: -weight * logProbability, slope: -weight)
    case .importanceSampling:
      let slope = -input("advantages") * exp(logProbability - input("logprobs"))
      return TokenGradient(loss: slope, slope: slope)
    case .clippedRatio:
      func bound(_ name: String) -> Float {
        Float(request.settings.first { $0.name == name }?.value ?? 1)
      }
      let (advantage, ratio) = (input("advantages"), exp(logProbability - input("logprobs")))
      let bounded = min(
        max(ratio, bound("clip_low_threshold")), bound("clip_high_threshold"))
      let isClipped = advantage * bounded < advantage * ratio
      return TokenGradient(
        loss: -min(advantage * ratio, advantage * bounded),
        slope: isClipped ? 0 : -advantage * ratio)
    }
  }
}
