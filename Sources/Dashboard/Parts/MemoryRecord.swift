import RunModel

/// How second attempts did that were told a reflection which started from anything but one entry.
///
/// Only those of the steps in which the entry was used count: later and earlier ones met another
/// policy. It is no experiment, since who starts from what is not drawn by lot.
struct MemoryRecord {
  private(set) var retries = 0
  private(set) var wins = 0

  init(besides entry: MemoryEntry, in run: RunState) {
    let last = entry.lastUse ?? entry.step
    // Steps ascend, and what came after the last use need not be looked at one by one.
    let records = run.episodes.records
    for place in run.episodes.places(ofSteps: entry.step...max(last, entry.step)) {
      let record = records[place]
      guard record.reflection != nil, record.toldMemory != entry.id, let second = record.second
      else { continue }
      retries += 1
      if second.reward >= run.threshold(of: record) { wins += 1 }
    }
  }

  var rate: Double? { retries > 0 ? Double(wins) / Double(retries) : nil }
}
