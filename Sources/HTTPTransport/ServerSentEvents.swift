/// Takes a stream of server-sent events apart, wherever the line has cut it.
///
/// The events are those of the HTML standard, section 9.2.6; only their data is of use here.
package struct ServerSentEvents: Sendable {
  /// A line that never ends would fill the memory.
  private static let longest = 1 << 20

  private var line: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false
  private var endedInReturn = false
  private var isAtBeginning = true

  package init() {}

  /// The data of the events that end in these bytes.
  ///
  /// - Throws: `TransportError` where a line has no end.
  package mutating func take(_ bytes: [UInt8]) throws(TransportError) -> [String] {
    var events: [String] = []
    for byte in bytes {
      // A line ends with LF, with CR, or with both.
      let isSecond = endedInReturn && byte == UInt8(ascii: "\n")
      endedInReturn = byte == UInt8(ascii: "\r")
      if isSecond { continue }
      guard byte == UInt8(ascii: "\n") || endedInReturn else {
        line.append(byte)
        guard line.count + data.count <= Self.longest else {
          throw .tooLarge(Self.longest)
        }
        continue
      }
      if let event = endLine() { events.append(event) }
    }
    return events
  }

  /// The data of an event that lacks the empty line behind it, when the stream is over.
  package mutating func end() -> String? {
    if !line.isEmpty, let event = endLine() { return event }
    return dispatch()
  }

  private mutating func endLine() -> String? {
    var whole = line[...]
    line = []
    if isAtBeginning, whole.starts(with: [0xEF, 0xBB, 0xBF]) { whole = whole.dropFirst(3) }
    isAtBeginning = false
    guard !whole.isEmpty else { return dispatch() }
    let name = whole.prefix { $0 != UInt8(ascii: ":") }
    guard name.elementsEqual("data".utf8) else { return nil }
    var value = whole.dropFirst(name.count + 1)
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    if hasData { data.append(UInt8(ascii: "\n")) }
    data += value
    hasData = true
    return nil
  }

  private mutating func dispatch() -> String? {
    guard hasData else { return nil }
    defer {
      data = []
      hasData = false
    }
    return String(decoding: data, as: UTF8.self)
  }
}
