extension Key: CustomStringConvertible {
  /// The name of the key in help and in key scripts: "j", "ctrl-d", "alt-x", "f1", "page-down".
  package var description: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): TextCleaner.clean(String(character))
    case .function(let number): "f\(number)"
    case .control(let letter): "ctrl-\(TextCleaner.clean(String(letter)))"
    case .alt(let character): "alt-\(TextCleaner.clean(String(character)))"
    case .mouse(let event): "mouse-\(event.kind)"
    case .resize(let columns, let rows): "resize-\(columns)x\(rows)"
    case .paste: "paste"
    case .endOfInput: "end-of-input"
    default: Self.names.first { $0.key == self }?.name ?? ""
    }
  }

  /// A short sign for status lines: "↑" for "up".
  package var symbol: String {
    switch self {
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .function(let number): "F\(number)"
    default: description
    }
  }

  /// The key of a name; nil when there is none.
  package init?(named name: String) {
    if let key = Self.names.first(where: { $0.name == name })?.key {
      self = key
    } else if name == "space" {
      self = .character(" ")
    } else if let letter = Self.single(name, after: "ctrl-") {
      self = .control(letter)
    } else if let character = Self.single(name, after: "alt-") {
      self = .alt(character)
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else if name.first == "f", let number = Int(name.dropFirst()), (1...63).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static func single(_ name: String, after prefix: String) -> Character? {
    guard name.hasPrefix(prefix), name.count == prefix.count + 1 else { return nil }
    return name.last
  }

  private static let names: [(key: Key, name: String)] = [
    (.enter, "enter"), (.escape, "escape"), (.tab, "tab"), (.backTab, "back-tab"),
    (.backspace, "backspace"), (.delete, "delete"), (.insert, "insert"), (.up, "up"),
    (.down, "down"), (.left, "left"), (.right, "right"), (.home, "home"), (.end, "end"),
    (.pageUp, "page-up"), (.pageDown, "page-down"),
  ]
}
