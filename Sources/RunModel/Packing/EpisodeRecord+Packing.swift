import Basics

extension EpisodeRecord: Packable {
  package func pack(into bytes: inout PackedWriter) {
    bytes.put(id, near: Near.episode)
    bytes.put(step, near: Near.step)
    bytes.put(group, near: Near.group)
    bytes.put(shared: task)
    bytes.put(first) { $1.pack(into: &$0) }
    bytes.put(reflection) { $1.pack(into: &$0) }
    bytes.put(second) { $1.pack(into: &$0) }
    retries.pack(into: &bytes)
    bytes.put(retryTokens)
    bytes.put(toldMemory, near: Near.memory)
    bytes.put(change) { $1.pack(into: &$0) }
    bytes.put(bits: tags)
  }

  package init(from bytes: inout PackedReader) {
    self.init(
      id: bytes.integer(near: Near.episode), step: bytes.integer(near: Near.step),
      group: bytes.integer(near: Near.group), task: bytes.sharedText())
    first = bytes.optional { Attempt(from: &$0) }
    reflection = bytes.optional { Reflection(from: &$0) }
    second = bytes.optional { Attempt(from: &$0) }
    restore(retries: MeanReward(from: &bytes), tokens: bytes.integer())
    toldMemory = bytes.optionalInteger(near: Near.memory)
    change = bytes.optional { AttemptChange(from: &$0) }
    tags = bytes.bits()
  }
}

/// The places of numbers that those of neighbouring episodes are near to.
private enum Near {
  static let (episode, step, group, memory, reflection, offset) = (0, 1, 2, 3, 4, 5)
}

extension EpisodeRecord.Attempt {
  fileprivate func pack(into bytes: inout PackedWriter) {
    bytes.put(reward)
    bytes.put(turns)
    bytes.put(tokens)
    bytes.put(flags)
    bytes.put(offset, near: Near.offset)
  }

  fileprivate init(from bytes: inout PackedReader) {
    self.init(
      reward: bytes.number(), turns: bytes.integer(), tokens: bytes.integer(),
      flags: bytes.integer(), offset: bytes.optionalInteger(near: Near.offset))
  }
}

extension EpisodeRecord.Reflection {
  fileprivate func pack(into bytes: inout PackedWriter) {
    bytes.put(id, near: Near.reflection)
    bytes.put(memory, near: Near.memory)
    bytes.put(tokens)
    bytes.put(bits: words)
    bytes.put(parsed)
    bytes.put(isRepeated)
    rules.pack(into: &bytes)
    bytes.put(claims) { $1.pack(into: &$0) }
    bytes.put(meaningPlace)
    bytes.put(novelty)
    bytes.put(isTruncated)
    bytes.put(nearest, near: Near.reflection)
    bytes.put(offset, near: Near.offset)
  }

  fileprivate init(from bytes: inout PackedReader) {
    self.init(
      id: bytes.integer(near: Near.reflection), memory: bytes.optionalInteger(near: Near.memory),
      tokens: bytes.integer(), words: bytes.bits(), parsed: bytes.flag(), isRepeated: bytes.flag(),
      rules: RuleCheck(from: &bytes), claims: bytes.optional { ClaimCounts(from: &$0) },
      meaning: nil)
    meaningPlace = bytes.optionalInteger()
    novelty = bytes.optionalNumber()
    isTruncated = bytes.flag()
    nearest = bytes.optionalInteger(near: Near.reflection)
    offset = bytes.optionalInteger(near: Near.offset)
  }
}

extension AttemptChange {
  fileprivate func pack(into bytes: inout PackedWriter) {
    bytes.put(distance)
    bytes.put(divergence)
    bytes.put(endsAlike)
  }

  fileprivate init(from bytes: inout PackedReader) {
    self.init(
      distance: bytes.number(), divergence: bytes.optionalInteger(), endsAlike: bytes.flag())
  }
}

extension RuleCheck {
  func pack(into bytes: inout PackedWriter) {
    bytes.put(claims)
    bytes.put(right)
  }

  init(from bytes: inout PackedReader) {
    self.init(claims: bytes.integer(), right: bytes.integer())
  }
}
