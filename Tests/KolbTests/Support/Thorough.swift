import Foundation

/// Suites that start the program hundreds of times, and would make every test run minutes longer.
enum Thorough {
  static let isAsked = ProcessInfo.processInfo.environment["KOLB_THOROUGH"] != nil
  static let reason = "takes minutes; KOLB_THOROUGH=1 asks for it"
}
