import Basics
import Foundation
import Testing

@testable import TinyTransformer

@Suite struct `Safetensors files` {
  private static let pair = Safetensors(
    tensors: [
      .init(name: "b", shape: [2], values: [1, -2]),
      .init(name: "a", shape: [1, 3], values: [0.5, .infinity, -0.0]),
    ],
    metadata: [:])

  @Test func `have the layout of the format`() {
    let header =
      #"{"a":{"dtype":"F32","shape":[1,3],"data_offsets":[0,12]},"#
      + #""b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}"#
    let padding = Array(repeating: UInt8(ascii: " "), count: (8 - header.utf8.count % 8) % 8)
    let length = UInt8(header.utf8.count + padding.count)
    let data: [UInt8] = [
      0, 0, 0, 0x3F, 0, 0, 0x80, 0x7F, 0, 0, 0, 0x80,  // 0.5 ∞ -0
      0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0,  // 1 -2
    ]
    let expected = [length, 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + padding + data
    #expect(Self.pair.bytes() == expected)
    #expect(length % 8 == 0)
  }

  @Test func `read back as they were written`() throws {
    let read = try Safetensors(bytes: Self.pair.bytes(), file: "pair")
    #expect(read == Self.pair)
    #expect(read["a"]?.values.last?.sign == .minus)
  }

  @Test func `keep scalars, empty tensors and metadata`() throws {
    let file = Safetensors(
      tensors: [
        .init(name: "scalar", shape: [], values: [7]),
        .init(name: "empty", shape: [3, 0], values: []),
      ],
      metadata: ["format": "pt", "note": "\"é\""])
    #expect(try Safetensors(bytes: file.bytes(), file: "") == file)
  }

  @Test func `read data that are not aligned`() throws {
    let header = #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#
    try #require(header.utf8.count % 4 != 0)
    let file = try Safetensors(bytes: bytes(header, data: [0, 0, 0x80, 0x3F]), file: "")
    #expect(file["a"]?.values == [1])
  }

  @Test(arguments: [
    (
      "dtype", "{'a':{'dtype':'BF16','shape':[2],'data_offsets':[0,4]}}",
      ModelFileProblem.wrongElementType(tensor: "a", found: "BF16")
    ),
    (
      "too few bytes", "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}",
      .offsetsDisagreeWithShape(tensor: "a", bytes: 4, shape: [2])
    ),
    (
      "product of shape overflows",
      "{'a':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,0]}}",
      .offsetsDisagreeWithShape(tensor: "a", bytes: 0, shape: [1 << 62, 4])
    ),
    (
      "huge", "{'a':{'dtype':'F32','shape':[1000000000000],'data_offsets':[0,4000000000000]}}",
      .offsetsOutOfRange(tensor: "a", begin: 0, end: 4_000_000_000_000, available: 4)
    ),
    (
      "overlap",
      "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},"
        + "'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
      .overlapOrGap(tensor: "b", begin: 0, expected: 4)
    ),
    (
      "gap", "{'a':{'dtype':'F32','shape':[0],'data_offsets':[4,4]}}",
      .overlapOrGap(tensor: "a", begin: 4, expected: 0)
    ),
    ("bytes of no tensor", "{}", .unusedBytes(4)),
    (
      "backwards", "{'a':{'dtype':'F32','shape':[0],'data_offsets':[4,0]}}",
      .unsupportedValue(
        key: "a.data_offsets", found: "[4, 0]", supported: "a begin and an end")
    ),
    (
      "negative", "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}",
      .unsupportedValue(
        key: "a.shape[0]", found: "-1", supported: "0 to \(Int.max)")
    ),
    (
      "twice",
      "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{}}",
      .malformedJSON(JSONProblem(.repeatedKey("a"), byte: 54))
    ),
    ("no offsets", "{'a':{'dtype':'F32','shape':[1]}}", .missingKey("a.data_offsets")),
    (
      "stray key", "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'x':1}}",
      .unknownKey("a.x")
    ),
    ("no object", "[]", .wrongType(key: "the document", expected: "an object", found: "an array")),
    (
      "metadata", "{'__metadata__':{'a':1}}",
      .wrongType(key: "__metadata__.a", expected: "a string", found: "an integer")
    ),
  ])
  func `that lie in the header are refused`(
    fault: String, header: String, problem: ModelFileProblem
  ) {
    let bytes = bytes(header.replacing("'", with: "\""), data: [0, 0, 0, 0])
    let error = #expect(throws: ModelFileError.self) {
      try Safetensors(bytes: bytes, file: "weights")
    }
    #expect(error == ModelFileError(file: "weights", problem: problem), "\(fault)")
  }

  @Test func `cut off anywhere are refused`() {
    let whole = Self.pair.bytes()
    for length in 0..<whole.count {
      #expect(throws: ModelFileError.self) {
        try Safetensors(bytes: Array(whole.prefix(length)), file: "")
      }
    }
  }

  @Test func `that announce an endless header are refused`() {
    let bytes = Array(repeating: UInt8(0xFF), count: 8) + Array("{}".utf8)
    let error = #expect(throws: ModelFileError.self) { try Safetensors(bytes: bytes, file: "") }
    #expect(error?.problem == .headerTooLong(bytes: .max, available: 2))
  }

  /// Any damage to the header gives either an error or tensors that fit the bytes.
  @Test func `are written piece by piece as they are in memory`() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "kolb-\(UUID()).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    let long = Safetensors(
      tensors: [
        Safetensors.Tensor(name: "empty", shape: [0], values: []),
        Safetensors.Tensor(
          name: "long", shape: [3, 400_001], values: (0..<1_200_003).map { Float($0) / 7 }),
      ], metadata: ["step": "3"])
    for file in [Self.pair, long] {
      try file.write(to: url)
      #expect(try Array(Data(contentsOf: url)) == file.bytes())
    }
  }

  @Test func `with random damage in the header never crash`() throws {
    let file = Safetensors(
      tensors: (0..<4).map {
        .init(name: "layer.\($0)", shape: [$0, 2], values: Array(repeating: 1, count: 2 * $0))
      })
    let whole = file.bytes()
    var random = SplitMix64(seed: 7)
    var refusals = 0
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0...random.next() % 3 {
        bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      if random.next() % 4 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
      do {
        let read = try Safetensors(bytes: bytes, file: "")
        #expect(read.tensors.allSatisfy { $0.values.count == $0.shape.reduce(1, *) })
      } catch is ModelFileError {
        refusals += 1
      }
    }
    #expect(refusals > 10_000)
  }

  private func bytes(_ header: String, data: [UInt8]) -> [UInt8] {
    [UInt8(header.utf8.count & 0xFF), UInt8(header.utf8.count >> 8), 0, 0, 0, 0, 0, 0]
      + Array(header.utf8) + data
  }
}
