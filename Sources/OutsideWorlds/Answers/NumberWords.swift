/// Numbers as messages have them.
enum NumberWords {
  static func seconds(_ count: Double) -> String {
    count == 1 ? "1 second" : "\(short(count)) seconds"
  }

  /// Without a fraction where it has none.
  static func short(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}
