import Basics

/// What is asked of one process and what it answers: the order of things, without the process.
///
/// Questions have numbers, and are answered in their order, one line each. A line that is no JSON
/// object with a number is no answer: it is counted and passed over, since many libraries print
/// what they please, but only so much of it.
struct ProcessExchange {
  /// Bytes that one answer may have.
  static let longestLine = 1 << 20
  /// Bytes of other lines between two answers.
  static let mostStray = 1 << 20

  private(set) var waiting: [Int] = []
  private(set) var nextNumber = 0
  /// Lines that were no answers.
  private(set) var strayLines = 0
  /// The first of them since the last answer, as far as it serves to find where it came from.
  private(set) var stray: String?
  private var strayBytes = 0
  private var feed = LineFeed(longest: longestLine)

  /// Why a process cannot be spoken to any longer.
  enum Breach: Error, Equatable {
    /// More than anybody asked for.
    case flood
    /// An answer to something else than what was asked first.
    case outOfStep(answered: Int, asked: Int?)
  }

  /// A number for a question that is about to be sent.
  mutating func ask() -> Int {
    defer { nextNumber += 1 }
    waiting.append(nextNumber)
    return nextNumber
  }

  /// What has been answered with what has come now.
  ///
  /// Answers before a breach count.
  mutating func take(_ bytes: some Collection<UInt8>) -> (answers: [(Int, JSONValue)], Breach?) {
    var answers: [(Int, JSONValue)] = []
    let lines: [[UInt8]]
    do { lines = try feed.lines(adding: bytes) } catch { return ([], .flood) }
    for line in lines {
      guard let (number, value) = Self.answer(in: line) else {
        if let breach = pass(line) { return (answers, breach) }
        continue
      }
      guard number == waiting.first else {
        return (answers, .outOfStep(answered: number, asked: waiting.first))
      }
      waiting.removeFirst()
      stray = nil
      strayBytes = 0
      answers.append((number, value))
    }
    return (answers, nil)
  }

  private mutating func pass(_ line: [UInt8]) -> Breach? {
    strayLines += 1
    strayBytes += line.count + 1
    if stray == nil, line.contains(where: { $0 > UInt8(ascii: " ") }) {
      stray = WorldText.line(String(decoding: line.prefix(400), as: UTF8.self))
    }
    return strayBytes > Self.mostStray ? .flood : nil
  }

  private static func answer(in line: [UInt8]) -> (Int, JSONValue)? {
    guard line.contains(UInt8(ascii: "{")),
      let value = try? JSONValue(parsing: line, as: .python),
      case .object(let members) = value,
      case .integer(let number)? = members.first(where: { $0.name == "id" })?.value
    else { return nil }
    return (number, value)
  }
}
