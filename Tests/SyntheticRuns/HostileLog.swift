import Basics
import RunLog
import RunModel

/// A run's log in which strangers wrote every text.
///
/// Texts are found in the lines themselves, so that those of new events are among them. What a line
/// cannot be read with, such as another word for a kind of attempt, stays as it was.
package struct HostileLog {
  private let texts: [String]
  private var next = 0

  /// - Parameter texts: what is written, one after the other.
  package init(_ texts: [String] = HostileText.classes.map(\.text)) { self.texts = texts }

  /// The lines of a log in which every number, but for the version of its form, is another one.
  ///
  /// - Parameters:
  ///   - events: the log as it was.
  ///   - whole: in the place of whole numbers.
  ///   - real: in the place of all others.
  /// - Returns: what can be read of it.
  package static func lines(
    of events: [LoggedEvent], whole: Int, real: Double
  ) -> [[UInt8]] {
    func changed(_ json: JSONValue) -> JSONValue {
      switch json {
      case .integer: .integer(whole)
      case .number: .number(real)
      case .array(let elements): .array(elements.map(changed))
      case .object(let members):
        .object(
          members.map { member in
            let isKept = member.name == "schema"
            return .init(name: member.name, value: isKept ? member.value : changed(member.value))
          })
      default: json
      }
    }
    return events.map { event in
      let line = EventLine.encode(event)
      return (try? JSONValue(parsing: line)).map { Array(changed($0).compactText().utf8) } ?? line
    }
  }

  /// Says what an event is, by which it is read.
  private static let kept: Set = ["event"]

  package mutating func lines(of events: [LoggedEvent]) -> [[UInt8]] {
    events.map { line(of: $0) } + [
      Array(#"{"event":"\u001b]0;of tomorrow\u0007","step":1,"time":{"elapsed":1}}"#.utf8)
    ]
  }

  /// The events as they are read from those lines.
  package mutating func events(of events: [LoggedEvent]) -> [LoggedEvent] {
    lines(of: events).compactMap { try? EventLine.decode($0) }
  }

  private mutating func line(of event: LoggedEvent) -> [UInt8] {
    let line = EventLine.encode(event)
    guard var json = try? JSONValue(parsing: line) else { return line }
    for place in Self.places(in: json) {
      let text = texts[next % texts.count]
      let changed = Self.replacing(place[...], in: json, with: text)
      let bytes = Array(changed.compactText().utf8)
      guard let read = try? EventLine.decode(bytes) else { continue }
      if case .unknown = read.event { continue }
      json = changed
      next += 1
    }
    return Array(json.compactText().utf8)
  }

  /// The ways to all texts of a document, as indexes at each level.
  private static func places(in json: JSONValue) -> [[Int]] {
    switch json {
    case .string: [[]]
    case .array(let elements):
      elements.enumerated().flatMap { index, element in
        places(in: element).map { [index] + $0 }
      }
    case .object(let members):
      members.enumerated().filter { !kept.contains($0.element.name) }.flatMap { index, member in
        places(in: member.value).map { [index] + $0 }
      }
    default: []
    }
  }

  private static func replacing(
    _ place: ArraySlice<Int>, in json: JSONValue, with text: String
  ) -> JSONValue {
    guard let index = place.first else { return .string(text) }
    switch json {
    case .array(var elements):
      elements[index] = replacing(place.dropFirst(), in: elements[index], with: text)
      return .array(elements)
    case .object(var members):
      let member = members[index]
      members[index] = JSONValue.Member(
        name: member.name, value: replacing(place.dropFirst(), in: member.value, with: text))
      return .object(members)
    default: return json
    }
  }
}
