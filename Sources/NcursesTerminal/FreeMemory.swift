import CNcurses

/// Gives memory back to the system that is free here.
///
/// Pictures are drawn and logs are read in many small pieces, and what the last of them leaves in
/// between is kept by the allocator: of a dashboard of some hours it was a quarter.
struct FreeMemory {
  /// Between two times, of which each costs a millisecond or two.
  private static let pause = Duration.seconds(30)
  private var next = ContinuousClock.now + pause

  /// Called whenever something happens; nobody is woken for it.
  mutating func giveBackIfDue() {
    guard ContinuousClock.now >= next else { return }
    kolb_give_memory_back()
    next = .now + Self.pause
  }
}
