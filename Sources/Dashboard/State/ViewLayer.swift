/// A view that was left by going into something.
package struct ViewLayer: Equatable, Sendable {
  package var view: ViewID
  package var place: ViewPlace
}
