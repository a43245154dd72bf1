import Basics
import RunModel

/// One episode as one JSON object, its events as the log has them.
///
///     {"run":…,"episode":…,"attempts":[{"event":"attempt",…},…],"reflection":{…} or null}
package enum EpisodeJSON {
  package static func text(_ texts: EpisodeTexts, run: String) -> String {
    var json = JSONWriter()
    json.object { json in
      json.field("run", run)
      if let episode = texts.first?.episode { json.field("episode", episode) }
    }
    // Without its closing brace, since the events bring bytes of their own.
    let head = json.bytes.dropLast()
    let attempts = [texts.first, texts.second].compactMap { $0 }
      .map { text(of: .attempt($0)) }.joined(separator: ",")
    let reflection = texts.reflection.map { text(of: .reflection($0)) } ?? "null"
    return String(decoding: head, as: UTF8.self)
      + ",\"attempts\":[\(attempts)],\"reflection\":\(reflection)}"
  }

  private static func text(of event: RunEvent) -> String {
    String(decoding: EventLine.encode(LoggedEvent(event)), as: UTF8.self)
  }
}
