@testable import TinkerPolicy

/// Reads what servers are sent, by the field numbers of the protocol.
enum RequestReading {
  static func request(_ bytes: [UInt8]) throws -> ForwardBackwardRequest {
    var request = ForwardBackwardRequest(
      model: "", sequence: 0, data: [], loss: .crossEntropy)
    var message = ProtobufReader(bytes[...])
    while let (field, value) = try message.next() {
      switch field {
      case 1: request.model = try value.text(of: "model")
      case 2: request.sequence = Int(try value.number(of: "sequence"))
      case 3: request.data.append(try datum(try value.block(of: "data")))
      case 4:
        let name = try value.text(of: "loss")
        guard let loss = ForwardBackwardRequest.Loss(rawValue: name) else {
          throw TinkerProblem.garbled("loss \(name)")
        }
        request.loss = loss
      case 5:
        let (name, number) = try entry(try value.block(of: "settings"))
        let bits = try PackedNumbers.read(number, as: UInt64.self)
        request.settings.append((name, bits.first.map(Double.init(bitPattern:)) ?? 0))
      case 6: request.isForwardOnly = try value.number(of: "forward only") == 1
      default: throw TinkerProblem.garbled("field \(field)")
      }
    }
    return request
  }

  private static func datum(
    _ bytes: ArraySlice<UInt8>
  ) throws -> ForwardBackwardRequest.Datum {
    var datum = ForwardBackwardRequest.Datum(tokens: [], targets: [], inputs: [])
    var message = ProtobufReader(bytes)
    while let (field, value) = try message.next() {
      if field == 1 {
        let text = try only(1, of: try value.block(of: "chunk"))
        datum.tokens += try PackedNumbers.read(try only(1, of: text), as: Int32.self)
      } else {
        let (name, tensor) = try entry(try value.block(of: "input"))
        let values = try only(1, of: tensor)
        if name == "target_tokens" {
          datum.targets = try PackedNumbers.read(values, as: Int64.self).map(Int32.init)
        } else {
          datum.inputs.append((name, try PackedNumbers.floats(values)))
        }
      }
    }
    return datum
  }

  private static func only(_ wanted: Int, of bytes: ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
    var message = ProtobufReader(bytes)
    while let (field, value) = try message.next() {
      if field == wanted { return try value.block(of: "field") }
    }
    throw TinkerProblem.garbled("no field \(wanted)")
  }

  private static func entry(
    _ bytes: ArraySlice<UInt8>
  ) throws -> (String, ArraySlice<UInt8>) {
    var message = ProtobufReader(bytes)
    var name = ""
    var content: ArraySlice<UInt8> = []
    while let (field, value) = try message.next() {
      if field == 1 {
        name = try value.text(of: "key")
      } else {
        content = try value.block(of: "value")
      }
    }
    return (name, content)
  }
}
