import Foundation
import RLCore

/// How long replies took when models were last asked, so that a dry run can tell without asking.
struct SpeedBook {
  private static let usual = StateFolder.url.appendingPathComponent("reply-speeds")

  let file: URL

  init(file: URL = SpeedBook.usual) {
    self.file = file
  }

  /// Keeps what a reply took; where it cannot be kept, nobody is told later.
  func keep(_ sample: RunForecast.Sample?, of place: String) {
    guard let sample, !place.contains(where: \.isNewline) else { return }
    let usage = sample.usage
    try? StateFolder.append(
      "\(sample.seconds) \(usage.readTokens) \(usage.writtenTokens) \(place)", to: file)
  }

  /// What a reply of a model took last; `nil` where that is not known.
  func sample(of place: String, _ prices: TokenPrices) -> RunForecast.Sample? {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n").reversed() {
      let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard words.count == 4, words[3] == place, let seconds = Double(words[0]),
        let read = Int(words[1]), let written = Int(words[2])
      else { continue }
      return RunForecast.Sample(
        seconds: seconds,
        usage: PolicyUsage(
          replies: 1, readTokens: read, writtenTokens: written,
          money: prices.cost(read: read, written: written)))
    }
    return nil
  }
}
