/// A few words by which a prompt is told from others, where a log has no name for its task.
enum PromptName {
  private static let longest = 60

  /// The last line of a prompt that says something: chat templates end with the role that is next.
  static func of(_ prompt: String) -> String {
    // The end is enough, and a prompt may be long.
    let lines = prompt.suffix(2000).split(separator: "\n").map { line in
      String(line.drop { $0 == " " || $0 == "\t" })
    }
    let said = lines.last { line in
      line.count > 2 && !["assistant", "<|im_start|>assistant", "<think>"].contains(line)
    }
    guard let said else { return "" }
    return said.count > longest ? String(said.prefix(longest - 1)) + "…" : said
  }
}
