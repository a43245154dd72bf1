import Basics

/// What a server drew for one prompt.
struct SampleResult: Sendable, Equatable {
  struct Sequence: Sendable, Equatable {
    var tokens: [Int32]
    var logProbabilities: [Float]
    var endedByLength: Bool
  }

  var sequences: [Sequence] = []
  /// log π of the prompt's tokens, where asked for; that of the first is no number.
  var promptLogProbabilities: [Float]?

  /// 1 sequences (1 why it stopped, 2 tokens, 3 log-probabilities), 2 those of the prompt.
  init(protobuf bytes: ArraySlice<UInt8>) throws(TinkerProblem) {
    var message = ProtobufReader(bytes)
    while let (field, value) = try message.next() {
      switch field {
      case 1: sequences.append(try Self.sequence(try value.block(of: "sequences")))
      case 2:
        promptLogProbabilities = try PackedNumbers.floats(try value.block(of: "prompt_logprobs"))
      default: break
      }
    }
  }

  private static func sequence(_ bytes: ArraySlice<UInt8>) throws(TinkerProblem) -> Sequence {
    var sequence = Sequence(tokens: [], logProbabilities: [], endedByLength: false)
    var message = ProtobufReader(bytes)
    while let (field, value) = try message.next() {
      switch field {
      case 1: sequence.endedByLength = try value.number(of: "stop_reason") == 1
      case 2:
        sequence.tokens = try PackedNumbers.read(try value.block(of: "tokens"), as: Int32.self)
      case 3: sequence.logProbabilities = try PackedNumbers.floats(try value.block(of: "logprobs"))
      default: break
      }
    }
    return sequence
  }

  /// The same as servers said it before.
  init(json: JSONValue) throws(TinkerProblem) {
    for entry in json["sequences"]?.elements ?? [] {
      sequences.append(
        Sequence(
          tokens: (entry["tokens"]?.elements ?? []).compactMap {
            $0.whole.map(Int32.init(clamping:))
          },
          logProbabilities: (entry["logprobs"]?.elements ?? []).map { Float($0.real ?? .nan) },
          endedByLength: entry["stop_reason"]?.text == "length"))
    }
    promptLogProbabilities = json["prompt_logprobs"]?.elements?.map { Float($0.real ?? .nan) }
  }
}

/// log π of every target of a batch, and what else the server measured.
struct ForwardBackwardResult: Sendable, Equatable {
  var logProbabilities: [[Float]] = []
  var metrics: [String: Double] = [:]

  /// 2 records (2 tensors by name, of 1 all values and 2 where each begins, 3 how many), 3 metrics.
  init(protobuf bytes: ArraySlice<UInt8>) throws(TinkerProblem) {
    var message = ProtobufReader(bytes)
    while let (field, value) = try message.next() {
      switch field {
      case 2: logProbabilities += try Self.record(try value.block(of: "loss_fn_outputs"))
      case 3:
        let (name, number) = try Self.entry(try value.block(of: "metrics"))
        let bits = try PackedNumbers.read(number, as: UInt64.self)
        metrics[name] = bits.first.map(Double.init(bitPattern:))
      default: break
      }
    }
  }

  private static func record(_ bytes: ArraySlice<UInt8>) throws(TinkerProblem) -> [[Float]] {
    var message = ProtobufReader(bytes)
    var found: [[Float]] = []
    while let (field, value) = try message.next() {
      guard field == 2 else { continue }
      let (name, tensor) = try entry(try value.block(of: "fields"))
      if name == "logprobs" { found = try batch(tensor) }
    }
    return found
  }

  /// All values behind one another, and at which byte each of the batch begins, with the end.
  private static func batch(_ bytes: ArraySlice<UInt8>) throws(TinkerProblem) -> [[Float]] {
    var values: ArraySlice<UInt8> = []
    var ends: [Int64] = []
    var message = ProtobufReader(bytes)
    while let (field, value) = try message.next() {
      switch field {
      case 1: values = try value.block(of: "data")
      case 2: ends = try PackedNumbers.read(try value.block(of: "offsets"), as: Int64.self)
      default: break
      }
    }
    var rows: [[Float]] = []
    for (begin, end) in zip(ends, ends.dropFirst()) {
      guard begin >= 0, begin <= end, end <= values.count else {
        throw .garbled("a row that lies outside its batch")
      }
      rows.append(try PackedNumbers.floats(values.dropFirst(Int(begin)).prefix(Int(end - begin))))
    }
    return rows
  }

  /// An entry of a map: 1 the key, 2 the value.
  private static func entry(
    _ bytes: ArraySlice<UInt8>
  ) throws(TinkerProblem) -> (String, ArraySlice<UInt8>) {
    var name = ""
    var content: ArraySlice<UInt8> = []
    var message = ProtobufReader(bytes)
    while let (field, value) = try message.next() {
      if field == 1 { name = try value.text(of: "key") }
      if field == 2 { content = try value.block(of: "value") }
    }
    return (name, content)
  }

  /// The same as servers said it before.
  init(json: JSONValue) throws(TinkerProblem) {
    for output in json["loss_fn_outputs"]?.elements ?? [] {
      logProbabilities.append(
        (output["logprobs"]?["data"]?.elements ?? []).map { Float($0.real ?? .nan) })
    }
    for member in json["metrics"]?.members ?? [] { metrics[member.name] = member.value.real }
  }
}
