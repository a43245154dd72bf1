import Foundation
import RunLog

/// An archive of Inspect: a ZIP file with a document for each sample, and others for how the
/// evaluation began and ended.
///
/// Its members are found by the headers before them and not by the list at its end, so that an
/// archive that is cut off, or is still being written, is read as far as it goes.
struct EvaluationArchive {
  static let signature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

  private struct Member {
    var name: String
    var method: Int
    /// Where its packed bytes lie in the archive.
    var bytes: Range<Int>
    /// The checksum and the size of what is packed, which gzip wants behind it.
    var trailer: [UInt8]
  }

  private let path: String
  private let file: OpenFile
  private var members: [Member] = []
  /// Why the members end before the archive does.
  private var trouble: String?

  init(_ path: String) throws {
    self.path = path
    file = try OpenFile.regular(path)
    let size = try file.status().size
    var place = 0
    while let member = try member(at: &place, in: size) { members.append(member) }
  }

  // MARK: - Members

  private static let header = 30

  private mutating func member(at place: inout Int, in size: Int) throws -> Member? {
    let head = try file.read(Self.header, at: place)
    guard head.starts(with: Self.signature) else {
      // What follows the members is the list of them.
      if !head.starts(with: [0x50, 0x4B]) { trouble = "it ends without the list of its members" }
      return nil
    }
    func number(_ offset: Int, _ count: Int, of bytes: [UInt8]) -> Int {
      bytes.dropFirst(offset).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    guard head.count == Self.header else {
      trouble = "it ends in the middle of a member"
      return nil
    }
    let (nameLength, extraLength) = (number(26, 2, of: head), number(28, 2, of: head))
    let begin = place + Self.header
    let rest = try file.read(nameLength + extraLength, at: begin)
    let name = String(decoding: rest.prefix(nameLength), as: UTF8.self)
    var packed = number(18, 4, of: head)
    if packed == 0xFFFF_FFFF { packed = Self.longSize(in: Array(rest.dropFirst(nameLength))) ?? 0 }
    let body = begin + nameLength + extraLength
    guard rest.count == nameLength + extraLength, packed >= 0, packed <= size - body else {
      trouble = "it ends in the middle of '\(name.prefix(80))'"
      return nil
    }
    guard head[6] & 0x09 == 0 else {
      trouble = "'\(name.prefix(80))' is encrypted or has its size behind it, which is not read"
      return nil
    }
    place = body + packed
    return Member(
      name: name, method: number(8, 2, of: head), bytes: body..<place,
      trailer: Array(head[14..<18] + head[22..<26]))
  }

  /// The packed size in the field that members have that are longer than 4 GiB.
  private static func longSize(in extra: [UInt8]) -> Int? {
    var place = 0
    while place + 4 <= extra.count {
      let length = Int(extra[place + 2]) | Int(extra[place + 3]) << 8
      if extra[place] == 1, extra[place + 1] == 0, length >= 16, place + 20 <= extra.count {
        let bytes = extra[(place + 12)..<(place + 20)]
        return Int(exactly: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
      }
      place += 4 + length
    }
    return nil
  }

  // MARK: - Documents

  /// How it began, its samples, and how it ended; of members of one name the last.
  private var documents: [Member] {
    var latest: [String: Int] = [:]
    for (place, member) in members.enumerated() { latest[member.name] = place }
    func all(_ isWanted: (String) -> Bool) -> [Member] {
      members.enumerated().filter { latest[$0.element.name] == $0.offset }.map(\.element)
        .filter { isWanted($0.name) }
    }
    let samples = all { $0.hasPrefix("samples/") && $0.hasSuffix(".json") }
    return all { $0 == "_journal/start.json" } + samples + all { $0 == "header.json" }
  }

  /// Writes its documents into a new file, one after another.
  ///
  /// - Returns: what is wrong with the archive, of which the part before that was written.
  /// - Throws: `WrongUsage` where a program is missing, and what writing throws.
  func unpack(to target: String) throws -> String? {
    guard FileManager.default.createFile(atPath: target, contents: nil) else {
      throw RunLogError.refused(path: target, action: "written", reason: "no file can be made")
    }
    var found = trouble
    var rest = documents[...]
    while let first = rest.first {
      let alike = rest.prefix { $0.method == first.method }
      rest = rest.dropFirst(alike.count)
      if let said = try unpack(alike, to: target) { found = found ?? said }
    }
    if found == nil, !members.contains(where: { $0.name == "header.json" }) {
      found = "the evaluation was not over when it was opened"
    }
    return found
  }

  /// Unpacks members that are packed alike, and appends them.
  private func unpack(_ members: ArraySlice<Member>, to target: String) throws -> String? {
    let output = try FileHandle(forWritingTo: URL(filePath: target))
    defer { try? output.close() }
    try output.seekToEnd()
    let (packed, unpacked) = (target + ".packed", target + ".unpacked")
    defer { for name in [packed, unpacked] { unlink(name) } }
    let packing: Packing
    switch members.first?.method {
    case 0?:
      for member in members { try copy(member, to: output) }
      return nil
    case 8?: packing = .gzip
    case 93?: packing = .zstd
    case let method: return "members are packed by method \(method ?? 0), which is not read"
    }
    guard FileManager.default.createFile(atPath: packed, contents: nil) else { return nil }
    let input = try FileHandle(forWritingTo: URL(filePath: packed))
    for member in members {
      if packing == .gzip { try input.write(contentsOf: Self.gzipHeader) }
      try copy(member, to: input)
      if packing == .gzip { try input.write(contentsOf: member.trailer) }
    }
    try input.close()
    let trouble = try packing.unpack(packed, to: unpacked)
    let result = try FileHandle(forReadingFrom: URL(filePath: unpacked))
    defer { try? result.close() }
    while let chunk = try result.read(upToCount: Self.chunk), !chunk.isEmpty {
      try output.write(contentsOf: chunk)
    }
    return trouble
  }

  private static let chunk = 1 << 20
  private static let gzipHeader: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

  private func copy(_ member: Member, to output: FileHandle) throws {
    var place = member.bytes.lowerBound
    while place < member.bytes.upperBound {
      let bytes = try file.read(min(Self.chunk, member.bytes.upperBound - place), at: place)
      guard !bytes.isEmpty else { return }
      try output.write(contentsOf: bytes)
      place += bytes.count
    }
  }
}
