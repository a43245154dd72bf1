/// What the list of runs is sorted by.
enum ShelfSort: Int, CaseIterable {
  case state
  case name
  case task
  case method
  case step
  case heldOut
  case age
  case size

  var title: String {
    switch self {
    case .state: "state"
    case .name: "name"
    case .task: "task"
    case .method: "method"
    case .step: "step"
    case .heldOut: "held-out"
    case .age: "age"
    case .size: "size"
    }
  }

  /// Whether one comes before the other; `nil` where neither does.
  func order(_ left: ShelfEntry, _ right: ShelfEntry) -> Bool? {
    switch self {
    // Live ones first, then by kind, then the latest.
    case .state:
      if left.isLive != right.isLive { return left.isLive }
      if left.kind != right.kind { return left.kind < right.kind }
      return left.kind == .preset ? nil : Self.before(left.age, right.age)
    case .name: return Self.before(left.name, right.name)
    case .task: return Self.before(left.environment, right.environment)
    case .method: return Self.before(left.method, right.method)
    case .step: return Self.before(right.step, left.step)
    case .heldOut: return Self.before(right.heldOut?.rate, left.heldOut?.rate)
    case .age: return Self.before(left.age, right.age)
    case .size: return Self.before(right.bytes, left.bytes)
    }
  }

  private static func before<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool? {
    guard let left else { return right == nil ? nil : false }
    guard let right else { return true }
    return left == right ? nil : left < right
  }
}
