import Basics
import Testing

@Suite struct `Packed bytes` {
  @Test func `give back numbers and texts as they were, to the bit`() {
    let integers = [0, 1, -1, 63, 64, -64, -65, 1 << 48, -1 << 48, .max, .min]
    let numbers: [Double] = [
      0, -0.0, 1, -1, 0.5, 0.1, 1e300, 0x1p40, 0x1p53, .infinity, .nan, .leastNonzeroMagnitude,
      Double(Float(0.3)),
    ]
    let texts = ["", "a", "é日🚀", String(repeating: "x", count: 300)]
    var writer = PackedWriter()
    for value in integers {
      writer.put(value)
      writer.put(bits: UInt64(bitPattern: Int64(value)))
      writer.put(value == 0 ? nil : value)
    }
    for value in numbers { writer.put(value) }
    for text in texts { writer.put(text) }
    writer.put(list: integers) { $0.put($1) }
    let bytes = writer.bytes
    bytes.withUnsafeBytes { raw in
      var reader = PackedReader(raw)
      for value in integers {
        #expect(reader.integer() == value)
        #expect(reader.bits() == UInt64(bitPattern: Int64(value)))
        #expect(reader.optionalInteger() == (value == 0 ? nil : value))
      }
      for value in numbers { #expect(reader.number().bitPattern == value.bitPattern) }
      for text in texts { #expect(reader.text() == text) }
      #expect(reader.list { $0.integer() } == integers)
      #expect(reader.isAtEnd && !reader.isDamaged)
      #expect(reader.integer() == 0 && reader.isDamaged)
    }
  }

  @Test func `that are cut off read as damaged`() {
    var writer = PackedWriter()
    writer.put(String(repeating: "x", count: 100))
    let bytes = Array(writer.bytes.dropLast())
    bytes.withUnsafeBytes { raw in
      var reader = PackedReader(raw)
      #expect(reader.text().isEmpty && reader.isDamaged)
    }
  }
}
