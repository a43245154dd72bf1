/// One rendering of a template: what has been printed, and which names there are.
struct TemplateRun {
  /// How the statements of a body ended.
  enum Ending {
    case whole
    case leave
    case next
  }

  private(set) var output = ""
  /// Names by scope, the innermost last; a loop and a macro have a scope of their own.
  var scopes: [[String: TemplateValue]]
  /// Where the statement stands that is carried out.
  var line = 1
  var depth = 0
  private var steps = 0

  /// Far more than any conversation needs, and little enough to be over in a second.
  private static let mostSteps = 1_000_000
  private static let mostOutput = 64 << 20
  static let mostCalls = 50

  init(_ names: [String: TemplateValue]) {
    scopes = [names]
  }

  func fault(_ problem: ChatTemplateError.Problem) -> TemplateFault {
    TemplateFault(line: line, problem: problem)
  }

  /// Counts what a step does: itself, and the elements of the value that it goes through.
  mutating func count(_ value: TemplateValue = .none) throws {
    steps += 1
    switch value {
    case .string(let text): steps += text.utf8.count / 256
    case .list(let values): steps += values.count
    case .dictionary(let dictionary): steps += dictionary.names.count
    default: break
    }
    guard steps <= Self.mostSteps else { throw fault(.tooMuch("\(Self.mostSteps) steps")) }
  }

  private mutating func print(_ text: String) throws {
    output += text
    guard output.utf8.count <= Self.mostOutput else {
      throw fault(.tooMuch("\(Self.mostOutput >> 20) MiB of text"))
    }
  }

  /// Carries statements out.
  @discardableResult
  mutating func run(_ statements: [Statement]) throws -> Ending {
    for statement in statements {
      let ending = try run(statement)
      if ending != .whole { return ending }
    }
    return .whole
  }

  private mutating func run(_ statement: Statement) throws -> Ending {
    try count()
    switch statement {
    case .at(let line, let inner):
      self.line = line
      return try run(inner)
    case .text(let text): try print(text)
    case .output(let expression): try print(value(of: expression).text)
    case .set(let names, let expression): try set(names, to: value(of: expression))
    case .setMember(let name, let member, let expression):
      guard case .namespace(let space) = find(name) else {
        throw fault(.impossible("\(shown(name)) is no namespace, so nothing in it can be set."))
      }
      space.values[member] = try value(of: expression)
    case .setBlock(let name, let body): set(name, to: .string(try captured(body)))
    case .condition(let branches, let otherwise):
      for branch in branches where try value(of: branch.condition).isTrue {
        return try run(branch.body)
      }
      return try run(otherwise)
    case .scope(let body):
      scopes.append([:])
      defer { scopes.removeLast() }
      return try run(body)
    case .loop(let loop): try run(loop)
    case .macro(let macro): set(macro.name, to: .function(.macro(macro)))
    case .leave: return .leave
    case .next: return .next
    }
    return .whole
  }

  /// What statements print, without printing it.
  mutating func captured(_ body: [Statement]) throws -> String {
    let before = output
    output = ""
    defer { output = before }
    try run(body)
    return output
  }

  // MARK: - Names

  func find(_ name: String) -> TemplateValue {
    for scope in scopes.reversed() {
      if let value = scope[name] { return value }
    }
    return ["namespace", "raise_exception", "range", "dict"].contains(name)
      ? .function(.named(name)) : .undefined
  }

  private mutating func set(_ name: String, to value: TemplateValue) {
    scopes[scopes.count - 1][name] = value
  }

  private mutating func set(_ names: [String], to value: TemplateValue) throws {
    guard names.count > 1 else { return set(names[0], to: value) }
    let values = try naming { try TemplateFilter.elements(of: value) }
    guard values.count == names.count else {
      throw fault(.impossible("\(values.count) values cannot be given to \(names.count) names."))
    }
    for (name, value) in zip(names, values) { set(name, to: value) }
  }

  /// Gives a problem its line.
  func naming<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let problem as ChatTemplateError.Problem {
      throw fault(problem)
    }
  }

  // MARK: - Loops

  private mutating func run(_ loop: Statement.Loop) throws {
    let all = try value(of: loop.items)
    try count(all)
    var items = try naming { try TemplateFilter.elements(of: all) }
    if let condition = loop.condition {
      items = try items.filter { item in
        scopes.append([:])
        defer { scopes.removeLast() }
        try set(loop.names, to: item)
        return try value(of: condition).isTrue
      }
    }
    guard !items.isEmpty else {
      try run(loop.otherwise)
      return
    }
    for (index, item) in items.enumerated() {
      scopes.append(["loop": Self.place(index, in: items)])
      defer { scopes.removeLast() }
      try set(loop.names, to: item)
      if try run(loop.body) == .leave { return }
    }
  }

  private static func place(_ index: Int, in items: [TemplateValue]) -> TemplateValue {
    var place = TemplateDictionary()
    place["index0"] = .integer(index)
    place["index"] = .integer(index + 1)
    place["revindex0"] = .integer(items.count - index - 1)
    place["revindex"] = .integer(items.count - index)
    place["first"] = .boolean(index == 0)
    place["last"] = .boolean(index == items.count - 1)
    place["length"] = .integer(items.count)
    if index > 0 { place["previtem"] = items[index - 1] }
    if index + 1 < items.count { place["nextitem"] = items[index + 1] }
    return .dictionary(place)
  }
}

extension ChatTemplateError.Problem: Error {}
