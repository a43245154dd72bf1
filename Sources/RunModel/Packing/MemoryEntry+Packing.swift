import Basics
import RLCore

extension MemoryEntry: Packable {
  /// Smaller than others, since entries that are used change long after they were made.
  package static var chunkSize: Int { 8 }

  package func pack(into bytes: inout PackedWriter) {
    bytes.put(id, near: 0)
    bytes.put(step, near: 1)
    bytes.put(episode, near: 2)
    bytes.put(text)
    why.pack(into: &bytes)
    bytes.put(offset, near: 3)
    for count in [uses, retries, wins] { bytes.put(count) }
    bytes.put(lastUse, near: 1)
    bytes.put(isPinned)
    bytes.put(isEdited)
    bytes.put(end) { $1.pack(into: &$0) }
    rules.pack(into: &bytes)
    bytes.put(claims) { $0.put(list: $1) { $1.pack(into: &$0) } }
  }

  package init(from bytes: inout PackedReader) {
    let (id, step) = (bytes.integer(near: 0), bytes.integer(near: 1))
    let (episode, text) = (bytes.integer(near: 2), bytes.text())
    let why = MemoryReason(from: &bytes)
    self.init(
      id: id, step: step, episode: episode, text: text, why: why,
      offset: bytes.optionalInteger(near: 3))
    uses = bytes.integer()
    retries = bytes.integer()
    wins = bytes.integer()
    lastUse = bytes.optionalInteger(near: 1)
    isPinned = bytes.flag()
    isEdited = bytes.flag()
    end = bytes.optional { End(from: &$0) }
    rules = RuleCheck(from: &bytes)
    claims = bytes.optional { $0.list { Claim(from: &$0) } }
  }
}

extension MemoryEntry.End {
  fileprivate func pack(into bytes: inout PackedWriter) {
    bytes.put(step, near: 1)
    bytes.put(byte: UInt8(MemoryChange.Change.allCases.firstIndex(of: change) ?? 0))
    bytes.put(successor, near: 0)
    why.pack(into: &bytes)
  }

  fileprivate init(from bytes: inout PackedReader) {
    let step = bytes.integer(near: 1)
    let change = Int(bytes.byte())
    let changes = MemoryChange.Change.allCases
    self.init(
      step: step, change: changes.indices.contains(change) ? changes[change] : .evicted,
      successor: bytes.optionalInteger(near: 0), why: MemoryReason(from: &bytes))
  }
}

extension MemoryReason {
  fileprivate func pack(into bytes: inout PackedWriter) {
    switch self {
    case .firstSuccess: bytes.put(byte: 0)
    case .latestSuccess(let replaced):
      bytes.put(byte: 1)
      bytes.put(replaced, near: 0)
    case .succeeded: bytes.put(byte: 2)
    case .lost(let capacity):
      bytes.put(byte: 3)
      bytes.put(capacity)
    case .byHand: bytes.put(byte: 4)
    case .other(let text):
      bytes.put(byte: 5)
      bytes.put(shared: text)
    }
  }

  fileprivate init(from bytes: inout PackedReader) {
    switch bytes.byte() {
    case 0: self = .firstSuccess
    case 1: self = .latestSuccess(replaces: bytes.integer(near: 0))
    case 2: self = .succeeded
    case 3: self = .lost(capacity: bytes.integer())
    case 4: self = .byHand
    default: self = .other(bytes.sharedText())
    }
  }
}

extension Claim {
  fileprivate func pack(into bytes: inout PackedWriter) {
    bytes.put(byte: UInt8(Kind.allCases.firstIndex(of: kind) ?? 0))
    bytes.put(byte: UInt8(Verdict.allCases.firstIndex(of: verdict) ?? 0))
    bytes.put(shared: subject)
    bytes.put(range.lowerBound)
    bytes.put(range.count)
    bytes.put(isShown)
    bytes.put(list: said) { $0.put(shared: $1) }
    bytes.put(isGuess)
  }

  fileprivate init(from bytes: inout PackedReader) {
    let (kind, verdict) = (Int(bytes.byte()), Int(bytes.byte()))
    let subject = bytes.sharedText()
    let begin = bytes.integer()
    let end = begin &+ max(0, bytes.integer())
    self.init(
      Kind.allCases.indices.contains(kind) ? Kind.allCases[kind] : .rule,
      Verdict.allCases.indices.contains(verdict) ? Verdict.allCases[verdict] : .unsupported,
      about: subject, at: begin..<max(begin, end), isShown: bytes.flag(),
      said: bytes.list { $0.sharedText() }, isGuess: bytes.flag())
  }
}
