/// Options that describe themselves, such as a world's: declared once, with their names, ranges,
/// help and the properties that they are kept in.
package protocol DescribedOptions: Sendable {
  /// Every option at its default.
  init()

  static var descriptions: [OptionDescription<Self>] { get }
}

extension DescribedOptions {
  /// The options with the values that a table holds; those that it does not name keep theirs.
  package init(_ values: OptionValues) {
    self.init()
    for option in Self.descriptions {
      guard let value = values[option.name] else { continue }
      let refusal = option.write(value, &self)
      assert(refusal == nil, "a table holds only values that its options have taken")
    }
  }
}
