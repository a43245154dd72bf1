/// What a key or a command means, whatever view one is in: a family, and what of it.
package enum Action: Hashable, Sendable {
  case move(Movement)
  case find(Finding)
  case run(Steering)
  case replay(Replaying)
  case plot(Plotting)
  case take(Taking)
  case shelf(Shelving)
  case program(ProgramAction)
}
