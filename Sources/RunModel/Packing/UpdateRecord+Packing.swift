import Basics
import RLCore

/// An update without the rows that its sums are of, as a step keeps it.
extension UpdateRecord {
  func pack(into bytes: inout PackedWriter) {
    bytes.put(step, near: 0)
    bytes.put(list: rows.sorted { $0.key < $1.key }) { bytes, entry in
      bytes.put(byte: UInt8(RowKind.allCases.firstIndex(of: entry.key) ?? 0))
      entry.value.pack(into: &bytes)
    }
    bytes.put(gradientNorm)
    bytes.put(learningRate)
    bytes.put(sequences, near: 1)
    bytes.put(tokens, near: 2)
    bytes.put(optimizerSteps, near: 3)
    bytes.put(routesNotRemembered)
    bytes.put(routesNotDistilled)
  }

  init(from bytes: inout PackedReader) {
    let step = bytes.integer(near: 0)
    let rows = bytes.list { bytes in
      (Int(bytes.byte()), RowStatistics(from: &bytes))
    }.compactMap { kind, row in
      RowKind.allCases.indices.contains(kind) ? (RowKind.allCases[kind], row) : nil
    }
    self.init(
      step: step, rows: Dictionary(rows) { $1 }, gradientNorm: bytes.number(),
      learningRate: bytes.number(), sequences: bytes.integer(near: 1),
      tokens: bytes.integer(near: 2), optimizerSteps: bytes.integer(near: 3))
    routesNotRemembered = bytes.optionalInteger()
    routesNotDistilled = bytes.optionalInteger()
  }
}

extension RowStatistics {
  fileprivate func pack(into bytes: inout PackedWriter) {
    for count in [rows, allFailedGroups, allSolvedGroups, groups] { bytes.put(count) }
    for number in [reward, loss, advantageMean, advantageDeviation, entropy, clipShare] {
      bytes.put(number)
    }
    for number in [kl, logRatio, effectiveShare] { bytes.put(number) }
    for count in [trainedRows, trainedTokens, idleFailedGroups, idleSolvedGroups] {
      bytes.put(count)
    }
    bytes.put(list: members) { bytes, member in
      bytes.put(member.episode)
      bytes.put(member.weight)
    }
  }

  fileprivate init(from bytes: inout PackedReader) {
    let counts = (0..<4).map { _ in bytes.integer() }
    let numbers = (0..<6).map { _ in bytes.number() }
    self.init(
      rows: counts[0], reward: numbers[0], loss: numbers[1], advantageMean: numbers[2],
      advantageDeviation: numbers[3], allFailedGroups: counts[1], allSolvedGroups: counts[2],
      groups: counts[3], kl: bytes.optionalNumber(), entropy: numbers[4], clipShare: numbers[5])
    logRatio = bytes.optionalNumber()
    effectiveShare = bytes.optionalNumber()
    trainedRows = bytes.optionalInteger()
    trainedTokens = bytes.optionalInteger()
    idleFailedGroups = bytes.optionalInteger()
    idleSolvedGroups = bytes.optionalInteger()
    members = bytes.list { RowMember(episode: $0.integer(), weight: $0.number()) }
  }
}
