/// How far something has come: "▕███████▍      ▏ 33 %".
package struct ProgressBar {
  /// 0 … 1; nil when nobody knows.
  package var fraction: Double?
  package var style: Style

  package init(_ fraction: Double?, _ style: Style = .accent) {
    self.fraction = fraction.flatMap { $0.isFinite ? min(1, max(0, $0)) : nil }
    self.style = style
  }

  package func draw(in area: Rect, on canvas: inout Canvas) {
    let label = fraction.map { "\(Int($0 * 100)) %" } ?? "? %"
    let room = area.width - 8
    guard room > 0 else {
      canvas.write(label, in: area)
      return
    }
    let ends = canvas.glyphs == .ascii ? ("[", "]") : ("▕", "▏")
    canvas.write(ends.0, in: area, as: .border)
    canvas.write(ends.1, column: room + 1, in: area, as: .border)
    Bar(fraction ?? 0, style).draw(in: area.inset(left: 1).columns(.fixed(room))[0], on: &canvas)
    canvas.write(label, column: room + 3, in: area)
  }
}
