/// Memory that one worker's kernels use for as long as a call lasts.
final class Scratch<S: Real> {
  let left = AlignedBuffer<S>()
  let right = AlignedBuffer<S>()
  let keys = AlignedBuffer<S>()
  let keysTransposed = AlignedBuffer<S>()
  let values = AlignedBuffer<S>()
  let scores = AlignedBuffer<S>()
  let scoreGradients = AlignedBuffer<S>()

  // Keys and values of a sequence whose rows lie in several places, and their gradients.
  let pathKeys = AlignedBuffer<S>()
  let pathValues = AlignedBuffer<S>()
  let pathKeyGradients = AlignedBuffer<S>()
  let pathValueGradients = AlignedBuffer<S>()
}
