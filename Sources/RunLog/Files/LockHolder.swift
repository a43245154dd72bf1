import Glibc

/// Who holds the lock of an open file, as far as the kernel tells.
///
/// The file beside a run that names the holder can be removed by anybody; the kernel's own list
/// cannot.
enum LockHolder {
  /// The process that holds a `flock(2)` of the file; `nil` where the kernel does not say.
  static func process(of file: OpenFile) -> Int? {
    guard let number = try? file.status().identity.number,
      let list = try? OpenFile("/proc/locks", OpenFile.readOnly, for: "read"),
      let bytes = try? list.readToEnd(atMost: listSize)
    else { return nil }
    return process(holding: number, in: String(decoding: bytes, as: UTF8.self))
  }

  /// Reads the kernel's list: `1: FLOCK  ADVISORY  WRITE 4711 fe:00:1180433 0 EOF`.
  ///
  /// A line that waits for another's lock has `->` behind its number and is no holder.
  static func process(holding number: UInt, in list: String) -> Int? {
    for line in list.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 6, words[1] == "FLOCK", words[5].hasSuffix(":\(number)") else {
        continue
      }
      // Another namespace's processes have no number here, and are told as 0 or −1.
      guard let process = Int(words[4]), process > 0 else { continue }
      return process
    }
    return nil
  }

  private static let listSize = 1 << 20
}
