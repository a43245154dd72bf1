/// Finds paragraphs of a corpus by words.
package protocol Retriever: Sendable {
  /// The paragraphs that match a text best, best first.
  ///
  /// Any text may be searched for; one without a word finds nothing.
  func search(_ text: String, limit: Int) -> [Paragraph]

  /// The paragraph under exactly this title.
  func paragraph(titled title: String) -> Paragraph?
}
