import Basics

/// A value that is at hand where a run goes on, and bytes where it is only looked at.
///
/// Of a run some hundred moments are kept; what each has for itself is most of what they hold.
struct Stowed<Value: Packable>: Sendable {
  private var open: Value?
  private var bytes: [UInt8] = []

  init(_ value: Value) { open = value }

  var value: Value {
    open
      ?? bytes.withUnsafeBytes { raw in
        var reader = PackedReader(raw)
        return Value(from: &reader)
      }
  }

  /// Changes the value in place.
  mutating func change(_ change: (inout Value) -> Void) {
    var value = self.value
    // Let go of, so that what it holds has one owner and is not copied.
    open = nil
    change(&value)
    open = value
  }

  mutating func stow() {
    guard let value = open else { return }
    var writer = PackedWriter()
    value.pack(into: &writer)
    (open, bytes) = (nil, writer.bytes)
  }
}

extension Stowed: Equatable {
  /// Equal values, whichever of them are bytes.
  static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}
