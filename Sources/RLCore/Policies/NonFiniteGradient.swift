/// A gradient that is no finite number, so that no step can be taken along it.
///
/// Nothing outside the run brings this about: it is the settings, be it those of the step or of one
/// before, and the same step comes to the same again.
package struct NonFiniteGradient: Error, Equatable, CustomStringConvertible {
  package init() {}

  package var description: String {
    "The gradient is not a finite number, so training cannot go on. Lower "
      + "optimizer.learning_rate and resume from the last checkpoint."
  }
}
