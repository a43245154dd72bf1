import Basics

/// What something on the screen is, for somebody who never read how it is counted.
///
/// The words live beside the code that counts; the screen, `kolb list` and the glossary print them.
package struct Explanation: Sendable, Equatable {
  package var name: String
  /// What it is and how it is counted.
  package var meaning: String
  /// What its n is a number of.
  package var count: String
  package var good: String
  package var bad: String
  /// Where it comes from.
  package var source: String

  package init(
    _ name: String, _ meaning: String, count: String = "", good: String = "", bad: String = "",
    source: String = ""
  ) {
    self.name = name
    self.meaning = meaning
    self.count = count
    self.good = good
    self.bad = bad
    self.source = source
  }

  /// Its parts with their headings, those that there are.
  package var parts: [(heading: String, text: String)] {
    [
      ("", meaning), ("n counts", count), ("good", good), ("bad", bad), ("source", source),
    ].filter { !$0.1.isEmpty }
  }

  /// In a paragraph.
  package var text: String {
    parts.map { part in
      let words = part.text.withoutFullStop
      return part.heading.isEmpty ? words : "\(part.heading): \(words)"
    }.joined(separator: ". ")
  }
}
