import Foundation
import RunLog
import RunModel
import Testing

@Suite struct `Keeping bytes on the disk` {
  @Test func `gives them back, leaves no name, and takes no file for a little`() throws {
    let folder = try TemporaryFolder()
    let store = TemporaryStore(in: folder("store"))
    func bytes(_ number: Int) -> [UInt8] {
      (0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
    }
    #expect(store.keep(bytes(0)) == nil && !folder.exists("store"))
    let kept = (0..<600).map { store.keep(bytes($0)) }
    #expect(kept.prefix(5).allSatisfy { $0 == nil } && kept.suffix(500).allSatisfy { $0 != nil })
    for (number, kept) in kept.enumerated() {
      #expect(kept?.withUnsafeBytes { $0.elementsEqual(bytes(number)) } != false)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("store")).isEmpty)
  }

  @Test func `keeps nothing where there is no folder to be had`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a file", to: "store")
    let store = TemporaryStore(in: folder("store"))
    for _ in 0..<100 { #expect(store.keep([UInt8](repeating: 1, count: 100_000)) == nil) }
  }
}
