import Basics

/// The shapes in which questions of several steps are passed around.
///
///     context: [["Title", ["Sentence.", " Another."]], …]               the official file
///     context: {"title": ["Title", …], "sentences": [["Sentence."], …]} Hugging Face
///     paragraphs: [{"title": "Title", "paragraph_text": "Text."}, …]    MuSiQue
///     golden_answers: ["Answer", …], metadata: {"context": …}           FlashRAG
///
/// and likewise `supporting_facts` as `[["Title", 0], …]` or `{"title": […], "sent_id": […]}`.
/// Whatever is a list or an object may also be the JSON of one as a text.
extension HotpotItem {
  static let shape = TaskRowShape(keys: ["question", "query"])

  init(_ row: TaskRow) throws(TaskFieldError) {
    let fields = TaskFields(row.value)
    let more = fields[inner: "metadata"]
    let (name, question) = try fields.required(["question", "query"])
    guard case .string(let question) = question else {
      throw .kind(name, wanted: "a text", found: question)
    }
    let answers = try Self.answers(in: fields)
    self.init(
      id: try fields.identifier(["_id", "id", "uid", "qid", "question_id"]) ?? row.name ?? "",
      question: question, answer: answers[0],
      type: Self.word("type", in: fields, more), level: Self.word("level", in: fields, more),
      supportingFacts: Self.facts(in: fields, more),
      context: try Self.context(in: fields, more), actions: try fields.texts(["actions"]))
    aliases = Array(answers.dropFirst())
  }

  /// The right answers, the one to show first; each once.
  private static func answers(in fields: TaskFields) throws(TaskFieldError) -> [String] {
    let names = ["answer", "golden_answers", "answers", "possible_answers"]
    let (name, value) = try fields.required(names)
    var answers = try texts(of: value, named: name)
    guard !answers.isEmpty else { throw .other("The key '\(name)' has no answer in it. Add one.") }
    for more in ["answer_aliases", "golden_answers"] where more != name {
      guard let (name, value) = fields.value([more]) else { continue }
      answers += try texts(of: value, named: name).filter { !$0.isEmpty }
    }
    var known: Set<String> = []
    return answers.filter { known.insert($0).inserted }
  }

  /// One text, several, or a number that stands for the text that it is written as.
  private static func texts(
    of value: JSONValue, named name: String
  ) throws(TaskFieldError) -> [String] {
    switch value.decodedTwice {
    case .string(let text): return [text]
    case .integer(let number): return ["\(number)"]
    case .array(let elements):
      var texts: [String] = []
      for (index, element) in elements.enumerated() {
        texts += try self.texts(of: element, named: "\(name) [\(index)]")
      }
      return texts
    case .object(let members):
      guard let text = members.first(where: { $0.name == "text" }) else { break }
      return try texts(of: text.value, named: "\(name) text")
    case .null, .boolean, .number: break
    }
    throw .kind(name, wanted: "a text", found: value)
  }

  private static func word(_ name: String, in fields: TaskFields, _ more: TaskFields) -> String {
    let value = (fields.value([name]) ?? more.value([name]))?.value
    if case .string(let text) = value { return text }
    return ""
  }

  // MARK: - Paragraphs

  private static func context(
    in fields: TaskFields, _ more: TaskFields
  ) throws(TaskFieldError) -> [Paragraph] {
    let names = ["context", "paragraphs", "ctxs", "passages"]
    guard let (name, value) = fields.value(names) ?? more.value(names) else { return [] }
    return try paragraphs(of: value.decodedTwice, named: name)
  }

  private static func paragraphs(
    of value: JSONValue, named name: String
  ) throws(TaskFieldError) -> [Paragraph] {
    switch value {
    case .array(let elements):
      var paragraphs: [Paragraph] = []
      for (index, element) in elements.enumerated() {
        paragraphs.append(try Paragraph(element, named: "\(name) [\(index)]"))
      }
      return paragraphs
    case .object:
      let columns = TaskFields(value)
      let titles = try columns.required(["title"])
      let titleTexts = try TaskFields.texts(of: titles.value, named: "\(name) title")
      let (column, sentences) = try columns.required(["sentences", "content"])
      guard case .array(let rows) = sentences, rows.count == titleTexts.count else {
        throw .other(
          "The key '\(name) \(column)' has not as many paragraphs as titles. Correct it.")
      }
      var paragraphs: [Paragraph] = []
      for (index, row) in rows.enumerated() {
        paragraphs.append(
          Paragraph(
            title: titleTexts[index],
            sentences: try Paragraph.sentences(of: row, named: "\(name) \(column) [\(index)]")))
      }
      return paragraphs
    case .string(let text): return [Paragraph(title: "", sentences: [text])]
    default: throw .kind(name, wanted: "a list", found: value)
    }
  }

  // MARK: - Facts

  /// What the answer rests on; nothing is played by it, so whatever has another shape is left.
  private static func facts(
    in fields: TaskFields, _ more: TaskFields
  ) -> [SupportingFact] {
    let name = ["supporting_facts"]
    guard let value = (fields.value(name) ?? more.value(name))?.value.decodedTwice else {
      return supportingParagraphs(in: fields)
    }
    if let columns = value.members.map({ _ in TaskFields(value) }),
      case .array(let titles)? = columns.value(["title"])?.value,
      case .array(let sentences)? = columns.value(["sent_id"])?.value
    {
      return zip(titles, sentences).compactMap(fact)
    }
    guard case .array(let pairs) = value else { return [] }
    return pairs.compactMap { pair in
      guard case .array(let pair) = pair, pair.count == 2 else { return nil }
      return fact(pair[0], pair[1])
    }
  }

  private static func fact(_ title: JSONValue, _ sentence: JSONValue) -> SupportingFact? {
    guard case .string(let title) = title, case .integer(let sentence) = sentence else {
      return nil
    }
    return SupportingFact(title: title, sentence: sentence)
  }

  /// The paragraphs that MuSiQue marks.
  private static func supportingParagraphs(in fields: TaskFields) -> [SupportingFact] {
    guard case .array(let elements)? = fields.value(["paragraphs"])?.value else { return [] }
    return elements.compactMap { element in
      let paragraph = TaskFields(element)
      guard case .boolean(true)? = paragraph.value(["is_supporting"])?.value,
        case .string(let title)? = paragraph.value(["title"])?.value
      else { return nil }
      return SupportingFact(title: title, sentence: 0)
    }
  }
}

extension Paragraph {
  /// `["Title", ["Sentence."]]`, `{"title": "Title", "text": "Text."}`, or a text without a title.
  init(_ value: JSONValue, named name: String) throws(TaskFieldError) {
    switch value.decodedTwice {
    case .string(let text): self.init(title: "", sentences: [text])
    case .array(let pair):
      guard pair.count == 2, case .string(let title) = pair[0] else {
        throw .other("The key '\(name)' is no title with its sentences. Correct it.")
      }
      self.init(title: title, sentences: try Self.sentences(of: pair[1], named: "\(name) [1]"))
    case .object: try self.init(TaskFields(value), named: name)
    case let other: throw .kind(name, wanted: "a paragraph", found: other)
    }
  }

  /// A paragraph of a list or of a corpus.
  ///
  /// `contents` holds the title in its first line, in quotes, as the corpora of retrievers do.
  init(_ fields: TaskFields, named name: String? = nil) throws(TaskFieldError) {
    let names = ["text", "paragraph_text", "sentences", "contents", "content", "passage"]
    let (key, value) = try fields.required(names)
    let path = [name, key].compactMap { $0 }.joined(separator: " ")
    let sentences = try Self.sentences(of: value, named: path)
    if let title = try fields.identifier(["title"]) {
      self.init(title: title, sentences: sentences)
    } else if key == "contents" {
      self.init(contents: sentences.joined())
    } else {
      throw .missing([name, "title"].compactMap { $0 }.joined(separator: " "))
    }
  }

  private init(contents: String) {
    let parts = contents.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard parts.count == 2 else {
      self.init(title: "", sentences: [contents])
      return
    }
    var title = parts[0]
    if title.count > 1, title.first == "\"", title.last == "\"" {
      title = title.dropFirst().dropLast()
    }
    self.init(title: String(title), sentences: [String(parts[1])])
  }

  /// One text, or a list of texts, or of lists of them.
  static func sentences(
    of value: JSONValue, named name: String
  ) throws(TaskFieldError) -> [String] {
    switch value {
    case .string(let text): return [text]
    case .array(let elements):
      var sentences: [String] = []
      for (index, element) in elements.enumerated() {
        sentences += try self.sentences(of: element, named: "\(name) [\(index)]")
      }
      return sentences
    default: throw .kind(name, wanted: "a text", found: value)
    }
  }
}
