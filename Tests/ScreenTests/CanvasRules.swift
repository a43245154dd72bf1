import Dashboard
import TerminalUI

/// What must hold of every picture, whatever it shows.
enum CanvasRules {
  /// The first rule that a picture breaks, in words; `nil` if it keeps them all.
  static func fault(in canvas: Canvas) -> String? {
    for row in 0..<canvas.height {
      var columns = 0
      for column in 0..<canvas.width {
        let cell = canvas[column, row]
        columns += Int(cell.width)
        if let fault = fault(in: cell, glyphs: canvas.glyphs) {
          return "\(fault) at column \(column), row \(row)"
        }
        let isBehindWide = column > 0 && canvas[column - 1, row].width == 2
        guard cell.isCovered == isBehindWide else {
          return "half a wide character at column \(column), row \(row)"
        }
      }
      guard columns == canvas.width else {
        return "row \(row) has \(columns) columns of \(canvas.width)"
      }
    }
    guard let cursor = canvas.cursor else { return nil }
    return canvas.bounds.contains(column: cursor.column, row: cursor.row)
      ? nil : "the cursor is at column \(cursor.column), row \(cursor.row)"
  }

  private static func fault(in cell: Cell, glyphs: GlyphSet) -> String? {
    guard !cell.isCovered else { return cell.text.isEmpty ? nil : "text behind a wide character" }
    let scalars = cell.text.unicodeScalars
    guard let first = scalars.first else { return "an empty cell" }
    if first.isASCII, scalars.count == 1 {
      return (0x20..<0x7F).contains(first.value) && cell.width == 1 ? nil : "a control character"
    }
    guard glyphs != .ascii else { return "'\(cell.text)' where only ASCII can be shown" }
    guard TextWidth.columns(of: first) == Int(cell.width) else {
      return "'\(cell.text)' with \(cell.width) columns"
    }
    let isPrinting = scalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator,
        .paragraphSeparator:
        false
      default: true
      }
    }
    guard isPrinting else { return "something that does not print" }
    return scalars.dropFirst().allSatisfy { TextWidth.columns(of: $0) == 0 }
      ? nil : "'\(cell.text)' in one cell"
  }

  /// What is wrong with a picture as it is sent to a terminal of some depth.
  static func fault(inBytes text: String, depth: ColourDepth) -> String? {
    var isInSequence = false
    var codes = ""
    for scalar in text.unicodeScalars {
      if isInSequence {
        if scalar == "m" {
          isInSequence = false
          if let fault = fault(inCodes: codes, depth: depth) { return fault }
        } else if scalar == "[" || scalar == ";" || ("0"..."9").contains(scalar) {
          if scalar != "[" { codes.unicodeScalars.append(scalar) }
        } else {
          return "a sequence with '\(scalar.value)'"
        }
      } else if scalar == "\u{1B}" {
        isInSequence = true
        codes = ""
      } else if scalar.value < 0x20, scalar != "\n" {
        return "a control character \(scalar.value)"
      }
    }
    return isInSequence ? "a sequence without an end" : nil
  }

  private static func fault(inCodes codes: String, depth: ColourDepth) -> String? {
    let numbers = codes.split(separator: ";").compactMap { Int($0) }
    let hasColour = numbers.contains { (30...49).contains($0) || (90...107).contains($0) }
    let isLong = numbers.contains(38) || numbers.contains(48)
    return switch depth {
    case .mono where hasColour: "a colour without colours"
    case .sixteen where isLong: "more than 16 colours"
    default: nil
    }
  }
}
