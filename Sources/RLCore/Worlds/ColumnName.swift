/// Names of a board's columns: `a` to `z`, then `aa`, `ab` and so on.
package enum ColumnName {
  /// The name of a column, counted from 0.
  package static func of(_ column: Int) -> String {
    var name = ""
    var rest = column + 1
    while rest > 0 {
      rest -= 1
      name = String(Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(rest % 26)))) + name
      rest /= 26
    }
    return name
  }
}
