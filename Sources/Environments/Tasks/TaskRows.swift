import Basics
import Foundation

/// What tells a row of a world's file from a list or a wrapper of rows.
struct TaskRowShape: Sendable {
  /// An object with any of these keys is a row.
  var keys: Set<String>
  /// Whether a value that is no object is a row by itself, such as the lines of a map.
  var isBareRow: @Sendable (JSONValue) -> Bool = { _ in false }
}

/// One row of a file of tasks, before anybody asked what it says.
struct TaskRow {
  let place: TaskPlace
  /// The key that it stands under, where the file is an object of named rows.
  var name: String?
  let value: JSONValue
}

/// The rows of a file of JSON: lines, a list, an object with a list in it (`{"data": […]}`) or of
/// named rows, or one row alone, on one line or on many.
///
/// A row that is no JSON is a problem beside the others, never an end.
struct TaskRows {
  private(set) var rows: [TaskRow] = []
  private(set) var problems: [TaskFileProblem] = []
  /// Whether the file ends in the middle of a list or an object.
  private(set) var isCut = false
  /// Whether the file begins with a list.
  private(set) var beginsList = false

  private let file: String
  private let shape: TaskRowShape
  private let text: JSONExtents

  init(_ bytes: [UInt8], file: String, shape: TaskRowShape) {
    self.file = file
    self.shape = shape
    text = JSONExtents(bytes: bytes)
    let lines = Self.lines(of: bytes)
    guard let first = lines.first else { return }
    beginsList = bytes[first.range.lowerBound] == UInt8(ascii: "[")
    if lines.count > 1, isWhole(first.range) || !isWholeDocument(lines) {
      for line in lines { take(line.range, at: TaskPlace(.line, line.number), isAlone: false) }
    } else {
      readDocument(from: first.range.lowerBound, line: first.number)
    }
    problems.sort { $0.place < $1.place }
  }

  /// The lines that are not blank.
  private static func lines(of bytes: [UInt8]) -> [(number: Int, range: Range<Int>)] {
    var lines: [(Int, Range<Int>)] = []
    var start = 0
    var number = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if let first = bytes[start..<end].firstIndex(where: { !JSONExtents.isSpace($0) }) {
        lines.append((number, first..<end))
      }
      start = end + 1
      number += 1
    }
    return lines
  }

  /// Whether a line is one value and nothing else.
  private func isWhole(_ line: Range<Int>) -> Bool {
    guard let value = text.value(at: line.lowerBound) else { return false }
    return value.upperBound <= line.upperBound
      && text.skippingSpaces(from: value.upperBound) >= line.upperBound
  }

  /// Whether the file is to be read across its lines, because its first value is: a first line
  /// that is merely broken is followed by lines that begin rows of their own.
  private func isWholeDocument(_ lines: [(number: Int, range: Range<Int>)]) -> Bool {
    switch text.bytes[lines[0].range.lowerBound] {
    case UInt8(ascii: "["): true
    case UInt8(ascii: "{"): text.bytes[lines[1].range.lowerBound] != UInt8(ascii: "{")
    default: false
    }
  }

  /// Values one after another, each over as many lines as it likes.
  private mutating func readDocument(from start: Int, line: Int) {
    var next = start
    var line = line
    var counted = start
    while next < text.bytes.count {
      line += text.bytes[counted..<next].count { $0 == UInt8(ascii: "\n") }
      counted = next
      let range = text.value(at: next)
      let isAlone = next == start
      take(range ?? next..<text.bytes.count, at: TaskPlace(.line, line), isAlone: isAlone)
      guard let range else {
        isCut = true
        return
      }
      next = text.skippingSpaces(from: range.upperBound)
    }
  }

  /// Takes a value for what it is: a row, or a list or an object of rows.
  ///
  /// - Parameters:
  ///   - range: where it stands.
  ///   - place: what people call that place.
  ///   - isAlone: whether there is nothing before it, so that its elements may be counted.
  private mutating func take(_ range: Range<Int>, at place: TaskPlace, isAlone: Bool) {
    switch text.bytes[range.lowerBound] {
    case UInt8(ascii: "["): takeList(range, at: place, isAlone: isAlone)
    case UInt8(ascii: "{"): takeObject(range, at: place, isAlone: isAlone)
    default: takeRow(range, at: place)
    }
  }

  private mutating func takeList(_ range: Range<Int>, at place: TaskPlace, isAlone: Bool) {
    let list = text.elements(ofListAt: range.lowerBound)
    isCut = isCut || !list.isWhole
    let beginsRow = list.ranges.first.map { isBracketOrText(text.bytes[$0.lowerBound]) } ?? true
    if !beginsRow && !isAlone || list.isWhole && isBare(range) {
      return takeRow(range, at: place)
    }
    for (index, element) in list.ranges.enumerated() {
      let isLast = index == list.ranges.count - 1
      let place = isAlone ? TaskPlace(.index, index) : place
      if isLast && !list.isWhole {
        refuse(place, "The file ends in the middle of this item. Get it again, whole.")
      } else {
        takeRow(unwrapped(element), at: place)
      }
    }
  }

  private mutating func takeObject(_ range: Range<Int>, at place: TaskPlace, isAlone: Bool) {
    guard let members = text.members(ofObjectAt: range.lowerBound) else {
      return takeRow(range, at: place)
    }
    let named = members.map { (name: name(at: $0.name), value: $0.value) }
    let isRow = named.contains { shape.keys.contains($0.name) }
    guard !isRow else { return takeRow(range, at: place) }
    let row = unwrapped(range)
    guard row == range else { return takeRow(row, at: place) }
    let lists = named.filter { text.bytes[$0.value.lowerBound] == UInt8(ascii: "[") }
    let nested = named.filter { isBracketOrText(text.bytes[$0.value.lowerBound]) }
    if lists.count == 1, !isBare(lists[0].value) {
      takeList(lists[0].value, at: place, isAlone: isAlone)
    } else if !named.isEmpty, nested.count == named.count, isAlone {
      for (index, member) in named.enumerated() {
        takeRow(member.value, at: TaskPlace(.index, index), name: member.name)
      }
    } else {
      takeRow(range, at: place)
    }
  }

  private mutating func takeRow(_ range: Range<Int>, at place: TaskPlace, name: String? = nil) {
    do {
      var value = try JSONValue(parsing: text.bytes[range], as: .python)
      // JSON that was written as a text once more.
      if case .string(let inner) = value, inner.contains("{"),
        let second = try? JSONValue(parsing: inner.utf8, as: .python)
      {
        value = second
      }
      guard value.members != nil || shape.isBareRow(value) else {
        return refuse(place, "The row is no JSON object. Write one object a line.")
      }
      rows.append(TaskRow(place: place, name: name, value: value))
    } catch {
      refuse(place, "The row is no JSON: \(error). Correct it.")
    }
  }

  private mutating func refuse(_ place: TaskPlace, _ reason: String) {
    problems.append(TaskFileProblem(file: file, place: place, text: reason))
  }

  /// The object under `row`, as servers of data sets send rows.
  private func unwrapped(_ range: Range<Int>) -> Range<Int> {
    guard text.bytes[range.lowerBound] == UInt8(ascii: "{"),
      let members = text.members(ofObjectAt: range.lowerBound),
      !members.contains(where: { shape.keys.contains(name(at: $0.name)) }),
      let row = members.first(where: { name(at: $0.name) == "row" }),
      text.bytes[row.value.lowerBound] == UInt8(ascii: "{")
    else { return range }
    return row.value
  }

  /// Whether a list is a row by itself; one that begins with an object is none.
  private func isBare(_ range: Range<Int>) -> Bool {
    let first = text.skippingSpaces(from: range.lowerBound + 1)
    guard first < range.upperBound, text.bytes[first] != UInt8(ascii: "{") else { return false }
    guard let value = try? JSONValue(parsing: text.bytes[range], as: .python) else { return false }
    return shape.isBareRow(value)
  }

  private func isBracketOrText(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "\"")
  }

  private func name(at range: Range<Int>) -> String {
    String(decoding: text.bytes[range].dropFirst().dropLast(), as: UTF8.self)
  }
}
