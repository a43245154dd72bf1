/// Where a colour comes from: a role, or a place between the cold and the hot end of a heat map.
package enum Ink: Hashable, Sendable {
  case role(Role)
  /// 0 is the low end, 255 the high one.
  case heat(UInt8)

  /// The place of a fraction, clamped to 0 … 1; what is not a number is muted.
  package static func heat(_ fraction: Double) -> Ink {
    guard !fraction.isNaN else { return .role(.muted) }
    // 32 steps are finer than the eye tells apart on glyphs, and keep the colour pairs few.
    let step = (min(1, max(0, fraction)) * 31).rounded()
    return .heat(UInt8(step * 255 / 31))
  }
}

/// How a cell should look, in the words of the program; a `Theme` turns it into colours.
package struct Style: Hashable, Sendable {
  package var ink: Ink
  /// What lies behind the glyph: its background, and in a theme without colours its attributes.
  package var backdrop: Ink?
  package var attributes: Attributes

  package init(_ role: Role, over backdrop: Role? = nil, attributes: Attributes = []) {
    self.init(ink: .role(role), backdrop: backdrop.map(Ink.role), attributes: attributes)
  }

  package init(ink: Ink, backdrop: Ink? = nil, attributes: Attributes = []) {
    self.ink = ink
    self.backdrop = backdrop
    self.attributes = attributes
  }

  package var bold: Style { adding(.bold) }
  package var dim: Style { adding(.dim) }
  package var underlined: Style { adding(.underline) }
  package var reversed: Style { adding(.reverse) }

  package func over(_ role: Role) -> Style {
    Style(ink: ink, backdrop: .role(role), attributes: attributes)
  }

  package func over(heat fraction: Double) -> Style {
    Style(ink: ink, backdrop: .heat(fraction), attributes: attributes)
  }

  private func adding(_ attribute: Attributes) -> Style {
    Style(ink: ink, backdrop: backdrop, attributes: attributes.union(attribute))
  }
}

/// `.muted`, `.good` and so on, where a style is expected.
extension Style {
  package static let text = Style(.text)
  package static let muted = Style(.muted)
  package static let title = Style(.title)
  package static let border = Style(.border)
  package static let borderFocused = Style(.borderFocused)
  package static let accent = Style(.accent)
  package static let key = Style(.key)
  package static let good = Style(.good)
  package static let bad = Style(.bad)
  package static let warning = Style(.warning)
  package static let first = Style(.first)
  package static let second = Style(.second)
  package static let heldOut = Style(.heldOut)
  package static let reflection = Style(.reflection)
  package static let memory = Style(.memory)
  package static let distilled = Style(.distilled)
  package static let baseline = Style(.baseline)
  package static let selection = Style(.selection)
  package static let match = Style(.match)
  package static let added = Style(.added)
  package static let removed = Style(.removed)
  package static let agent = Style(.agent)
  package static let goal = Style(.goal)
  package static let hole = Style(.hole)
  package static let safe = Style(.safe)
  package static let wall = Style(.wall)
  package static let box = Style(.box)

  package static func series(_ index: Int) -> Style { Style(.series(index)) }

  /// The style of a fraction, clamped to 0 … 1, of the way from cold to hot.
  package static func heat(_ fraction: Double) -> Style { Style(ink: .heat(fraction)) }
}
