/// Dots finer than cells, and the characters that show them.
///
/// A cell holds 2 × 4 dots in braille, 2 × 2 in blocks, and one in ASCII. A cell has one colour,
/// so a layer in front takes over the whole cell from one behind; dots of the same layer add up.
struct DotRaster {
  /// From back to front.
  enum Layer: Int, Comparable {
    case band
    case raw
    case bar
    case curve

    static func < (left: Layer, right: Layer) -> Bool { left.rawValue < right.rawValue }
  }

  struct Spot {
    var mask: UInt8
    var layer: Layer
    var style: Style
    var plain: Character
  }

  let columns: Int
  let rows: Int
  let glyphs: GlyphSet
  private var spots: [Spot?]

  init(columns: Int, rows: Int, glyphs: GlyphSet) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    self.glyphs = glyphs
    self.spots = Array(repeating: nil, count: self.columns * self.rows)
  }

  var dotsAcross: Int { glyphs == .ascii ? 1 : 2 }

  var dotsDown: Int {
    switch glyphs {
    case .braille: 4
    case .block: 2
    case .ascii: 1
    }
  }

  /// The raster's size in dots.
  var width: Int { columns * dotsAcross }
  var height: Int { rows * dotsDown }

  /// Sets a dot, counted from the top left; outside nothing happens.
  mutating func set(_ x: Int, _ y: Int, layer: Layer, style: Style, plain: Character) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    let index = y / dotsDown * columns + x / dotsAcross
    let bit = Self.bit(x % dotsAcross, y % dotsDown, glyphs)
    guard let spot = spots[index], spot.layer >= layer else {
      spots[index] = Spot(mask: bit, layer: layer, style: style, plain: plain)
      return
    }
    guard spot.layer == layer else { return }
    spots[index] = Spot(mask: spot.mask | bit, layer: layer, style: style, plain: plain)
  }

  /// Sets the dots between two places (Bresenham), after clipping to the raster; every other
  /// pair of them in a broken line.
  mutating func line(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), layer: Layer, style: Style,
    plain: Character, isBroken: Bool = false
  ) {
    guard let (a, b) = clipped(start, end) else { return }
    var (x, y) = (Int(a.x.rounded(.down)), Int(a.y.rounded(.down)))
    let (endX, endY) = (Int(b.x.rounded(.down)), Int(b.y.rounded(.down)))
    let (dx, dy) = (abs(endX - x), -abs(endY - y))
    let (stepX, stepY) = (x < endX ? 1 : -1, y < endY ? 1 : -1)
    var error = dx + dy
    while true {
      if !isBroken || (x + y) / 2 % 2 == 0 {
        set(x, y, layer: layer, style: style, plain: plain)
      }
      if x == endX, y == endY { return }
      let doubled = 2 * error
      if doubled >= dy { (error, x) = (error + dy, x + stepX) }
      if doubled <= dx { (error, y) = (error + dx, y + stepY) }
    }
  }

  /// The character of a cell with its style; nil when it has no dots.
  func glyph(column: Int, row: Int) -> (character: Character, style: Style)? {
    guard column >= 0, column < columns, row >= 0, row < rows,
      let spot = spots[row * columns + column]
    else { return nil }
    switch glyphs {
    case .ascii: return (spot.plain, spot.style)
    case .block: return (Self.quarters[Int(spot.mask & 15)], spot.style)
    case .braille:
      let scalar = Unicode.Scalar(0x2800 + UInt32(spot.mask)) ?? " "
      return (Character(scalar), spot.style)
    }
  }

  /// The sign of the curve that has a cell; nil where none does.
  func curve(column: Int, row: Int) -> Character? {
    guard column >= 0, column < columns, row >= 0, row < rows,
      let spot = spots[row * columns + column], spot.layer == .curve
    else { return nil }
    return spot.plain
  }

  /// The part of a segment inside the raster (Liang and Barsky 1984).
  private func clipped(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    let (right, bottom) = (Double(width) - 0.001, Double(height) - 0.001)
    guard right > 0, bottom > 0 else { return nil }
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    guard dx.isFinite, dy.isFinite else { return nil }
    var (enter, leave) = (0.0, 1.0)
    for (p, q) in [(-dx, a.x), (dx, right - a.x), (-dy, a.y), (dy, bottom - a.y)] {
      if p == 0 {
        if q < 0 { return nil }
      } else if p < 0 {
        enter = max(enter, q / p)
      } else {
        leave = min(leave, q / p)
      }
    }
    guard enter <= leave else { return nil }
    return (
      (a.x + enter * dx, a.y + enter * dy), (a.x + leave * dx, a.y + leave * dy)
    )
  }

  private static func bit(_ x: Int, _ y: Int, _ glyphs: GlyphSet) -> UInt8 {
    switch glyphs {
    case .ascii: 1
    case .block: 1 << UInt8(y * 2 + x)
    // The dots of braille are numbered down the columns, but the fourth row came later.
    case .braille: y == 3 ? 64 << UInt8(x) : 1 << UInt8(y + 3 * x)
    }
  }

  /// By mask: 1 top left, 2 top right, 4 bottom left, 8 bottom right.
  private static let quarters: [Character] = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
}
