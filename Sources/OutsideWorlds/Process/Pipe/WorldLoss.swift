/// What becomes of a question whose process is gone.
enum WorldLoss: Error, Equatable {
  /// The process went while it answered this one, or would not answer it.
  case failed(String)
  /// It went through the fault of another question; this one can be asked again.
  case interrupted
  /// It went while nobody asked it anything.
  case gone(String)
}
