import CCurl
import Foundation
import Synchronization

/// The thread that serves all requests of a transport.
final class CurlEngine: Sendable {
  private enum Command {
    case begin(Exchange)
    case cancel(Exchange)
    case close
  }

  /// Of a library whose calls the compiler cannot see through; used on the thread alone, but for
  /// waking it.
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private struct State {
    var commands: [Command] = []
    var handle: Handle?
  }

  private let state = Mutex(State())
  private let connections: Int

  init(connections: Int) {
    self.connections = connections
  }

  /// Has a request made.
  ///
  /// - Returns: why that is not possible; `nil` if all is well.
  func begin(_ exchange: Exchange) -> TransportError? { tell(.begin(exchange)) }

  func cancel(_ exchange: Exchange) { _ = tell(.cancel(exchange)) }

  func close() {
    if state.withLock({ $0.handle != nil }) { _ = tell(.close) }
  }

  private func tell(_ command: Command) -> TransportError? {
    let (handle, isNew) = state.withLock { state -> (Handle?, Bool) in
      let isNew = state.handle == nil
      if isNew, ccurl_problem() == nil {
        state.handle = ccurl_engine_make(connections).map { Handle(pointer: $0) }
      }
      if state.handle != nil { state.commands.append(command) }
      return (state.handle, isNew)
    }
    guard let handle else {
      let why = ccurl_problem().map { String(cString: $0) } ?? "its libcurl cannot be begun"
      return .other("This machine cannot speak to servers: \(why). Install libcurl 4.")
    }
    if isNew {
      let thread = Thread { [self] in serve(handle.pointer) }
      thread.name = "kolb requests"
      thread.start()
    } else {
      ccurl_engine_wake(handle.pointer)
    }
    return nil
  }

  private func serve(_ engine: OpaquePointer) {
    var underWay: [ObjectIdentifier: (exchange: Exchange, transfer: CurlTransfer)] = [:]
    func end(_ exchange: Exchange, _ code: Int32?) {
      guard let (_, transfer) = underWay.removeValue(forKey: ObjectIdentifier(exchange)) else {
        return
      }
      transfer.remove(from: engine)
      exchange.finish(code: code)
    }
    while true {
      let commands = state.withLock { state in
        defer { state.commands = [] }
        return state.commands
      }
      for command in commands {
        switch command {
        case .begin(let exchange):
          guard let transfer = CurlTransfer(exchange) else {
            exchange.end(.other("A request could not be made: there is no memory for it."))
            continue
          }
          underWay[ObjectIdentifier(exchange)] = (exchange, transfer)
          transfer.add(to: engine)
        case .cancel(let exchange): end(exchange, nil)
        case .close:
          for (exchange, _) in underWay.values { end(exchange, nil) }
          return ccurl_engine_free(engine)
        }
      }
      ccurl_engine_perform(engine)
      var code: Int32 = 0
      while let context = ccurl_engine_over(engine, &code) {
        end(Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue(), code)
      }
      // An hour, or until a byte, a deadline of the library, or somebody wakes it.
      ccurl_engine_wait(engine, 3_600_000)
    }
  }
}
