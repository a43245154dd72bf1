import RLCore
import RunModel

/// How second attempts did that were told a reflection which started from an entry, beside those
/// of the very same steps that were told one which did not.
///
/// Only steps that have both count: later and earlier ones met another policy. It is no
/// experiment, since who starts from what is not drawn by lot.
struct MemoryRecord {
  struct Tally {
    private(set) var retries = 0
    private(set) var wins = 0

    mutating func add(_ won: Bool) {
      retries += 1
      if won { wins += 1 }
    }

    var rate: Double? { retries > 0 ? Double(wins) / Double(retries) : nil }

    static func + (left: Self, right: Self) -> Self {
      var both = left
      both.retries += right.retries
      both.wins += right.wins
      return both
    }
  }

  private(set) var with = Tally()
  private(set) var without = Tally()
  /// Steps that have both.
  private(set) var steps = 0

  init(of entry: MemoryEntry, in run: RunState) {
    let last = entry.lastUse ?? entry.step
    // Steps ascend, and what came after the last use need not be looked at one by one.
    let records = run.episodes.records
    var step = Int.min
    var (own, others) = (Tally(), Tally())
    func close() {
      guard own.retries > 0, others.retries > 0 else { return }
      (with, without, steps) = (with + own, without + others, steps + 1)
    }
    for place in run.episodes.places(ofSteps: entry.step...max(last, entry.step)) {
      let record = records[place]
      if record.step != step {
        close()
        (step, own, others) = (record.step, Tally(), Tally())
      }
      guard record.reflection != nil, let second = record.second else { continue }
      let won = second.reward >= run.threshold(of: record)
      if record.toldMemory == entry.id { own.add(won) } else { others.add(won) }
    }
    close()
  }
}

extension MemoryEntry {
  /// Whether what is not true in it is said or only guessed; `nil` where nobody judged that.
  var marks: ReflectionMarks? {
    claims.map { $0.isFalse ? .untrue : [] }
  }

  /// Whether something in it is claimed and not so; guesses claim nothing.
  var saysSomethingFalse: Bool {
    claims.map(\.isFalse) ?? (rules.right < rules.claims)
  }
}
