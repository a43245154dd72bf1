/// The rows of a list by number, without making them.
package struct Rows {
  package let count: Int
  /// The numbers, if they had to be looked for one by one.
  let list: [Int]?
  /// The number of the row at a place.
  package let number: (Int) -> Int
  /// The place of a row's number, or of the nearest before it.
  package let place: (Int) -> Int?

  package static var none: Rows { Rows([]) }

  package init(count: Int, number: @escaping (Int) -> Int, place: @escaping (Int) -> Int?) {
    self.init(count: count, list: nil, number: number, place: place)
  }

  private init(
    count: Int, list: [Int]?, number: @escaping (Int) -> Int, place: @escaping (Int) -> Int?
  ) {
    self.count = count
    self.list = list
    self.number = number
    self.place = place
  }

  package init(_ numbers: [Int]) {
    self.init(numbers, place: { numbers.firstIndex(of: $0) })
  }

  /// Rows one of which may stand for a number besides its own.
  package init(_ numbers: [Int], place: @escaping (Int) -> Int?) {
    self.init(count: numbers.count, list: numbers, number: { numbers[$0] }, place: place)
  }

  /// The place of a selection; the last row if it is not among them.
  package func place(of selection: ViewPlace.Selection) -> Int {
    guard case .row(let number) = selection, let place = place(number) else { return count - 1 }
    return place
  }

  /// The number of the selected row, or `nil` in an empty list.
  package func selected(_ selection: ViewPlace.Selection) -> Int? {
    count > 0 ? number(place(of: selection)) : nil
  }
}
