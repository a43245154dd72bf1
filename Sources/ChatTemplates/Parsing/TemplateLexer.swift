/// Cuts a template into tokens, with the white space around blocks taken away as `transformers` has
/// Jinja do it: `trim_blocks` and `lstrip_blocks`.
struct TemplateLexer {
  private let source: [Unicode.Scalar]
  private var place = 0
  private var line = 1
  private var tokens: [TemplateToken] = []
  /// Whether what comes next begins a line.
  private var beginsLine = true
  private var stripsNext = false

  private init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalar == "\n", scalars.last == "\r" { scalars.removeLast() }
      scalars.append(scalar)
    }
    // One line break at the end of the file is none of the template.
    if scalars.last == "\n" || scalars.last == "\r" { scalars.removeLast() }
    source = scalars.map { $0 == "\r" ? "\n" : $0 }
  }

  static func tokens(of text: String) throws(TemplateFault) -> [TemplateToken] {
    var lexer = TemplateLexer(text)
    while lexer.place < lexer.source.count { try lexer.lexPart() }
    lexer.add(.end)
    return lexer.tokens
  }

  private mutating func add(_ kind: TemplateToken.Kind) {
    tokens.append(TemplateToken(kind: kind, line: line))
  }

  private func at(_ offset: Int = 0) -> Unicode.Scalar? {
    place + offset < source.count ? source[place + offset] : nil
  }

  private func stands(_ text: StaticString, at place: Int) -> Bool {
    text.withUTF8Buffer { bytes in
      place + bytes.count <= source.count
        && bytes.indices.allSatisfy { source[place + $0].value == UInt32(bytes[$0]) }
    }
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where place < source.count {
      if source[place] == "\n" { line += 1 }
      place += 1
    }
  }

  /// Text up to the next braces, and what stands between these.
  private mutating func lexPart() throws(TemplateFault) {
    var end = place
    while end < source.count,
      !(stands("{{", at: end) || stands("{%", at: end) || stands("{#", at: end))
    {
      end += 1
    }
    addText(until: end)
    guard end < source.count else { return }
    let (opening, start) = (source[end + 1], line)
    advance(2)
    if at() == "-" || at() == "+" { advance() }
    switch opening {
    case "#": try skipComment(from: start)
    case "%":
      add(.beginBlock)
      try lexInside("%", from: start)
    default:
      add(.beginOutput)
      try lexInside("}", from: start)
    }
  }

  /// The text before `end`, where braces open or the template ends.
  private mutating func addText(until end: Int) {
    var text = source[place..<end]
    if stripsNext { text = text.drop { $0.properties.isWhitespace } }
    let isTag = end < source.count
    let sign: Unicode.Scalar? = isTag && end + 2 < source.count ? source[end + 2] : nil
    if isTag, sign == "-" {
      while let last = text.last, last.properties.isWhitespace { text.removeLast() }
    } else if isTag, source[end + 1] != "{", sign != "+" {
      let lineStart = text.lastIndex(of: "\n").map { $0 + 1 }
      let mayStrip = lineStart != nil || (beginsLine && text.startIndex == place)
      let tail = text[(lineStart ?? text.startIndex)...]
      if mayStrip, tail.allSatisfy({ $0.properties.isWhitespace }) {
        text = text.dropLast(tail.count)
      }
    }
    if !text.isEmpty { add(.text(String(String.UnicodeScalarView(text)))) }
    stripsNext = false
    advance(end - place)
  }

  private mutating func skipComment(from start: Int) throws(TemplateFault) {
    while place < source.count, !stands("#}", at: place) { advance() }
    guard place < source.count else {
      throw TemplateFault(line: start, problem: .unfinished("The comment '{#'"))
    }
    close(source[place - 1], isBlock: true)
  }

  /// What the end of a tag takes from the text behind it.
  private mutating func close(_ sign: Unicode.Scalar?, isBlock: Bool) {
    advance(2)
    stripsNext = sign == "-"
    beginsLine = false
    if isBlock, sign != "-", sign != "+", at() == "\n" {
      advance()
      beginsLine = true
    }
    if stripsNext {
      var next = place
      while next < source.count, source[next].properties.isWhitespace { next += 1 }
      beginsLine = next > place && source[next - 1] == "\n"
      advance(next - place)
      stripsNext = false
    }
  }

  private mutating func lexInside(
    _ closing: Unicode.Scalar, from start: Int
  ) throws(TemplateFault) {
    var depth = 0
    while let scalar = at() {
      if scalar.properties.isWhitespace {
        advance()
        continue
      }
      let signed = (scalar == "-" || scalar == "+") && at(1) == closing && at(2) == "}"
      if depth == 0, signed || (scalar == closing && at(1) == "}") {
        if signed { advance() }
        add(closing == "%" ? .endBlock : .endOutput)
        return close(signed ? scalar : nil, isBlock: closing == "%")
      }
      if "([{".unicodeScalars.contains(scalar) { depth += 1 }
      if ")]}".unicodeScalars.contains(scalar) { depth -= 1 }
      try lexWord(scalar)
    }
    let name = closing == "%" ? "The block '{%'" : "The output '{{'"
    throw TemplateFault(line: start, problem: .unfinished(name))
  }

  private mutating func lexWord(_ scalar: Unicode.Scalar) throws(TemplateFault) {
    if scalar == "'" || scalar == "\"" {
      let text = try string(scalar)
      return add(.string(text))
    }
    if scalar == "_" || scalar.properties.isAlphabetic {
      let name = take { $0 == "_" || $0.properties.isAlphabetic || Self.isDigit($0) }
      return add(.name(name))
    }
    if Self.isDigit(scalar) { return try lexNumber() }
    for sign in ["==", "!=", "<=", ">=", "//", "**"]
    where stands(scalar, at(1), sign) {
      advance(2)
      return add(.sign(sign))
    }
    guard "+-*/%~<>=()[]{}.,:|".unicodeScalars.contains(scalar) else {
      throw TemplateFault(line: line, problem: .unknown(kind: "sign", name: String(scalar)))
    }
    advance()
    add(.sign(String(scalar)))
  }

  private func stands(_ first: Unicode.Scalar, _ second: Unicode.Scalar?, _ sign: String) -> Bool {
    second.map { Array(sign.unicodeScalars) == [first, $0] } ?? false
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private mutating func take(_ belongs: (Unicode.Scalar) -> Bool) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = at(), belongs(scalar) {
      text.append(scalar)
      advance()
    }
    return String(text)
  }

  private mutating func lexNumber() throws(TemplateFault) {
    let start = line
    var digits = take { Self.isDigit($0) || $0 == "_" }.filter { $0 != "_" }
    if at() == ".", let next = at(1), Self.isDigit(next) {
      advance()
      digits += "." + take(Self.isDigit)
      guard let value = Double(digits) else {
        throw TemplateFault(line: start, problem: .unknown(kind: "number", name: digits))
      }
      return add(.number(value))
    }
    guard let value = Int(digits) else {
      throw TemplateFault(line: start, problem: .unknown(kind: "number", name: digits))
    }
    add(.integer(value))
  }

  private mutating func string(_ quote: Unicode.Scalar) throws(TemplateFault) -> String {
    let start = line
    var text = String.UnicodeScalarView()
    advance()
    while let scalar = at(), scalar != quote {
      advance()
      if scalar == "\\" { try escape(into: &text) } else { text.append(scalar) }
    }
    guard at() != nil else {
      throw TemplateFault(line: start, problem: .unfinished("The string \(quote)"))
    }
    advance()
    return String(text)
  }

  /// What stands behind a backslash, as in a string of Python.
  private mutating func escape(into text: inout String.UnicodeScalarView) throws(TemplateFault) {
    guard let scalar = at() else { return }
    advance()
    let simple: [Unicode.Scalar: Unicode.Scalar] = [
      "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"", "0": "\0", "b": "\u{8}",
      "f": "\u{C}", "a": "\u{7}", "v": "\u{B}",
    ]
    let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
    if let known = simple[scalar] {
      text.append(known)
    } else if scalar == "\n" {
      // A line that goes on.
    } else if let length = lengths[scalar] {
      let digits = String(
        String.UnicodeScalarView(source[place..<min(place + length, source.count)]))
      guard digits.unicodeScalars.count == length, let value = UInt32(digits, radix: 16),
        let named = Unicode.Scalar(value)
      else {
        throw TemplateFault(
          line: line, problem: .unknown(kind: "escape", name: "\\\(scalar)\(digits)"))
      }
      text.append(named)
      advance(length)
    } else {
      text.append("\\")
      text.append(scalar)
    }
  }
}
