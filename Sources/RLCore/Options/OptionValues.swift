/// The values of a table's options, by name; those that are missing have their default.
package struct OptionValues: Sendable, Equatable {
  private var values: [String: OptionValue] = [:]

  package init() {}

  package var isEmpty: Bool { values.isEmpty }

  package subscript(name: String) -> OptionValue? {
    get { values[name] }
    set { values[name] = newValue }
  }
}
