/// Names a view.
///
/// Not an enumeration, so that a new view is one file and one line of the catalog.
package struct ViewID: Hashable, Sendable {
  package let name: String

  package init(_ name: String) {
    self.name = name
  }
}
