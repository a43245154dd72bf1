/// Both shapes in which HotpotQA is passed around.
///
///     context: [["Title", ["Sentence.", " Another."]], …]               the official file
///     context: {"title": ["Title", …], "sentences": [["Sentence."], …]} Hugging Face
///
/// and likewise `supporting_facts` as `[["Title", 0], …]` or `{"title": […], "sent_id": […]}`.
extension HotpotItem: Decodable {
  private enum CodingKeys: String, CodingKey {
    case officialID = "_id"
    case id
    case question
    case answer
    case type
    case level
    case supportingFacts = "supporting_facts"
    case context
    case actions
  }

  package init(from decoder: any Decoder) throws {
    let item = try decoder.container(keyedBy: CodingKeys.self)
    id =
      try item.decodeIfPresent(String.self, forKey: .officialID)
      ?? item.decodeIfPresent(String.self, forKey: .id) ?? ""
    question = try item.decode(String.self, forKey: .question)
    answer = try item.decode(String.self, forKey: .answer)
    type = try item.decodeIfPresent(String.self, forKey: .type) ?? ""
    level = try item.decodeIfPresent(String.self, forKey: .level) ?? ""
    supportingFacts =
      try item.decodeIfPresent(FactList.self, forKey: .supportingFacts)?.facts ?? []
    context = try item.decodeIfPresent(ParagraphList.self, forKey: .context)?.paragraphs ?? []
    actions = try item.decodeIfPresent([String].self, forKey: .actions)
  }
}

/// Paragraphs in either shape.
private struct ParagraphList: Decodable {
  let paragraphs: [Paragraph]

  private enum CodingKeys: String, CodingKey {
    case title
    case sentences
  }

  init(from decoder: any Decoder) throws {
    guard let columns = try? decoder.container(keyedBy: CodingKeys.self) else {
      paragraphs = try [Pair](from: decoder).map(\.paragraph)
      return
    }
    let titles = try columns.decode([String].self, forKey: .title)
    let sentences = try columns.decode([[String]].self, forKey: .sentences)
    guard titles.count == sentences.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .sentences, in: columns, debugDescription: "not as many as titles")
    }
    paragraphs = zip(titles, sentences).map { Paragraph(title: $0, sentences: $1) }
  }

  private struct Pair: Decodable {
    let paragraph: Paragraph

    init(from decoder: any Decoder) throws {
      var pair = try decoder.unkeyedContainer()
      let title = try pair.decode(String.self)
      paragraph = Paragraph(title: title, sentences: try pair.decode([String].self))
    }
  }
}

/// Supporting facts in either shape.
private struct FactList: Decodable {
  let facts: [SupportingFact]

  private enum CodingKeys: String, CodingKey {
    case title
    case sentence = "sent_id"
  }

  init(from decoder: any Decoder) throws {
    guard let columns = try? decoder.container(keyedBy: CodingKeys.self) else {
      facts = try [Pair](from: decoder).map(\.fact)
      return
    }
    let titles = try columns.decode([String].self, forKey: .title)
    let sentences = try columns.decode([Int].self, forKey: .sentence)
    guard titles.count == sentences.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .sentence, in: columns, debugDescription: "not as many as titles")
    }
    facts = zip(titles, sentences).map { SupportingFact(title: $0, sentence: $1) }
  }

  private struct Pair: Decodable {
    let fact: SupportingFact

    init(from decoder: any Decoder) throws {
      var pair = try decoder.unkeyedContainer()
      let title = try pair.decode(String.self)
      fact = SupportingFact(title: title, sentence: try pair.decode(Int.self))
    }
  }
}
