/// A batch to take gradients of, or only the log-probabilities.
struct ForwardBackwardRequest: Sendable, Equatable {
  enum Loss: String, Sendable {
    case crossEntropy = "cross_entropy"
    case importanceSampling = "importance_sampling"
    case clippedRatio = "ppo"
  }

  /// One sequence, already shifted: `targets[t]` is the token behind `tokens[t]`.
  struct Datum: Sendable, Equatable {
    var tokens: [Int32]
    var targets: [Int32]
    /// By name; each as long as `tokens`.
    var inputs: [(name: String, values: [Float])]

    static func == (one: Datum, other: Datum) -> Bool {
      one.tokens == other.tokens && one.targets == other.targets
        && one.inputs.elementsEqual(other.inputs, by: ==)
    }
  }

  var model: String
  /// Counts what changes a model, from 1, so that a request that is sent twice counts once.
  var sequence: Int
  var data: [Datum]
  var loss: Loss
  /// Such as the bounds of a clipped ratio.
  var settings: [(name: String, value: Double)] = []
  var isForwardOnly = false

  static func == (one: Self, other: Self) -> Bool { one.protobuf == other.protobuf }

  /// The bytes that servers take since version 0.25 of the kit: 1 model, 2 sequence, 3 data, 4 loss,
  /// 5 its settings, 6 forward only.
  var protobuf: [UInt8] {
    var message = ProtobufWriter()
    message.text(1, model)
    message.number(2, sequence)
    for datum in data { message.message(3, datum.write) }
    message.text(4, loss.rawValue)
    for (name, value) in settings {
      message.message(5) { entry in
        entry.text(1, name)
        entry.double(2, value)
      }
    }
    message.number(6, isForwardOnly ? 1 : 0)
    return message.bytes
  }
}

extension ForwardBackwardRequest.Datum {
  /// 1 chunks (1 text, 1 tokens), 2 tensors by name.
  fileprivate func write(_ datum: inout ProtobufWriter) {
    datum.message(1) { chunk in
      chunk.message(1) { $0.block(1, PackedNumbers.bytes(tokens)) }
    }
    Self.write(
      "target_tokens", PackedNumbers.bytes(targets.map(Int64.init)), kind: 2, targets.count,
      to: &datum)
    for (name, values) in inputs {
      Self.write(name, PackedNumbers.bytes(values), kind: 1, values.count, to: &datum)
    }
  }

  /// A tensor: 1 its bytes, 3 whether of floats (1) or whole numbers (2), 4 its shape.
  private static func write(
    _ name: String, _ bytes: [UInt8], kind: Int, _ count: Int, to datum: inout ProtobufWriter
  ) {
    datum.message(2) { entry in
      entry.text(1, name)
      entry.message(2) { tensor in
        tensor.block(1, bytes)
        tensor.number(3, kind)
        tensor.packed(4, [count])
      }
    }
  }
}
