/// Episodes whose step was over when they came: a log has its steps in order, so they stand at the
/// latest one.
package struct LateEpisodes: Sendable, Equatable {
  package var count: Int

  package init(count: Int) { self.count = count }

  /// How many there are, in words.
  package var words: String {
    count == 1 ? "1 episode at a later step" : "\(count) episodes at a later step"
  }

  /// Where they come from.
  package static let why =
    "their own was over when they came: a trainer that was resumed and goes on in the same file, "
    + "or one that writes late"
}
