/// The words of a command that name nothing there is, found only after they were parsed.
struct WrongUsage: Error, CustomStringConvertible {
  let description: String
}
