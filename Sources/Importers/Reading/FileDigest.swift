import Basics

/// What a record says as a number, to tell whether a file that was written anew says the same.
enum FileDigest {
  static func of(_ record: ParsedRecord) -> UInt64 { FNV1a.hash("\(record)".utf8) }
}
