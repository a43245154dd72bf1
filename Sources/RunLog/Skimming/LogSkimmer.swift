import Dispatch
import Foundation
import RLCore
import RunModel
import Synchronization

/// Reads what a log has now, without its words: parts of it on all cores, and ahead of whoever
/// asks, who gets them in their order.
final class LogSkimmer: Sendable {
  private static let queue = DispatchQueue(label: "kolb.skimming", attributes: .concurrent)

  private let file: OpenFile
  /// How many bytes the log had when this began.
  let limit: Int
  private let partSize: Int
  private let progress: Mutex<Progress>

  private struct Progress: Sendable {
    /// Where the next part begins that nobody works at.
    var next: Int
    var ahead: [PendingBlock] = []
    /// What the symbols stand for at the end of the last part that was asked for; `nil` until one
    /// was.
    var legend: [LegendEntry]?
  }

  /// Reads from a place that begins a line.
  init(
    _ file: OpenFile, from start: Int, upTo limit: Int, part: Int, legend: [LegendEntry]? = nil
  ) {
    self.file = file
    self.limit = limit
    partSize = part
    progress = Mutex(Progress(next: start, legend: legend))
  }

  /// The next part; `nil` behind the last.
  func next() throws(RunLogError) -> LogBlock? {
    let (pending, legend) = progress.withLock { progress in
      // Nobody knows what symbols stand for before the first event is read.
      let depth = progress.legend == nil ? 1 : ProcessInfo.processInfo.activeProcessorCount + 2
      while progress.ahead.count < depth, progress.next < limit {
        let part = progress.next..<min(progress.next + partSize, limit)
        progress.next = part.upperBound
        progress.ahead.append(begin(part, legend: progress.legend ?? []))
      }
      let pending = progress.ahead.isEmpty ? nil : progress.ahead.removeFirst()
      return (pending, progress.legend ?? [])
    }
    guard let pending else { return nil }
    var block = try pending.wait()
    if block.legend != legend {
      block = try LogBlock(of: file, block.part, upTo: limit, legend: legend)
    }
    progress.withLock { $0.legend = block.legendAtEnd }
    return block
  }

  private func begin(_ part: Range<Int>, legend: [LegendEntry]) -> PendingBlock {
    let pending = PendingBlock()
    Self.queue.async { [file, limit] in
      pending.fulfil(
        Result { () throws(RunLogError) in
          try LogBlock(of: file, part, upTo: limit, legend: legend)
        })
    }
    return pending
  }
}

/// A part of a log that is being read on another thread.
private final class PendingBlock: Sendable {
  private let done = DispatchSemaphore(value: 0)
  private let result = Mutex<Result<LogBlock, RunLogError>?>(nil)

  func fulfil(_ result: Result<LogBlock, RunLogError>) {
    self.result.withLock { $0 = result }
    done.signal()
  }

  func wait() throws(RunLogError) -> LogBlock {
    done.wait()
    let result = result.withLock { result in
      defer { result = nil }
      return result
    }
    // What was announced is there.
    guard let result else { preconditionFailure("a part of a log was announced and is missing") }
    return try result.get()
  }
}
