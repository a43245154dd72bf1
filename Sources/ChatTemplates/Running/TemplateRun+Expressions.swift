extension TemplateRun {
  /// What an expression comes to.
  mutating func value(of expression: Expression) throws -> TemplateValue {
    try count()
    switch expression {
    case .at(let line, let inner):
      self.line = line
      return try value(of: inner)
    case .literal(let value): return value
    case .name(let name): return find(name)
    case .list(let parts):
      var values: [TemplateValue] = []
      for part in parts { values.append(try value(of: part)) }
      return .list(values)
    case .dictionary(let entries):
      var dictionary = TemplateDictionary()
      for entry in entries {
        dictionary[try value(of: entry.name).text] = try value(of: entry.value)
      }
      return .dictionary(dictionary)
    case .member(let inner, let name): return try member(name, of: value(of: inner))
    case .element(let inner, let index):
      return try element(value(of: index), of: value(of: inner))
    case .slice(let inner, let from, let to, let by):
      return try slice(value(of: inner), from: bound(from), to: bound(to), by: bound(by) ?? 1)
    case .call(let called, let arguments): return try call(value(of: called), values(arguments))
    case .filter(let inner, let name, let arguments):
      let (value, arguments) = (try value(of: inner), try values(arguments))
      try count(value)
      return try naming { try TemplateFilter.apply(name, to: value, arguments) }
    case .check(let inner, let name, let operands, let isWanted):
      let value = try value(of: inner)
      let operands = try values(Expression.Arguments(values: operands)).values
      return .boolean(try naming { try TemplateCheck.apply(name, to: value, operands) } == isWanted)
    case .unary(let sign, let inner): return try unary(sign, value(of: inner))
    case .binary(let sign, let left, let right): return try binary(sign, left, right)
    case .comparison(let left, let comparisons): return try compare(left, comparisons)
    case .conditional(let then, let condition, let otherwise):
      if try value(of: condition).isTrue { return try value(of: then) }
      return try otherwise.map { try value(of: $0) } ?? .undefined
    }
  }

  private mutating func values(_ arguments: Expression.Arguments) throws -> CallArguments {
    var result = CallArguments()
    for part in arguments.values { result.values.append(try value(of: part)) }
    for part in arguments.named { result.named[part.name] = try value(of: part.value) }
    return result
  }

  private mutating func binary(
    _ sign: String, _ left: Expression, _ right: Expression
  ) throws -> TemplateValue {
    let first = try value(of: left)
    if sign == "and" { return first.isTrue ? try value(of: right) : first }
    if sign == "or" { return first.isTrue ? first : try value(of: right) }
    let second = try value(of: right)
    try count(first)
    return try naming { try Operation.apply(sign, first, second) }
  }

  private mutating func compare(
    _ left: Expression, _ comparisons: [Expression.Comparison]
  ) throws -> TemplateValue {
    var left = try value(of: left)
    for comparison in comparisons {
      let right = try value(of: comparison.right)
      try count(right)
      guard try naming({ try Operation.compare(comparison.sign, left, right) }) else {
        return .boolean(false)
      }
      left = right
    }
    return .boolean(true)
  }

  private func unary(_ sign: String, _ value: TemplateValue) throws -> TemplateValue {
    if sign == "not" { return .boolean(!value.isTrue) }
    return try naming {
      try Operation.apply(
        "*", .integer(sign == "-" ? -1 : 1), value.asNumber == nil ? .none : value)
    }
  }

  // MARK: - Parts of values

  private func member(_ name: String, of value: TemplateValue) throws -> TemplateValue {
    switch value {
    case .undefined:
      throw fault(.impossible("There is no \(shown(name)) of something undefined."))
    case .dictionary(let dictionary):
      if ["items", "keys", "values", "get"].contains(name) {
        return .function(.method(name, of: value))
      }
      return dictionary[name] ?? .undefined
    case .namespace(let space): return space.values[name] ?? .undefined
    case .string where TextMethod.names.contains(name):
      return .function(.method(name, of: value))
    case .string, .list: throw fault(.unknown(kind: "method", name: name))
    default: return .undefined
    }
  }

  private func element(_ index: TemplateValue, of value: TemplateValue) throws -> TemplateValue {
    switch (value, index) {
    case (.undefined, _):
      throw fault(.impossible("There is no \(shown(index.text)) of something undefined."))
    case (.list(let values), .integer(let index)):
      let place = index < 0 ? index + values.count : index
      return values.indices.contains(place) ? values[place] : .undefined
    case (.string(let text), .integer(let index)):
      let scalars = Array(text.unicodeScalars)
      let place = index < 0 ? index + scalars.count : index
      return scalars.indices.contains(place) ? .string(String(scalars[place])) : .undefined
    case (.dictionary(let dictionary), .string(let name)): return dictionary[name] ?? .undefined
    case (.namespace(let space), .string(let name)): return space.values[name] ?? .undefined
    default: return .undefined
    }
  }

  private mutating func bound(_ expression: Expression?) throws -> Int? {
    guard let expression else { return nil }
    switch try value(of: expression) {
    case .none: return nil
    case .integer(let value): return value
    case let other: throw fault(.impossible("A slice ends at integers, not at \(other.kind)."))
    }
  }

  private mutating func slice(
    _ value: TemplateValue, from: Int?, to: Int?, by step: Int
  ) throws -> TemplateValue {
    guard step != 0, step.magnitude < 1 << 32 else {
      throw fault(.impossible("A slice cannot go in steps of \(step)."))
    }
    try self.count(value)
    let elements = try naming { try TemplateFilter.elements(of: value) }
    let count = elements.count
    func place(_ bound: Int?, usual: Int) -> Int {
      guard let bound else { return usual }
      let place = bound < 0 ? max(bound, -count - 1) + count : min(bound, count)
      return step > 0 ? min(max(place, 0), count) : min(max(place, -1), count - 1)
    }
    let first = place(from, usual: step > 0 ? 0 : count - 1)
    let last = place(to, usual: step > 0 ? count : -1)
    let taken = stride(from: first, to: last, by: step).map { elements[$0] }
    if case .string = value { return .string(taken.map(\.text).joined()) }
    return .list(taken)
  }

  // MARK: - Calls

  private mutating func call(
    _ called: TemplateValue, _ arguments: CallArguments
  ) throws -> TemplateValue {
    guard case .function(let function) = called else {
      throw fault(.impossible("\(called.kind) cannot be called."))
    }
    switch function {
    case .named(let name): return try call(name, arguments)
    case .macro(let macro): return try call(macro, arguments)
    case .method(let name, .string(let text)):
      try count(.string(text))
      return try naming { try TextMethod.call(name, on: text, arguments) }
    case .method(let name, .dictionary(let dictionary)):
      return call(name, on: dictionary, arguments)
    case .method(let name, _): throw fault(.unknown(kind: "method", name: name))
    }
  }

  private func call(
    _ name: String, on dictionary: TemplateDictionary, _ arguments: CallArguments
  ) -> TemplateValue {
    switch name {
    case "keys": .list(dictionary.names.map { .string($0) })
    case "values": .list(dictionary.pairs.map(\.value))
    case "get": dictionary[arguments[0]?.text ?? ""] ?? arguments[1] ?? .none
    default: .list(dictionary.pairs.map { .list([.string($0.name), $0.value]) })
    }
  }

  private mutating func call(_ name: String, _ arguments: CallArguments) throws -> TemplateValue {
    switch name {
    case "raise_exception": throw fault(.raised(arguments[0]?.text ?? ""))
    case "range": return try range(arguments)
    default:
      var members = TemplateDictionary()
      for name in arguments.named.keys.sorted() { members[name] = arguments.named[name] }
      return name == "namespace" ? .namespace(TemplateNamespace(members)) : .dictionary(members)
    }
  }

  private mutating func range(_ arguments: CallArguments) throws -> TemplateValue {
    let numbers = arguments.values.compactMap {
      if case .integer(let value) = $0 { value } else { nil }
    }
    guard (1...3).contains(numbers.count), numbers.count == arguments.values.count,
      numbers.allSatisfy({ $0.magnitude <= 1 << 32 }), numbers.count < 3 || numbers[2] != 0
    else { throw fault(.impossible("A range takes one to three integers.")) }
    let (first, last) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
    let step = numbers.count == 3 ? numbers[2] : 1
    guard (last - first) / step <= 100_000 else { throw fault(.tooMuch("100,000 numbers")) }
    let numbersInRange = stride(from: first, to: last, by: step).map { TemplateValue.integer($0) }
    try count(.list(numbersInRange))
    return .list(numbersInRange)
  }

  private mutating func call(_ macro: Macro, _ arguments: CallArguments) throws -> TemplateValue {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostCalls else { throw fault(.tooMuch("\(Self.mostCalls) calls deep")) }
    var names: [String: TemplateValue] = [:]
    for (index, parameter) in macro.parameters.enumerated() {
      let given = arguments[index] ?? arguments[parameter.name]
      names[parameter.name] = try given ?? parameter.usual.map { try value(of: $0) } ?? .undefined
    }
    let before = scopes
    scopes = [scopes[0], names]
    defer { scopes = before }
    return .string(try captured(macro.body))
  }
}
