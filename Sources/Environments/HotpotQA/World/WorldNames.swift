/// The closed vocabulary of names in the generated world.
package enum WorldNames {
  private static let heads = [
    "Ka", "Ta", "Mo", "Ve", "Li", "Ro", "Su", "Pe", "Do", "Na", "Zi", "Fa", "Bu", "Ge", "Ho", "Ja",
  ]
  private static let tails = [
    "ra", "vi", "lu", "no", "mi", "ta", "do", "ke", "sa", "pe", "ru", "la", "go", "ni", "ba", "ze",
    "fi", "mu",
  ]

  package static let all = heads.flatMap { head in tails.map { head + $0 } }

  /// Two thirds of the names, of entities that are asked about in training.
  package static let training = all.indices.filter { $0 % 3 != 2 }.map { all[$0] }
  /// The others, of entities that are only asked about to measure.
  package static let heldOut = all.indices.filter { $0 % 3 == 2 }.map { all[$0] }

  package static let years = 1950...1979
}
