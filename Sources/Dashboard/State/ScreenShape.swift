/// The screen that is drawn on, and in which colours.
package struct ScreenShape: Sendable {
  package internal(set) var width: Int
  package internal(set) var height: Int
  package internal(set) var theme: String
  package let themes: [String]
}
