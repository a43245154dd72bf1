import Basics
import RLCore

/// What the judged claims of a reflection come to.
package struct ClaimCounts: Sendable, Equatable {
  /// Claims that the attempt could show, and how many it does.
  package var checkable = 0
  package var shown = 0
  /// Symbols explained rightly, of how many there are.
  package var found = 0
  package var facts = 0
  package var leaks = LeakFlags()

  package init(_ claims: [Claim], facts: Int) {
    var right: Set<String> = []
    for claim in claims {
      if let leak = claim.leak { leaks.insert(leak) }
      if claim.kind != .leak || claim.leak == .coordinates {
        checkable += 1
        if claim.isShown { shown += 1 }
      }
      // Logs from before roles were written down have symbols of one letter only.
      let isOfSymbol = claim.subject.count == 1 || !claim.said.isEmpty
      if claim.kind == .rule, claim.verdict == .right, isOfSymbol,
        !claim.subject.hasPrefix("not ")
      {
        // A small letter is another form of the same symbol.
        right.insert(claim.subject.count == 1 ? claim.subject.uppercased() : claim.subject)
      }
    }
    self.facts = max(0, facts)
    found = min(right.count, self.facts)
  }

  func pack(into bytes: inout PackedWriter) {
    for count in [checkable, shown, found, facts] { bytes.put(count) }
    bytes.put(byte: leaks.bits)
  }

  init(from bytes: inout PackedReader) {
    checkable = bytes.integer()
    shown = bytes.integer()
    found = bytes.integer()
    facts = bytes.integer()
    leaks = LeakFlags(bits: bytes.byte())
  }

  package var recall: Double? { facts > 0 ? Double(found) / Double(facts) : nil }
}

/// What a reflection gives away of its very task.
package struct LeakFlags: Sendable, Equatable {
  fileprivate private(set) var bits: UInt8 = 0

  package init() {}

  fileprivate init(bits: UInt8) { self.bits = bits }

  mutating func insert(_ leak: Claim.Leak) { bits |= Self.bit(leak) }

  package func contains(_ leak: Claim.Leak) -> Bool { bits & Self.bit(leak) != 0 }

  package var isEmpty: Bool { bits == 0 }
  /// Whether it holds a solution: a path that was found to solve the task, or its answer.
  package var givesAway: Bool { contains(.path) || contains(.answer) }
  /// Whether it holds moves through the task, or its answer, as `[Claim].givesRoute` says.
  package var givesRoute: Bool { all.contains(where: \.isRoute) }
  /// To sort by: the more that is given away, the more.
  package var weight: Int { all.count + (givesAway ? 10 : 0) }
  package var all: [Claim.Leak] { Claim.Leak.allCases.filter(contains) }

  private static func bit(_ leak: Claim.Leak) -> UInt8 {
    1 << UInt8(Claim.Leak.allCases.firstIndex(of: leak) ?? 0)
  }
}
