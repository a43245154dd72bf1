/// A horizontal bar, exact to an eighth of a cell.
package struct Bar {
  /// 0 … 1.
  package let fraction: Double
  package let style: Style

  package init(_ fraction: Double, _ style: Style) {
    self.fraction = fraction.isFinite ? min(1, max(0, fraction)) : 0
    self.style = style
  }

  package func draw(in area: Rect, on canvas: inout Canvas) {
    guard !area.isEmpty else { return }
    canvas.write(Self.text(fraction, width: area.width, for: canvas.glyphs), in: area, as: style)
  }

  private static func text(_ fraction: Double, width: Int, for glyphs: GlyphSet) -> String {
    guard glyphs != .ascii else {
      return String(repeating: "#", count: Int((fraction * Double(width)).rounded()))
    }
    let eighths = Int((fraction * Double(width * 8)).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}

/// Parts of a whole side by side, each with a texture of its own besides its colour.
package struct StackedBar {
  package struct Part: Hashable, Sendable {
    package let value: Double
    package let style: Style

    package init(_ value: Double, _ style: Style) {
      self.value = value
      self.style = style
    }
  }

  package let parts: [Part]
  /// What the full width stands for; nil for the sum of the parts.
  package let whole: Double?

  package init(_ parts: [Part], of whole: Double? = nil) {
    self.parts = parts
    self.whole = whole
  }

  /// The texture of the n-th part, for a legend.
  package static func texture(_ index: Int, for glyphs: GlyphSet) -> Character {
    let textures: [Character] =
      glyphs == .ascii ? ["#", "=", "-", ":", "+", "."] : ["█", "▒", "▓", "░", "▚", "▤"]
    return textures[index % textures.count]
  }

  /// Draws the parts; each edge lies at the cell nearest to the running sum, so that rounding
  /// never adds up.
  package func draw(in area: Rect, on canvas: inout Canvas) {
    let values = parts.map { $0.value.isFinite ? max(0, $0.value) : 0 }
    let total = whole ?? values.reduce(0, +)
    guard total > 0, total.isFinite, !area.isEmpty else { return }
    var sum = 0.0
    var start = 0
    for (index, part) in parts.enumerated() {
      sum += values[index]
      let end = max(start, Int((min(1, sum / total) * Double(area.width)).rounded()))
      let place = area.inset(left: start).columns(.fixed(end - start))[0]
      canvas.fill(place, with: Self.texture(index, for: canvas.glyphs), as: part.style)
      start = end
    }
  }
}
