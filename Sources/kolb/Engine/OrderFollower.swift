import Foundation
import RunLog
import RunModel
import Synchronization

/// Reads the orders that are given to a run on a thread of its own, which sleeps between them.
final class OrderFollower: Sendable {
  private let isStopped = Mutex(false)

  /// Obeys what is waiting before what is given from now on.
  init(_ reader: OrderReader, waiting: [GivenOrder], desk: OrderDesk) {
    for order in waiting { desk.obey(order) }
    Thread.detachNewThread { [self] in
      var reader = reader
      while !isStopped.withLock({ $0 }) {
        // A file that cannot be read is looked at again; the run does not need it.
        if let batch = try? reader.read() { obey(batch, desk) }
        reader.wait()
      }
    }
  }

  /// From now on nothing is obeyed any more.
  func stop() { isStopped.withLock { $0 = true } }

  private func obey(_ batch: OrderBatch, _ desk: OrderDesk) {
    // While an order is carried out nobody can stop, so nothing is written behind the end.
    isStopped.withLock { isStopped in
      guard !isStopped else { return }
      desk.refuse(batch.refused)
      for order in batch.given { desk.obey(order) }
    }
  }
}
