/// Options that belong to nobody in particular: those of a world or a backend, as whoever reads
/// files, writes them and explains options needs to know them.
package struct OptionTable: Sendable {
  /// The name of the table in a configuration file.
  package let name: String
  package let help: String
  package let options: [OptionDescription<OptionValues>]
  /// Whether there has been no such table from the beginning; see `OptionDescription.isLater`.
  package private(set) var isLater = true

  /// A table without options.
  package init(_ name: String, _ help: String) {
    self.name = name
    self.help = help
    options = []
  }

  /// The table of options that describe themselves.
  package init<Options: DescribedOptions>(_ name: String, _ help: String, of: Options.Type) {
    self.name = name
    self.help = help
    options = Options.descriptions.map { $0.tabled() }
  }

  /// The same table, which has been there since runs are recorded.
  package func fromTheBeginning() -> Self {
    var table = self
    table.isLater = false
    return table
  }
}

extension OptionDescription where Options: DescribedOptions {
  /// The option as one of a table: what equals the default is not kept, so that equal options have
  /// equal tables.
  fileprivate func tabled() -> OptionDescription<OptionValues> {
    let usual = read(Options())
    return moved { values in
      values[name] ?? usual
    } write: { value, values in
      var options = Options()
      if let refusal = write(value, &options) { return refusal }
      let taken = read(options)
      values[name] = taken == usual ? nil : taken
      return nil
    }
  }
}
