import ArgumentParser
import Dashboard
import Foundation
import TerminalUI
import Testing

@testable import kolb

@Suite struct `The guide` {
  @Test func `has its prose within eighty columns`() {
    for topic in GuideTopic.all {
      for case .paragraph(let text) in topic.blocks {
        for line in GuideBlock.paragraph(text).text(width: 80).split(separator: "\n") {
          #expect(TextWidth.columns(of: String(line)) <= 80, "\(topic.name): \(line)")
        }
      }
    }
  }

  @Test func `shows commands that kolb understands`() {
    var count = 0
    for topic in GuideTopic.all {
      for case .code(let text) in topic.blocks {
        for line in text.split(separator: "\n") {
          let words = Self.words(String(line))
          guard words.first == "kolb" else { continue }
          // RUN and FOLDER stand for what the reader has.
          count += 1
          do {
            _ = try Kolb.parseAsRoot(Array(words.dropFirst()))
          } catch {
            // Help that is asked for comes as an error too.
            if Kolb.exitCode(for: error) == .success { continue }
            Issue.record("\(topic.name): \(line): \(Kolb.fullMessage(for: error))")
          }
        }
      }
    }
    #expect(count > 15)
  }

  /// Words of the first command of a line, without its remark.
  private static func words(_ line: String) -> [String] {
    let command = line.prefix { $0 != "#" }.components(separatedBy: " && ")[0]
    // What stands between single quotes is one word, as a shell has it.
    return command.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .flatMap { place, part in
        place % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
      }
  }

  @Test func `names every key of every view`() throws {
    let page = try #require(GuideTopic.all.first { $0.name == "keys" }).text()
    for (_, view) in ViewCatalog.views {
      for binding in view.bindings { #expect(page.contains("[\(binding.command)]")) }
    }
    for binding in ViewCatalog.commonKeys.bindings {
      #expect(page.contains("[\(binding.command)]"))
    }
  }

  @Test func `says which pages there are when one is mistyped`() throws {
    let command = try #require(try Kolb.parseAsRoot(["guide", "serch"]) as? GuideCommand)
    #expect { try command.run() } throws: { "\($0)".contains("Did you mean 'search'?") }
  }
}
