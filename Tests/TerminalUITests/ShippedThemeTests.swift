import Foundation
import Testing

@testable import TerminalUI

@Suite struct `The themes that come with kolb` {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")
    .resolvingSymlinksInPath()

  static func load() throws -> [Theme] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "theme" }.map { file in
        let text = try String(contentsOf: file, encoding: .utf8)
        let (theme, problems) = ThemeFile.parse(text, file: file.lastPathComponent)
        #expect(problems.isEmpty, "\(problems)")
        for key in ThemeFile.keys {
          #expect(text.contains("\n\(key) = "), "\(file.lastPathComponent) does not set \(key)")
        }
        return theme
      }
  }

  @Test func `can be read and set every key`() throws {
    let names = try Set(Self.load().map(\.name))
    #expect(
      names == ["kolb-dark", "kolb-light", "high-contrast", "okabe-dark", "okabe-light"])
  }

  @Test(arguments: [Theme.kolbDark, .kolbLight])
  func `include the built-in ones as they are`(theme: Theme) throws {
    #expect(try Self.load().contains(theme))
  }

  @Test func `paint the background where they are light`() throws {
    for theme in try Self.load() where theme.kind == .light {
      #expect(theme.background != nil, "\(theme.name)")
      for depth in ColourDepth.allCases where depth != .mono {
        #expect(theme.look(of: .text, depth: depth).background != nil, "\(theme.name)")
      }
    }
  }

  @Test(arguments: ColourDepth.allCases.filter { $0 != .mono })
  func `can be read on their background`(depth: ColourDepth) throws {
    // What a dark theme without a background of its own may find behind it.
    let dark = try ["#000000", depth > .sixteen ? "#1e1e1e" : "#000000"].map {
      try #require(Colour(hex: $0))
    }
    for theme in try Self.load() {
      for role in Role.allCases where !Self.fills.contains(role) {
        let look = theme.look(of: Style(role), depth: depth)
        let front = try #require(look.shownForeground(depth: depth))
        for behind in look.background.map({ [$0.shown] }) ?? dark {
          let ratio = front.contrast(to: behind)
          let needed = Self.decoration.contains(role) ? 3 : 4.5
          #expect(ratio >= needed, "\(theme.name) \(role) of \(depth): \(ratio)")
        }
      }
    }
  }

  @Test(arguments: ColourDepth.allCases.filter { $0 != .mono })
  func `can be read where a row is selected`(depth: ColourDepth) throws {
    for theme in try Self.load() {
      let roles = Set(Role.allCases).subtracting(Self.fills).subtracting(Self.decoration)
      for role in roles {
        let look = theme.look(of: Style(role).over(.selection), depth: depth)
        let front = try #require(look.shownForeground(depth: depth))
        let ratio = front.contrast(to: try #require(look.background).shown)
        #expect(ratio >= 3, "\(theme.name) \(role) of \(depth): \(ratio)")
      }
    }
  }

  @Test(arguments: ColourDepth.allCases.filter { $0 != .mono })
  func `tell first, second and held-out apart`(depth: ColourDepth) throws {
    for theme in try Self.load() {
      // Of eight colours only three can be read on white.
      let others = depth > .eight ? [Style.series(3)] : []
      let colours = ([.first, .second, .heldOut] + others).map {
        theme.look(of: $0, depth: depth).foreground
      }
      #expect(Set(colours).count == colours.count, "\(theme.name) of \(depth)")
    }
  }

  /// Lines, of which nobody reads more than where they are.
  private static let decoration: Set<Role> = [.border, .safe, .wall]
  /// What lies behind something.
  private static let fills: Set<Role> = [.heatLow, .heatMiddle, .heatHigh]
}
