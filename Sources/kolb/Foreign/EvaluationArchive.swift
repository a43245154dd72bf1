import Foundation
import Importers
import RunLog

/// An archive of Inspect: a ZIP file with a document for each sample, and others for how the
/// evaluation began and ended.
///
/// Its members are found by the headers before them, so that an archive that is cut off, or is still
/// being written, is read as far as it goes; and behind a header that is damaged by the list at its
/// end. A sample that is damaged costs itself alone.
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
  /// Those that the list at the end names and that are not where it says.
  private var missing: [String] = []

  init(_ path: String) throws {
    self.path = path
    file = try OpenFile.regular(path)
    let size = try file.status().size
    var place = 0
    while let member = try member(at: &place, in: size) { members.append(member) }
    guard trouble != nil else { return }
    let list = try ArchiveList(of: file, size: size)
    for entry in list?.entries ?? [] where entry.offset >= place {
      var place = entry.offset
      guard let member = try member(at: &place, in: size), member.name == entry.name else {
        missing.append(entry.name)
        continue
      }
      members.append(member)
    }
    // What is missing is known by its name.
    if list != nil { trouble = nil }
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
      // A name that nobody would give is part of the damage.
      let isName = name.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 }
      trouble =
        isName
        ? "it ends in the middle of '\(name.prefix(80))'"
        : "the member at byte \(place) is damaged"
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
    var damaged = missing
    var rest = documents[...]
    while let first = rest.first {
      let alike = rest.prefix { $0.method == first.method }
      rest = rest.dropFirst(alike.count)
      damaged += try unpack(alike, to: target)
    }
    var found = trouble
    if let words = Self.words(of: damaged, of: documents.count + missing.count) {
      found = found.map { "\($0); \(words)" } ?? words
    }
    if found == nil, !members.contains(where: { $0.name == "header.json" }) {
      found = "the evaluation was not over when it was opened"
    }
    return found
  }

  private static func words(of damaged: [String], of count: Int) -> String? {
    guard let first = damaged.first else { return nil }
    let names = damaged.count == 1 ? "'\(first.prefix(80))'" : "the first is '\(first.prefix(80))'"
    return "\(damaged.count) of its \(count) documents damaged and left out, \(names)"
  }

  /// Unpacks members that are packed alike, and appends them.
  ///
  /// - Returns: the names of those that are damaged.
  private func unpack(_ members: ArraySlice<Member>, to target: String) throws -> [String] {
    let (packed, unpacked) = (target + ".packed", target + ".unpacked")
    defer { for name in [packed, unpacked] { unlink(name) } }
    if try unpack(members, through: packed, to: unpacked) {
      try append(unpacked, to: target)
      return []
    }
    // One after another, to find those at fault.
    return try members.indices.filter { index in
      guard try unpack(members[index...index], through: packed, to: unpacked) else { return true }
      try append(unpacked, to: target)
      return false
    }.map { members[$0].name }
  }

  /// Unpacks members that are packed alike, all at once.
  ///
  /// - Returns: whether all of them are whole, by their sizes and checksums.
  private func unpack(
    _ members: ArraySlice<Member>, through packed: String, to unpacked: String
  ) throws -> Bool {
    for name in [packed, unpacked] { unlink(name) }
    let packing: Packing
    switch members.first?.method {
    case 0?:
      try write(unpacked) { output in for member in members { try copy(member, to: output) } }
      return try areWhole(members, in: unpacked)
    case 8?: packing = .gzip
    case 93?: packing = .zstd
    default: return false
    }
    try write(packed) { input in
      for member in members {
        if packing == .gzip { try input.write(contentsOf: Self.gzipHeader) }
        try copy(member, to: input)
        if packing == .gzip { try input.write(contentsOf: member.trailer) }
      }
    }
    let trouble = try packing.unpack(packed, to: unpacked)
    return try trouble == nil && areWhole(members, in: unpacked)
  }

  /// Whether a file has what its members had, one behind the other.
  private func areWhole(_ members: ArraySlice<Member>, in unpacked: String) throws -> Bool {
    let file = try FileHandle(forReadingFrom: URL(filePath: unpacked))
    defer { try? file.close() }
    for member in members {
      let checksum = ArchiveList.number(0, 4, of: member.trailer)
      var left = ArchiveList.number(4, 4, of: member.trailer)
      // The size of one that is longer stands elsewhere: it is taken as it is.
      guard left < 0xFFFF_FFFF else { return members.count == 1 }
      var sum = Checksum.Running()
      while left > 0 {
        guard let bytes = try file.read(upToCount: min(left, Self.chunk)), !bytes.isEmpty else {
          return false
        }
        sum.add(bytes)
        left -= bytes.count
      }
      guard Int(sum.ieee) == checksum else { return false }
    }
    return try (file.read(upToCount: 1) ?? Data()).isEmpty
  }

  private func write(_ path: String, _ body: (FileHandle) throws -> Void) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      throw RunLogError.refused(path: path, action: "written", reason: "no file can be made")
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? file.close() }
    try body(file)
  }

  private func append(_ unpacked: String, to target: String) throws {
    let output = try FileHandle(forWritingTo: URL(filePath: target))
    defer { try? output.close() }
    try output.seekToEnd()
    let result = try FileHandle(forReadingFrom: URL(filePath: unpacked))
    defer { try? result.close() }
    while let chunk = try result.read(upToCount: Self.chunk), !chunk.isEmpty {
      try output.write(contentsOf: chunk)
    }
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
