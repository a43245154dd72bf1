/// Memory that one worker's kernels use for as long as a call lasts.
final class Scratch<S: Real> {
  let left = AlignedBuffer<S>()
  let right = AlignedBuffer<S>()
  let keys = AlignedBuffer<S>()
  let keysTransposed = AlignedBuffer<S>()
  let values = AlignedBuffer<S>()
  let scores = AlignedBuffer<S>()
  let scoreGradients = AlignedBuffer<S>()
}
