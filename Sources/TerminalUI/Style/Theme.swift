/// How something looks: colours where nil means the terminal's own, and attributes.
package struct Appearance: Hashable, Sendable {
  package var foreground: Colour?
  package var background: Colour?
  package var attributes: Attributes

  package init(
    foreground: Colour? = nil, background: Colour? = nil, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// Whether the colour of the glyph stands out from the one behind it, as far as both are known:
  /// what is bright on black may vanish on the background of a selection.
  var canBeSeen: Bool {
    guard let foreground, let background else { return true }
    return foreground.contrast(to: background) >= 3
  }
}

/// Which appearance every role has.
package struct Theme: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case dark
    case light
  }

  package var name: String
  package var kind: Kind
  /// Behind everything; nil leaves the terminal's own background.
  package var background: Colour?
  private var appearances: [Role: Appearance]

  package init(
    name: String, kind: Kind, background: Colour? = nil, appearances: [Role: Appearance]
  ) {
    self.name = name
    self.kind = kind
    self.background = background
    self.appearances = appearances
  }

  package subscript(role: Role) -> Appearance {
    get { appearances[role] ?? Appearance() }
    set { appearances[role] = newValue }
  }

  /// The look of a style: the role's colours, on its backdrop, with the attributes of all three.
  package func appearance(of style: Style) -> Appearance {
    var look = appearance(of: style.ink)
    if let backdrop = style.backdrop {
      let behind = appearance(of: backdrop)
      look.attributes.formUnion(behind.attributes)
      switch backdrop {
      case .heat: look.background = behind.foreground
      case .role: look.background = behind.background ?? look.background
      }
      if case .role = backdrop, let foreground = behind.foreground,
        [.role(.text), .role(.muted)].contains(style.ink) || !look.canBeSeen
      {
        look.foreground = foreground
      }
    }
    look.attributes.formUnion(style.attributes)
    look.background = look.background ?? background
    return look
  }

  private func appearance(of ink: Ink) -> Appearance {
    switch ink {
    case .role(let role): self[role]
    case .heat(let level): heat(level)
    }
  }

  /// Through the middle colour, so that a theme can use a scale that diverges.
  private func heat(_ level: UInt8) -> Appearance {
    let (from, to, part) =
      level < 128
      ? (self[.heatLow], self[.heatMiddle], level * 2)
      : (self[.heatMiddle], self[.heatHigh], (level - 128) * 2 + 1)
    guard let start = from.foreground, let end = to.foreground else {
      return part < 128 ? from : to
    }
    return Appearance(foreground: start.mixed(with: end, part))
  }
}
